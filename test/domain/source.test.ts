/** Where a visitor came from: kept short, in one line, and without anybody's address. */

import { expect, test } from "vitest";
import { NO_SOURCE, referrerOf, tidyUtm } from "../../src/domain/source.ts";

test.each([
  ["blog", "blog"],
  [" 春の\n お知らせ\u0000 ", "春の お知らせ"],
  ["", undefined],
  ["hanako@example.com", undefined],
  ["hanako＠example.com", undefined],
  [["blog"], undefined],
  [null, undefined],
  ["花".repeat(200), "花".repeat(100)],
])("of the word %j is kept %j", (told, kept) => {
  expect(tidyUtm((word) => (word === "utm_source" ? told : undefined)).utm_source).toBe(kept);
});

test("only the five words are kept, and only those that were there", () => {
  const told: Record<string, string> = { utm_medium: "mail", utm_term: "時短", utm_id: "7", gclid: "x" };
  expect(tidyUtm((word) => told[word])).toEqual({ utm_medium: "mail", utm_term: "時短" });
});

test.each([
  ["https://Blog.Example/post?reader=hanako#end", "blog.example"],
  ["blog.example", "blog.example"],
  ["android-app://com.google.android.gm/", "com.google.android.gm"],
  ["https://ayumi.example/guide", null],
  ["", null],
  ["<b>", null],
  ["a b", null],
  [`${"a".repeat(300)}.example`, null],
  [7, null],
])("the page before %j was on %j", (told, host) => {
  expect(referrerOf(told, "ayumi.example")).toBe(host);
});

test("a host may be a single letter, and nothing told is nothing", () => {
  expect(referrerOf("x", "ayumi.example")).toBe("x");
  expect(NO_SOURCE).toEqual({ utm: {}, referrer: null });
});
