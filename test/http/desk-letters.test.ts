/** The author's letters: looked at, sent to herself, counted, confirmed by the number, and stopped. */

import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { expect, test } from "vitest";
import { app } from "../../src/http/app.tsx";
import { current } from "../support/current.ts";
import { enterDesk, linkToDesk, sessionOf } from "../support/desk.ts";
import type { Engine } from "../support/engine.ts";
import { readers, rows } from "../support/engine.ts";
import { finished, houseWithLetters, sending, TONIGHT } from "../support/letters.ts";
import { arrivedMails, moveTo } from "../support/post-office.ts";

const PAGE = "/admin/letters/spring";

/** The author at the desk of a house with letters. */
async function desk(house: Engine) {
  const Cookie = sessionOf(await enterDesk(await linkToDesk()));
  async function ask(path: string, init: RequestInit = {}) {
    const { deps } = house;
    const ctx = createExecutionContext();
    const headers = { Cookie, Origin: deps.config.siteUrl };
    const request = new Request(new URL(path, deps.config.siteUrl), { redirect: "manual", headers, ...init });
    const answer = await app.fetch(request, { deps }, ctx);
    await waitOnExecutionContext(ctx);
    return answer;
  }
  const see = async (path: string) => (await ask(path)).text();
  return {
    ask,
    see,
    /** Sends a form, and reads the page that follows. */
    press: async (path: string, fields: Record<string, string> = {}) =>
      see((await ask(path, { method: "POST", body: new URLSearchParams(fields) })).headers.get("Location") ?? ""),
  };
}

function hidden(html: string, name: string): string {
  return html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? "";
}

test("she counts, types the number, and the letter goes; the page says how far it is", async () => {
  const house = houseWithLetters();
  await finished(12, house.deps);
  await readers(3, { next: "fears", last: "two-faces", course: house.deps.course });
  const { see, press } = await desk(house);
  expect(await see("/admin/letters")).toContain("まだ送っていません");
  expect(await see(PAGE)).toContain("広告を含むメール");

  const counted = await press(`${PAGE}/choose`, { whom: "finished", source: "", from: "", to: "" });
  expect(counted).toContain("12人に送ります");
  const shown = { id: hidden(counted, "id"), digest: hidden(counted, "digest") };
  expect(await press(`${PAGE}/confirm`, { ...shown, people: "15" })).toContain("数えた人数と違います");
  expect(await press(`${PAGE}/confirm`, { ...shown, people: "" })).toContain("数えた人数と違います");
  expect(await press(`${PAGE}/confirm`, { ...shown, digest: "as it was", people: "12" })).toContain(
    "書き換えられています",
  );
  expect(await sending()).toMatchObject({ state: "counted" });
  expect(await press(`${PAGE}/confirm`, { ...shown, people: "１２人" })).toContain("受けつけました");
  expect(await press(`${PAGE}/confirm`, { ...shown, people: "12" })).toContain("重ねて送ることはありません");

  await house.tickAndSend();
  expect(await see(PAGE)).toMatch(/時刻を待っている人<\/dt><dd>12人/);
  await moveTo(TONIGHT);
  await house.tickAndSend();
  await house.tickAndSend();
  expect(await see("/admin/letters")).toMatch(/送り終えました.*12/s);
});

test("a letter may be stopped, and a choice taken back", async () => {
  const house = houseWithLetters();
  await finished(2, house.deps);
  const { see, press } = await desk(house);
  const counted = await press(`${PAGE}/choose`, { whom: "everybody" });
  expect(await press(`${PAGE}/withdraw`, { id: hidden(counted, "id") })).toContain("取り消しました");
  const again = await press(`${PAGE}/choose`, { whom: "everybody" });
  await press(`${PAGE}/confirm`, { id: hidden(again, "id"), digest: hidden(again, "digest"), people: "2" });
  const late = await press(`${PAGE}/withdraw`, { id: hidden(again, "id") });
  expect(late).toContain("取り消せませんでした");
  expect(late).toContain("送っています");
  await house.tick();
  expect(await press(`${PAGE}/stop`)).toContain("止めました");
  expect(await see(PAGE)).toContain("途中で止めました");
  await moveTo(TONIGHT);
  await house.tickAndSend();
  expect(await rows("SELECT * FROM deliveries WHERE lesson = 'spring'")).toEqual([]);
});

test("the preview is the mail itself, in a sandbox; a test goes to the author alone, once a press, and into no ledger", async () => {
  const house = houseWithLetters();
  const { ask, press } = await desk(house);
  const preview = await ask(`${PAGE}/mail`);
  expect(preview.headers.get("Content-Security-Policy")).toMatch(/^default-src 'none';.*sandbox/);
  expect(await preview.text()).toMatch(/^<!DOCTYPE html.*花子さん、.*\/unsubscribe\?t=/s);
  expect(await (await ask(`${PAGE}/mail?name=none`)).text()).not.toContain("花子");

  await press(`${PAGE}/test`);
  expect(await press(`${PAGE}/test`)).toContain("【テスト】");
  const mails = (await arrivedMails("author@example.com")).filter(({ subject }) => subject.startsWith("【テスト】"));
  expect(mails).toHaveLength(1);
  expect(await rows("SELECT * FROM deliveries")).toEqual([]);
  expect(await rows("SELECT * FROM letters")).toEqual([]);
});

test("what is no letter, no group and no number is answered in words", async () => {
  const house = houseWithLetters();
  const { ask, press } = await desk(house);
  expect((await ask("/admin/letters/none")).status).toBe(404);
  expect((await ask("/admin/letters/none/mail")).status).toBe(404);
  expect(await press(`${PAGE}/choose`, { whom: "nobody" })).toContain("読み取れませんでした");
  expect(await press(`${PAGE}/choose`, { whom: "everybody", from: "2026-13-45" })).toContain("読み取れませんでした");
  expect(await press(`${PAGE}/stop`)).toContain("止めるものがありません");
  expect(await press(`${PAGE}/confirm`, { id: "x", digest: "", people: "1" })).toContain("選びなおしてください");
  expect(await press(`${PAGE}/choose`, { whom: "finished" })).toContain("送る相手がいません");
});

test("a group by source and week says so, and an odd word of a link harms nothing", async () => {
  const house = houseWithLetters();
  await finished(3, house.deps);
  await rows("UPDATE subscribers SET first_source = '<b>', first_week = 2966 WHERE id < 3");
  const { press } = await desk(house);
  const html = await press(`${PAGE}/choose`, { whom: "finished", source: "<b>", from: "2026-11-02", to: "2026-11-08" });
  expect(html).toContain("2人に送ります");
  expect(html).toContain("「&lt;b&gt;」から");
  expect(html).not.toContain("<b>");
  expect(current.now).toBeLessThan(TONIGHT);
});

test("a letter that could not be sent stands among who is stuck under its own subject", async () => {
  const house = houseWithLetters();
  await finished(1, house.deps);
  await rows(
    "INSERT INTO enrollments (subscriber_id, course, created_at) SELECT id, 'letter:spring', 1 FROM subscribers",
  );
  await rows(
    "INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, reason, claimed_at) SELECT id, 'spring', 'b', 'failed', 'x', 1 FROM enrollments WHERE course = 'letter:spring'",
  );
  const html = await (await desk(house)).see("/admin/stuck");
  expect(html).toContain(house.deps.mails.letters.spring?.subject);
  expect(html).not.toContain(">spring<");
});
