/** The author's pages of requests: who asked, what she wrote as she wrote it, one step a press, and a file that calculates nothing. */

import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { course } from "../../emails/course.ts";
import { requestConsultation } from "../../src/actions/request-consultation.ts";
import { consultationsListed, countByStatus } from "../../src/db/desk/consultations.ts";
import type { Env } from "../../src/deps.ts";
import { parseAddress } from "../../src/domain/address.ts";
import { STATUSES } from "../../src/domain/consultation-status.ts";
import { DAY, HOUR, MINUTE, NOTE_MAX } from "../../src/domain/numbers.ts";
import { becomeReader } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { authorAtDesk } from "../support/desk.ts";
import { engine, rows } from "../support/engine.ts";
import { visit } from "../support/visitor.ts";

const LIST = "/admin/consultations";
const WORDS = { name: "花子", reach: "メール", times: "11月10日（火） 夜", topic: "", worksheet: "" };
const XSS = `"><script>alert(1)</script><img src=x onerror=alert(2)>'&`;

test("the list has everybody, newest first, who asked this week on top, and how many stand where", async () => {
  await ask({ name: "先週の人" }, "before@example.com");
  current.now += 7 * DAY;
  await ask({ name: "月曜の人" }, "monday@example.com");
  current.now += DAY;
  await ask({ name: "火曜の人" }, "tuesday@example.com");
  await rows("UPDATE consultations SET status = 'done' WHERE email = 'before@example.com'");
  const author = await authorAtDesk();

  const html = await author.see(LIST);
  expect(html).toContain("今週のお申し込み：2件");
  expect(html).toContain("11月9日（月）からのお申し込みです。");
  const [top = "", table = ""] = html.split("<table");
  expect(top).toMatch(/火曜の人さん[\s\S]*月曜の人さん/);
  expect(top).not.toContain("先週の人");
  expect(top).toMatch(/未返信 2件[\s\S]*返信済み 0件[\s\S]*終了 1件/);
  expect(table).toMatch(/火曜の人[\s\S]*月曜の人[\s\S]*先週の人/);
  expect((await author.see(`${LIST}?status=done`)).split("<table")[1]).not.toMatch(/火曜|月曜/);
  expect((await author.see(`${LIST}?status=week`)).split("<table")[1]).not.toContain("先週");
});

test("page after page each request comes once, also those of one moment", async () => {
  await many(120, { status: "new", moments: 3 });
  const author = await authorAtDesk();
  for (const start of [LIST, `${LIST}?status=new`]) {
    const names: string[] = [];
    for (let path: string | undefined = start; path; ) {
      const html: string = await author.see(path);
      names.push(
        ...[...(html.split("<table")[1]?.matchAll(/<th scope="row"><a [^>]*>(\w+)/g) ?? [])].map(
          ([, name = ""]) => name,
        ),
      );
      path = html.match(/href="([^"]*after=[^"]*)"/)?.[1]?.replaceAll("&amp;", "&");
    }
    expect(names).toHaveLength(120);
    expect(new Set(names).size).toBe(120);
  }
  expect(await author.see(`${LIST}?after=nonsense&status=other`)).toContain("<table");
});

test("of twenty thousand requests a page reads no more rows than it shows, and counts no further than it must", async () => {
  await many(20_000, { status: "done", moments: 20_000 });
  const { DB } = env as unknown as Env;
  const after = { created_at: current.now - 2 * DAY - 10_000, row: 10_000 };
  for (const status of [null, "done"] as const) {
    const page = await consultationsListed(DB, { status, since: 0, after, limit: 51 }).all();
    expect(page.results).toHaveLength(51);
    expect(page.meta.rows_read).toBeLessThan(110);
  }
  const counts = await countByStatus(DB, STATUSES, 1_000).all();
  expect(counts.results).toContainEqual({ status: "done", requests: 1_000 });
  expect(counts.meta.rows_read).toBeLessThan(1_100);
});

test("whatever she wrote stands on the pages as her words, and is nothing else", async () => {
  const wild = { name: `${XSS}名`, reach: `${XSS}\n二行目`, times: XSS, topic: `${XSS}\n\n  字下げ`, worksheet: XSS };
  const id = await ask(wild);
  const author = await authorAtDesk();
  await author.post(`${LIST}/${id}/notes`, { note_id: "n".repeat(22), words: XSS });
  for (const path of [LIST, `${LIST}/${id}`, `${LIST}/${id}?done=${encodeURIComponent(XSS)}`]) {
    const html = await author.see(path);
    expect(html).not.toMatch(/<script|<img|onerror=alert\(2\)>'/);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  }
  const html = await author.see(`${LIST}/${id}`);
  expect(html).toContain("\n二行目");
  expect(html).toContain("\n\n  字下げ");
  const answer = await author.visit(`${LIST}/${id}`);
  expect(answer.headers.get("Content-Security-Policy")).not.toContain("script-src");
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
});

test("the mail button opens a mail to her alone, with nothing that she could add to it", async () => {
  const id = await ask({ name: "花子 %0ABcc:all@example.com?cc=all@example.com&bcc=x 👩‍👧" });
  await rows("UPDATE consultations SET email = 'ha?bcc=all%0A&n\nCc: a@example.com'");
  const html = await (await authorAtDesk()).see(`${LIST}/${id}`);
  const href = html.match(/href="(mailto:[^"]*)"/)?.[1]?.replaceAll("&amp;", "&") ?? "";
  expect(href).toMatch(/^mailto:[^?&\s]+@example\.com\?subject=[^?&\s]+&body=[^?&\s]+$/);
  const [, query = ""] = href.split("?");
  expect([...new URLSearchParams(query).keys()]).toEqual(["subject", "body"]);
  expect(new URLSearchParams(query).get("body")).toContain(
    "花子 %0ABcc:all@example.com?cc=all@example.com&bcc=x 👩‍👧さん\r\n\r\n",
  );
});

test("a reader's page says what she had had by then and since, and where else she asked", async () => {
  const house = engine();
  await becomeReader(house.deps, "hanako@example.com");
  current.now += HOUR;
  const id = await ask({});
  const other = await ask({ topic: "もう一度" });
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await house.tickAndSend();
  const author = await authorAtDesk();

  const html = await author.see(`${LIST}/${id}`);
  const [first, second] = course.lessons.map(({ subject }) => subject);
  const [before = "", since = ""] = html.slice(html.indexOf("お申し込みまでに")).split("そのあとに");
  expect(before).toContain(`（1通）`);
  expect(before).toContain(first);
  expect(since).toContain(second);
  expect(html).toMatch(/href="\/admin\/readers\/\d+"/);
  expect(html).toContain(`${LIST}/${other}`);

  const stranger = await ask({}, "yuki@example.com");
  const hers = await author.see(`${LIST}/${stranger}`);
  expect(hers).not.toMatch(/admin\/readers\/\d|お届けしたレッスン|同じ方のほかの/);
});

test("a button makes its step, once however often it is pressed; an old page makes none, and says so", async () => {
  const id = await ask({});
  const author = await authorAtDesk();
  const press = async (from: string, to: string) => {
    const answer = await author.post(`${LIST}/${id}/status`, { from, to });
    expect(answer.status).toBe(303);
    return author.see(answer.headers.get("Location") ?? "");
  };
  expect(await press("new", "answered")).toContain("「返信済み」にしました。");
  expect(await press("new", "answered")).toContain("「返信済み」にしました。");
  expect(await press("new", "booked")).toContain("状態はもう「返信済み」に変わっていました");
  expect(await press("done", "new")).toContain("ここからは移れません");
  expect(await press("x", "<b>")).toContain("ここからは移れません");
  expect(await press("answered", "new")).toContain("「未返信」にしました。");
  expect(await rows("SELECT to_status FROM consultation_changes ORDER BY rowid")).toEqual([
    { to_status: "answered" },
    { to_status: "new" },
  ]);
});

test("a note is written once, shown with its time and taken away; what is too long comes back with her words", async () => {
  const id = await ask({});
  const author = await authorAtDesk();
  const noteId = (await author.see(`${LIST}/${id}`)).match(/name="note_id" value="([\w-]{22})"/)?.[1] ?? "";
  for (let press = 0; press < 2; press++)
    await author.post(`${LIST}/${id}/notes`, { note_id: noteId, words: "電話した" });
  const html = await author.see(`${LIST}/${id}`);
  expect(html.match(/電話した/g)).toHaveLength(1);
  expect(html).toContain("2026年11月2日（月）12:00のメモを消す");

  const long = await author.post(`${LIST}/${id}/notes`, { note_id: "m".repeat(22), words: "𠮷".repeat(NOTE_MAX + 1) });
  expect(long.status).toBe(422);
  expect(await long.text()).toContain("𠮷".repeat(NOTE_MAX + 1));
  const huge = await author.post(`${LIST}/${id}/notes`, { note_id: "m".repeat(22), words: "あ".repeat(5_000) });
  expect([huge.status, await huge.text()]).toEqual([422, expect.stringContaining("メモは2000文字までです")]);
  await author.post(`${LIST}/${id}/notes`, { words: "番号のないフォームから" });
  expect(await author.see(`${LIST}/${id}`)).toContain("番号のないフォームから");
  await author.post(`${LIST}/${id}/notes/delete`, { note_id: noteId });
  expect(await author.see(`${LIST}/${id}`)).not.toContain("電話した");
});

test("the file has every request, page after page, opens in Excel, and holds no formula", async () => {
  current.now += MINUTE;
  await many(450, { status: "done", moments: 1 });
  const id = await ask({
    name: `=HYPERLINK("https://evil.example","花")`,
    topic: "＝1+1",
    times: '"引用", と\n改行',
    reach: "@SUM(A1)",
  });
  const author = await authorAtDesk();
  await author.post(`${LIST}/${id}/notes`, { note_id: "n".repeat(22), words: "=cmd|' /C calc'!A0" });

  const answer = await author.visit(`${LIST}.csv`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="consultations-2026-11-02.csv"');
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const text = new TextDecoder().decode(bytes);
  expect(text.split("\r\n")).toHaveLength(1 + 451 + 1);
  expect(text).toContain(
    `2026-11-02 12:01,未返信,,"'=HYPERLINK(""https://evil.example"",""花"")",hanako@example.com,'@SUM(A1),"""引用"", と\n改行",'＝1+1,,,2026-11-02 12:01 =cmd|' /C calc'!A0\r\n`,
  );
});

test("nobody but the author sees or changes any of it", async () => {
  const id = await ask({});
  for (const path of [LIST, `${LIST}/${id}`, `${LIST}.csv`]) expect((await visit(path)).status).toBe(401);
  for (const path of ["status", "notes", "notes/delete", "webhooks/again"]) {
    const body = new URLSearchParams({ from: "new", to: "done", note_id: "n".repeat(22), words: "x" });
    expect((await visit(`${LIST}/${id}/${path}`, { method: "POST", body })).status).toBe(401);
  }
  expect(await rows("SELECT status FROM consultations")).toEqual([{ status: "new" }]);
  expect((await (await authorAtDesk()).visit(`${LIST}/${"x".repeat(22)}`)).status).toBe(404);
});

async function ask(change: Partial<typeof WORDS>, email = "hanako@example.com"): Promise<string> {
  const from = parseAddress(email);
  if (!from) throw new Error("impossible address");
  await requestConsultation(engine().deps, { from, words: { ...WORDS, ...change }, now: current.now });
  const [{ id } = { id: "" }] = await rows<{ id: string }>("SELECT id FROM consultations ORDER BY rowid DESC LIMIT 1");
  return id;
}

/** Rows as they would be after years, over so many moments until two days ago. */
async function many(count: number, { status, moments }: { status: string; moments: number }): Promise<void> {
  await rows(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
    INSERT INTO consultations (id, address_hash, email, name, reach, times, status, created_at)
    SELECT printf('%022d', i), printf('%022d', i), 'many@example.com', printf('name%d', i), 'メール', '昼', ?2, ?3 - ?4 + i % ?4 FROM n`,
    count,
    status,
    current.now - 2 * DAY - moments,
    moments,
  );
}
