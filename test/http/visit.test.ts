/** Visits are counted by a POST that the page sends, by week and source, and by nothing else. */

import { expect, test } from "vitest";
import { DAY } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { rows } from "../support/engine.ts";
import { post, visit } from "../support/visitor.ts";

const counted = () =>
  rows<{ source: string; visits: number }>(
    "SELECT source, visits FROM visits WHERE source <> '*' ORDER BY week, source",
  );

test("each counts for this week and where she came from; looking at the page counts nothing", async () => {
  await visit("/?utm_source=note");
  expect(await counted()).toEqual([]);
  expect((await post("/visit", { utm_source: "note", referrer: "note.com" })).status).toBe(204);
  await post("/visit", { utm_source: "note" });
  await post("/visit", { referrer: "blog.example" });
  await post("/visit", { referrer: "localhost" });
  current.now += 7 * DAY;
  await post("/visit", {});
  expect(await counted()).toEqual([
    { source: "", visits: 1 },
    { source: "blog.example", visits: 1 },
    { source: "note", visits: 2 },
    { source: "", visits: 1 },
  ]);
});

test("of sources that nobody can have so many of, the rest is counted together", async () => {
  for (let number = 0; number < 45; number++) await post("/visit", { utm_source: `s${number}` });
  await post("/visit", { utm_source: "s3" });
  const all = await counted();
  expect(all).toHaveLength(41);
  expect(all).toContainEqual({ source: "…", visits: 5 });
  expect(all).toContainEqual({ source: "s3", visits: 2 });
});

test("it sets no cookie, tells nothing, and takes no form of strangers", async () => {
  const answer = await post("/visit", { utm_source: "note" });
  expect(answer.headers.get("Set-Cookie")).toBeNull();
  expect(await answer.text()).toBe("");
  expect((await post("/visit", {}, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
  expect((await visit("/visit", { method: "POST", body: "x", headers: { "Content-Type": "text/plain" } })).status).toBe(
    415,
  );
});

test("an address in the link's words is not kept", async () => {
  await post("/visit", { utm_source: "hana@example.com", email: "hana@example.com" });
  expect(await counted()).toEqual([{ source: "", visits: 1 }]);
});
