/** Soft bounces, told at the webhook door: one stops nothing, three on different days stop the course, whatever order they are told in. */

import { expect, test } from "vitest";
import { DAY, HOUR } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { arrivedMails, moveTo } from "../support/post-office.ts";
import { enrol, signed, visit } from "../support/visitor.ts";

const MONDAY = Date.parse("2026-11-02T03:00:00Z");

test.each([
  ["three on three days", [0, 1, 2], "hard_bounce"],
  ["three on three days, told from the last to the first", [2, 1, 0], "hard_bounce"],
  ["three in a row at the pace of once a week", [0, 7, 14], "hard_bounce"],
  ["the first and the last day of three weeks", [0, 20, 3], "hard_bounce"],
  ["two on two days", [0, 1], null],
  ["three on two days", [0, 1, 1.2], null],
  ["three, of which the first is more than three weeks old", [0, 20, 21], null],
])("%s", async (_, days, reason) => {
  await reader();
  current.now = MONDAY + 30 * DAY;
  for (const day of days) await bounce(day);

  expect(await rows("SELECT reason FROM suppressions")).toEqual(reason ? [{ reason }] : []);
  expect(await rows("SELECT stop_reason FROM enrollments")).toEqual([{ stop_reason: reason }]);
});

test("a mail delivered in between counts for nothing, told before the third or after it", async () => {
  for (const days of [[0, 1, 3, "delivered at 2"] as const, [0, 1, "delivered at 2", 3] as const]) {
    await reader(`reader${days.indexOf(3)}@example.com`);
    for (const day of days) await (typeof day === "number" ? bounce(day) : tell(2, { type: "email.delivered" }));
  }
  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "hard_bounce" }, { reason: "hard_bounce" }]);
});

test("the same bounce told three times on three days is one", async () => {
  await reader();
  const again = await signedBounce(0);
  for (let day = 0; day < 3; day++) {
    current.now += DAY;
    await visit("/webhooks/resend", { method: "POST", ...again });
  }
  expect(await rows("SELECT reason FROM suppressions")).toEqual([]);
});

test("after the third no lesson goes to her, and to another reader they go on", async () => {
  await reader();
  for (const day of [0, 1, 2]) await bounce(day);
  await enrol("yuki@example.com");

  await moveTo(current.now + DAY + 12 * HOUR);
  await engine().tickAndSend();

  const lessons = (await arrivedMails()).filter(({ tags }) => tags.lesson === "two-faces");
  expect(lessons.map(({ to }) => to)).toEqual([["yuki@example.com"]]);
});

let newest: Record<string, string> = {};

async function reader(email = "hanako@example.com"): Promise<void> {
  await enrol(email);
  newest = (await arrivedMails(email)).find(({ tags }) => tags.lesson)?.tags ?? {};
}

function signedBounce(day: number) {
  return news(day, { type: "email.bounced", bounce: { type: "Transient", subType: "MailboxFull" } });
}

async function bounce(day: number): Promise<void> {
  expect((await visit("/webhooks/resend", { method: "POST", ...(await signedBounce(day)) })).status).toBe(200);
}

async function tell(day: number, what: { type: string }): Promise<void> {
  await visit("/webhooks/resend", { method: "POST", ...(await news(day, what)) });
}

/** Of the guide of the reader who came last, at so many days after her Monday noon. */
function news(day: number, { type, ...more }: { type: string } & Record<string, unknown>) {
  const created_at = new Date(MONDAY + day * DAY).toISOString();
  return signed(JSON.stringify({ type, created_at, data: { email_id: "e", tags: newest, ...more } }));
}
