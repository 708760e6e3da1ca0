/** Stopping: a page that asks, a button that stops, and the one-click post of mail programs (RFC 8058). */

import { expect, test } from "vitest";
import { DAY, HOUR } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { arrivedMails, orderFaults } from "../support/post-office.ts";
import { allRows, confirmLinkTo, enrol, post, signUp, visit } from "../support/visitor.ts";

test("opening the link asks and changes nothing", async () => {
  const { stopLink } = await enrol("hanako@example.com");
  const before = await allRows();
  for (const method of ["GET", "HEAD"]) expect((await visit(stopLink, { method })).status).toBe(200);
  expect(await (await visit(stopLink)).text()).toContain('<button type="submit">配信を停止する</button>');
  expect(await allRows()).toEqual(before);
});

test("the button of the page stops her course, and the page says how to return", async () => {
  const { stopLink } = await enrol("hanako@example.com");
  const page = await (await visit(stopLink)).text();
  const answer = await post(page.match(/<form method="post" action="([^"]+)"/)?.[1] ?? "", {});
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("もう一度お申し込みください")]);
  expect(await rows("SELECT stop_reason, stopped_at, next_due_at FROM enrollments")).toEqual([
    { stop_reason: "unsubscribed", stopped_at: current.now, next_due_at: null },
  ]);
  expect(await rows("SELECT unsubscribed_at FROM subscribers")).toEqual([{ unsubscribed_at: current.now }]);
  expect(await rows("SELECT 1 FROM suppressions")).toEqual([]);
});

test.each([
  ["urlencoded", () => new URLSearchParams({ "List-Unsubscribe": "One-Click" })],
  ["multipart", () => multipart({ "List-Unsubscribe": "One-Click" })],
  ["empty", () => ""],
  ["unreadable", () => new Uint8Array([0xff, 0x00, 0xfe])],
  ["far too long", () => "a".repeat(1_000_000)],
])("one click with a body that is %s stops at once, without a cookie and without a redirect", async (_, bodyOf) => {
  const { stopLink } = await enrol("hanako@example.com");
  const answer = await visit(stopLink, { method: "POST", body: bodyOf() });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Location")).toBeNull();
  expect(answer.headers.get("Set-Cookie")).toBeNull();
  expect(await rows("SELECT stop_reason FROM enrollments")).toEqual([{ stop_reason: "unsubscribed" }]);
});

test("every lesson carries the one-click headers, and the link in its text is the same", async () => {
  await enrol("hanako@example.com");
  const guide = (await arrivedMails()).find(({ tags }) => tags.lesson === "intro-guide");
  expect(guide?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
  expect(guide?.headers["List-Unsubscribe"]).toMatch(/^<http[^<>,]+\/unsubscribe\?t=[^<>,]+>$/);
  expect(guide?.text).toContain(guide?.headers["List-Unsubscribe"]?.slice(1, -1));
});

test("stopping twice, in two tabs or a year later, is stopping once", async () => {
  const { stopLink } = await enrol("hanako@example.com");
  await Promise.all([post(stopLink, {}), post(stopLink, {})]);
  const stopped = await allRows();
  current.now += 365 * DAY;
  expect((await post(stopLink, {})).status).toBe(200);
  expect(await allRows()).toEqual(stopped);
});

test("after a stop no lesson leaves, not even the one that was claimed", async () => {
  const { stopLink } = await enrol("hanako@example.com");
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  const house = engine();
  await house.tick();
  expect(await rows("SELECT lesson FROM deliveries WHERE status = 'claimed'")).toEqual([{ lesson: "two-faces" }]);
  await post(stopLink, {});
  await house.answerBells();
  for (let day = 0; day < 3; day++) {
    current.now += DAY;
    await house.tickAndSend();
  }
  expect((await arrivedMails()).flatMap(({ tags }) => tags.lesson ?? [])).toEqual(["intro-guide"]);
  expect(await rows("SELECT status, reason FROM deliveries WHERE lesson = 'two-faces'")).toEqual([
    { status: "skipped", reason: "unsubscribed" },
  ]);
});

test("a mail that was handed over with unknown outcome is announced on the page, and nothing comes after it", async () => {
  const { stopLink } = await enrol("hanako@example.com");
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await orderFaults({ kind: "reset_after", path: "/emails/batch" });
  const house = engine();
  await house.tickAndSend();
  expect(await (await post(stopLink, {})).text()).toContain("それだけは届くかもしれません");
  for (let hour = 0; hour < 72; hour += 12) {
    current.now += 12 * HOUR;
    await house.tickAndSend();
  }
  expect((await arrivedMails()).flatMap(({ tags }) => tags.lesson ?? [])).toEqual(["intro-guide", "two-faces"]);
});

test("who stopped and waits for her confirm mail is still stopped", async () => {
  const { stopLink } = await enrol("hanako@example.com");
  await post(stopLink, {});
  current.now += 2 * DAY;
  await signUp("hanako@example.com");
  await confirmLinkTo("hanako@example.com");
  current.now += DAY;
  await engine().tickAndSend();
  expect((await arrivedMails()).flatMap(({ tags }) => tags.lesson ?? [])).toEqual(["intro-guide"]);
});

test.each([
  ["no token", () => ""],
  ["half a token", (t: string) => t.slice(0, 30)],
  ["another signature", (t: string) => t.replace(/.$/, (last) => (last === "A" ? "B" : "A"))],
  ["somebody else's token", (t: string) => t.replace(/^.{22}/, "a".repeat(22))],
  ["a token with an end", (t: string) => t.replace("..", ".zzzzzz.")],
])("%s stops nobody and says what to do", async (_, change) => {
  const { stopLink } = await enrol("hanako@example.com");
  const before = await allRows();
  const link = `/unsubscribe?t=${change(new URL(stopLink).searchParams.get("t") ?? "")}`;
  for (const answer of [await visit(link), await post(link, { "List-Unsubscribe": "One-Click" })]) {
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("「配信停止」とだけお知らせください");
  }
  expect(await allRows()).toEqual(before);
});

test("a confirm link stops nobody", async () => {
  const { confirmLink } = await enrol("hanako@example.com");
  const before = await allRows();
  expect((await post(confirmLink.replace("/confirm", "/unsubscribe"), {})).status).toBe(400);
  expect(await allRows()).toEqual(before);
});

test("one reader's stop is no other reader's", async () => {
  const { stopLink } = await enrol("hanako@example.com");
  await enrol("yuki@example.com");
  await post(stopLink, {});
  expect(await rows("SELECT stop_reason FROM enrollments ORDER BY id")).toEqual([
    { stop_reason: "unsubscribed" },
    { stop_reason: null },
  ]);
});

function multipart(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test("the link of somebody who is not in the books any more still answers that no mail will come", async () => {
  const { stopLink } = await enrol("hanako@example.com");
  await rows("DELETE FROM subscribers");
  const answer = await post(stopLink, {});
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("配信を停止しました");
});
