/** The author among her readers: she finds one, and her page tells why what comes when. */

import { expect, test } from "vitest";
import { MINUTE } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { HANAKO, withHanako } from "../support/desk-reader.ts";
import { engine, readers, rows } from "../support/engine.ts";
import { allRows, enrol, everythingSent, post, signUp, visit } from "../support/visitor.ts";

test("she finds a reader by the beginning of her address in any case and width, and by a whole one that she has left", async () => {
  const { see } = await withHanako();
  await enrol("yuki@example.com");
  for (const typed of ["hana", "HANAKO@EX", "ｈａｎａ", " hanako@example.com "]) {
    const html = await see(`/admin/readers?q=${encodeURIComponent(typed)}`);
    expect([typed, html.includes(HANAKO), html.includes("yuki@")]).toEqual([typed, true, false]);
  }
  for (const typed of ["%", "_anako", "ana", "'; DROP TABLE subscribers; --"]) {
    expect(await see(`/admin/readers?q=${encodeURIComponent(typed)}`)).toContain("見つかりませんでした");
  }
  await rows(
    "INSERT INTO former_addresses (subscriber_id, address_hash, left_at) SELECT h.id, y.address_hash, 1 FROM subscribers h, subscribers y WHERE h.email = 'hanako@example.com' AND y.email = 'yuki@example.com'",
  );
  const former = await see("/admin/readers?q=Yuki@example.com");
  expect(former.indexOf(HANAKO)).toBeGreaterThan(former.indexOf("以前このアドレスだった読者"));
});

test("she narrows the list to those who wait, never confirmed, finished, stopped, or are suppressed", async () => {
  const { see, path, who, post: send } = await withHanako();
  await signUp("yuki@example.com");
  await everythingSent();
  const seen = async (query: string) => {
    const html = await see(`/admin/readers?${query}`);
    return [HANAKO, "yuki@example.com"].filter((email) => html.includes(`>${email}<`));
  };
  expect(await seen("")).toEqual([HANAKO, "yuki@example.com"]);
  expect(await seen("f=waiting&lesson=two-faces")).toEqual([HANAKO]);
  expect(await seen("f=waiting&lesson=fears")).toEqual([]);
  expect(await seen("f=unconfirmed")).toEqual(["yuki@example.com"]);
  await rows("UPDATE enrollments SET completed_at = 5, next_lesson = NULL, next_due_at = NULL");
  expect(await seen("f=finished")).toEqual([HANAKO]);
  await letterToEverybody(150);
  expect(await seen("f=finished")).toEqual([HANAKO]);
  await rows("DELETE FROM subscribers WHERE email GLOB 'reader*'");
  await send(`${path}/stop`, { t: who, reason: "電話", sure: "yes" });
  expect(await seen("f=stopped")).toEqual([HANAKO]);
  await send(`${path}/suppress`, { t: who, reason: "電話", sure: "yes" });
  expect(await seen("f=suppressed")).toEqual([HANAKO]);
  await rows("DELETE FROM subscribers WHERE email = ?1", HANAKO);
  expect(await see("/admin/readers?f=suppressed")).toContain("登録のないアドレス");
  expect(await seen("f=nonsense&after=nonsense&lesson=%00")).toEqual(["yuki@example.com"]);
});

/** So many who are under way finished a letter after the last of those who finished the course. */
async function letterToEverybody(people: number) {
  const ids = await readers(people, { next: "fears", last: "two-faces", course: engine().deps.course });
  await rows(
    `INSERT INTO enrollments (subscriber_id, course, last_lesson, created_at, completed_at)
    SELECT subscriber_id, 'letter:spring', 'spring', 6, 6 FROM enrollments WHERE id IN (SELECT value FROM json_each(?1))`,
    JSON.stringify(ids),
  );
}

test("her page explains what comes next in one sentence, with all that follows and her ledger", async () => {
  const { see, path } = await withHanako();
  const html = await see(path);
  expect(html).toContain("11月3日（火）21:30に送ります。前の1通から1日後です。21:30は、このコースの時刻です。");
  expect(html).toContain("11月9日（月）21:30");
  expect(html).toContain("送ったレッスン");
  expect(html).toMatch(/まとまり [\w-]{22}/);
  expect(html).toContain("登録の確認");
  expect(html).toContain("同意の控え");
});

test("numbers and words that are none find nobody, and a stranger finds the door", async () => {
  const { visit: look, path } = await withHanako();
  for (const id of ["0", "999", "abc", "1e3", "9".repeat(40), "-1"]) {
    expect([id, (await look(`/admin/readers/${id}`)).status]).toEqual([id, 404]);
  }
  const before = await allRows();
  for (const url of ["/admin/readers", path, `${path}/erase`]) expect((await visit(url)).status).toBe(401);
  expect((await post(`${path}/stop`, { sure: "yes", reason: "r" })).status).toBe(401);
  expect(await allRows()).toEqual(before);
});

test("whatever stands in names, addresses, reasons and queries is text on the page", async () => {
  const { see, path } = await withHanako();
  const evil = `"><img src=x onerror=alert(1)><script>alert(1)</script>`;
  await rows("UPDATE subscribers SET name = ?1, email = ?2", evil, `${evil}@example.com`);
  await rows("UPDATE deliveries SET status = 'failed', reason = ?1, provider_id = ?1, sent_at = NULL", evil);
  await rows("UPDATE notices SET reason = ?1", evil);
  await rows("INSERT INTO suppressions SELECT address_hash, 'manual', 1 FROM subscribers");
  await rows(
    "INSERT INTO suppression_changes (address_hash, change, reason, changed_at) SELECT address_hash, 'added', ?1, 1 FROM subscribers",
    evil,
  );
  await rows(
    "INSERT INTO desk_deeds (subscriber_id, deed, detail, reason, done_at) SELECT id, 'moved', ?1, ?1, 1 FROM subscribers",
    evil,
  );
  await rows(
    "INSERT INTO consents (address_hash, wording, page, given_at) SELECT address_hash, ?1, ?1, 1 FROM subscribers",
    evil,
  );
  await rows("INSERT INTO mail_events SELECT 'e', ?1, id, ?1, NULL, ?1, 1, 1, NULL FROM enrollments", evil);
  const query = encodeURIComponent(evil);
  const pages = [
    path,
    `${path}/erase`,
    `${path}?done=${query}`,
    "/admin/readers",
    `/admin/readers?q=${query}`,
    `/admin/readers?f=${query}&lesson=${query}&after=1.${query}&done=${query}`,
    "/admin/readers?f=suppressed",
  ];
  for (const page of pages) {
    const html = await see(page);
    expect([page, html.includes("<img"), html.includes("<script>alert")]).toEqual([page, false, false]);
  }
  expect(await see(path)).toContain("&lt;script&gt;");
});

test("a mail that is late says so, since when and why", async () => {
  const { see, path } = await withHanako();
  await rows("UPDATE engine SET paused_until = 4102444800000, pause_reason = 'by hand'");
  current.now = Date.parse("2026-11-03T22:05:00+09:00");
  await engine().tick();
  current.now += MINUTE;
  const html = await see(path);
  expect(html).toContain("遅れています。");
  expect(html).toContain("11月3日（火）21:30に送る予定でした");
  expect(html).toContain("送信を止めてあります（by hand）");
  expect(await see("/admin/readers")).toContain("遅れ");
});
