/** Names that readers may give, and what strangers try in their place. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { nameProblem, tidyName } from "../../src/domain/reader-name.ts";

test.each([
  ["a name", "花子", "花子"],
  ["none", "", ""],
  ["only spaces", " 　\t", ""],
  ["spaces around and inside", "　山田　 花子 ", "山田 花子"],
  ["a line break", "山田\r\n花子", "山田 花子"],
  ["a separator of lines that is none for many", "山田\u2028花子\u0085様", "山田 花子 様"],
  ["a null character", "山田\u0000花子", "山田 花子"],
  ["marks that turn the direction", "山田\u202e花子\u2066", "山田 花子"],
  ["half a character", "花\ud800子", "花 子"],
  ["a letter and its accent apart", "Rene\u0301e", "Renée"],
])("tidies %s", (_, typed, name) => {
  expect(tidyName(typed)).toBe(name);
});

test.each([
  "花子",
  "山田 花子",
  "Hanako Y.",
  "J. R. Tolkien",
  "J.R.R. Tolkien",
  "O'Brien",
  "花子🌸",
  "はなこ・ヤマダ",
  "40代のママ",
  "あ".repeat(40),
  "𠮷".repeat(40),
])("accepts %s", (name) => {
  expect(nameProblem(name)).toBeNull();
});

test.each([
  "https://example.com",
  "http:example",
  "ftp://x",
  "www.example",
  "example.com",
  "123.com",
  "my_shop.com",
  "shop-.com",
  "見て example.com/win",
  "ｅｘａｍｐｌｅ．ｃｏｍ",
  "当選.com",
  "お得な日本語.jp です",
  "hanako@example.com",
  "花子＠example",
  "<b>花子</b>",
  "{{unsubscribe_url}}",
])("refuses %s, which could act as a link or markup in a mail", (name) => {
  expect(nameProblem(name)).toBe("has-link");
});

test("41 characters are too many, counted as a reader counts them", () => {
  expect(nameProblem("あ".repeat(41))).toBe("too-long");
  expect(nameProblem("𠮷".repeat(41))).toBe("too-long");
});

test("whatever is typed, a tidied name is one line and stays as it is when tidied again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (typed) => {
      const name = tidyName(typed);
      expect(name).not.toMatch(/\p{C}|[\u2028\u2029\r\n\t]|^ | $| {2}/u);
      expect(tidyName(name)).toBe(name);
      nameProblem(name);
    }),
    { numRuns: 1000 },
  );
});
