/** The author's page of today: what it says of a house that has done something, and of one in trouble, by few rows. */

import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { lookAtToday } from "../../src/actions/look-at-today.ts";
import type { Env } from "../../src/deps.ts";
import { mondayOf, weekOf } from "../../src/domain/funnel.ts";
import { HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { authorAtDesk } from "../support/desk.ts";
import { engine, readers, rows } from "../support/engine.ts";
import { enrol, post, signUp } from "../support/visitor.ts";

test("what happened stands there: visits, sign-ups, confirmations, lessons, requests", async () => {
  for (let visit = 0; visit < 3; visit++) await post("/visit", { utm_source: "note" });
  await enrol("hanako@example.com");
  await signUp("yuki@example.com");
  await engine().tick();
  const html = await (await authorAtDesk()).see("/admin");

  expect(html).toMatch(/ページを開いた<\/th><td class="number">3回/);
  expect(html).toMatch(/登録した<\/th><td class="number">2</);
  expect(html).toMatch(/アドレスを確認した<\/th><td class="number">1</);
  expect(html).toMatch(/1通目　『セルフブランディング入門』をお届けします<\/th><td class="number">1</);
  expect(html).toContain("止まっているところはありません。");
});

test("of fewer than 20 people no percentage is said, of 20 it is", async () => {
  const author = await authorAtDesk();
  const insert = "INSERT INTO funnel VALUES (?1, '*', ?2, ?3) ON CONFLICT DO UPDATE SET people = excluded.people";
  const { week } = await lookAtToday(engine().deps, { now: current.now });
  await rows(insert, week, "sign-up", 19);
  await rows(insert, week, "confirm", 10);
  expect((await author.see("/admin")).split("<main")[1]).not.toMatch(/\d%/);
  await rows(insert, week, "sign-up", 20);
  expect(await author.see("/admin")).toMatch(
    /アドレスを確認した<\/th><td class="number">10<\/td><td class="number">50%/,
  );
});

test("whoever is late has a reason there: no tick, a pause, a used-up quota", async () => {
  const author = await authorAtDesk();
  expect(await author.see("/admin")).toContain("定期の見回りが、まだ一度も動いていません。");
  const house = engine();
  await readers(2, { next: "fears", last: null, course: house.deps.course });
  await house.tick();
  await rows(
    "UPDATE enrollments SET next_due_at = ?1, completed_at = NULL, next_lesson = 'two-faces'",
    current.now - HOUR,
  );
  expect(await author.see("/admin")).toMatch(/遅れている人<\/dt><dd>2人</);

  current.now += 20 * MINUTE;
  expect(await author.see("/admin")).toContain("から動いていません。");
  await rows(
    "UPDATE engine SET last_tick_at = ?1, paused_until = 4102444800000, pause_reason = 'paused by the author'",
    current.now,
  );
  expect(await author.see("/admin")).toContain("作業台から止めました");
});

test("sources are told apart, the strongest first, and words of a link harm nothing", async () => {
  const author = await authorAtDesk();
  await post("/visit", { utm_source: "<script>alert(1)</script>" });
  await post("/signup", { email: "a@example.com", consent: "yes", utm_source: "note" });
  await post("/signup", { email: "b@example.com", consent: "yes" });
  await post("/signup", { email: "c@example.com", consent: "yes", utm_source: "note" });
  const html = await author.see("/admin/funnel?weeks=4");
  expect(html).not.toContain("<script>");
  expect(html).toMatch(/note<\/th>.*わからない<\/th>.*&lt;script&gt;/s);
  expect(await author.see("/admin/funnel?weeks=x")).toContain("この12週");
});

test("so many sources in so many weeks are counted over fewer, whole weeks, and the page says which", async () => {
  const thisWeek = weekOf("Asia/Tokyo", current.now);
  await rows(
    `INSERT INTO funnel (week, source, step, people) SELECT ?1 - w.value, 's' || s.value, p.value, 1
    FROM json_each('[0,1,2,3,4]') w, json_each(?2) s, json_each('["sign-up","confirm","lesson:a","lesson:b","lesson:c","lesson:d","lesson:e","lesson:f","lesson:g","consultation"]') p`,
    thisWeek,
    JSON.stringify(Array.from({ length: 40 }, (_, number) => number)),
  );
  const author = await authorAtDesk();
  const html = await author.see("/admin/funnel?weeks=12");
  expect(html).toContain(`${mondayOf(thisWeek - 2)}の週からの分です`);
  expect(html).toMatch(/s0<\/th><td[^>]*>0<\/td><td[^>]*>3<\/td>/);
  await rows("DELETE FROM funnel WHERE source <> 's0'");
  expect(await author.see("/admin/funnel?weeks=12")).not.toContain("の週からの分です");
});

test("it reads few rows, however many readers are due", async () => {
  const { DB } = env as unknown as Env;
  const house = engine();
  await readers(2_000, { next: "fears", last: null, course: house.deps.course });
  await rows("UPDATE enrollments SET next_due_at = ?1 + id", current.now + HOUR);
  let read = 0;
  const db = {
    prepare: (sql: string) => DB.prepare(sql),
    batch: async (statements: D1PreparedStatement[]) => {
      const results = await DB.batch(statements);
      read += results.reduce((sum, { meta }) => sum + meta.rows_read, 0);
      return results;
    },
  } as unknown as D1Database;
  const { soon } = await lookAtToday({ ...house.deps, db }, { now: current.now });
  expect(soon).toEqual({ readers: 60, is_more: 1 });
  expect(read).toBeLessThan(300);
});
