/** The provider's news: only signed, only about our mails, each fact once, and in any order with the same end. */

import { expect, test, vi } from "vitest";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { type ArrivedMail, arrivedMails, moveTo, orderFaults } from "../support/post-office.ts";
import { allRows, confirmLinkTo, enrol, event, newsOf, post, signed, signUp, tell, visit } from "../support/visitor.ts";

const HARD = { bounce: { type: "Permanent", subType: "General", message: "gone" } };
const SOFT = { bounce: { type: "Transient", subType: "MailboxFull", message: "full" } };

test("delivered is a fact of the ledger, once", async () => {
  const guide = await guideOf("hanako@example.com");
  const [webhook] = await newsOf(guide, "email.delivered");
  expect((await hear(webhook)).status).toBe(200);
  expect(await rows("SELECT status, delivered_at > 0 AS delivered FROM deliveries")).toEqual([
    { status: "sent", delivered: 1 },
  ]);
  const after = await allRows();
  for (let time = 0; time < 3; time++) expect((await hear(webhook)).status).toBe(200);
  expect(await allRows()).toEqual(after);
});

test("a hard bounce suppresses the address and stops the course, and the replay changes nothing", async () => {
  const guide = await guideOf("hanako@example.com");
  const [webhook] = await newsOf(guide, "email.bounced", HARD);
  await hear(webhook);
  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "hard_bounce" }]);
  expect(await rows("SELECT stop_reason, next_due_at FROM enrollments")).toEqual([
    { stop_reason: "hard_bounce", next_due_at: null },
  ]);
  const after = await allRows();
  current.now += DAY;
  await hear(webhook);
  expect(await allRows()).toEqual(after);
  await engine().tickAndSend();
  expect(await arrivedMails()).toHaveLength(2);
});

test("a full mailbox stops nothing", async () => {
  await tell(await guideOf("hanako@example.com"), "email.bounced", SOFT);
  expect(await rows("SELECT 1 FROM suppressions")).toEqual([]);
  expect(await rows("SELECT status, reason FROM deliveries")).toEqual([
    { status: "sent", reason: "bounced Transient MailboxFull" },
  ]);
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await engine().tickAndSend();
  expect((await arrivedMails()).flatMap(({ tags }) => tags.lesson ?? [])).toEqual(["intro-guide", "two-faces"]);
});

test("a complaint suppresses the address and stops the course", async () => {
  await tell(await guideOf("hanako@example.com"), "email.complained");
  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "complaint" }]);
  expect(await rows("SELECT stop_reason FROM enrollments")).toEqual([{ stop_reason: "complaint" }]);
});

test("a late delivered repairs neither a complaint nor a bounce", async () => {
  const guide = await guideOf("hanako@example.com");
  await tell(guide, "email.complained");
  const before = await allRows();
  await tell(guide, "email.delivered");
  const { deliveries, ...others } = await allRows();
  expect(others).toEqual({ ...before, deliveries: undefined });
  expect(deliveries).toMatchObject([{ status: "sent", complained_at: expect.any(Number) }]);
});

test.each([
  ["a bounce and then a complaint", ["email.bounced", "email.complained"]],
  ["a complaint and then a bounce", ["email.complained", "email.bounced"]],
])("%s end as a complaint", async (_, types) => {
  const guide = await guideOf("hanako@example.com");
  for (const type of types) await tell(guide, type, type === "email.bounced" ? HARD : {});
  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "complaint" }]);
  expect(await rows("SELECT bounced_at > 0 AS bounced, complained_at > 0 AS complained FROM deliveries")).toEqual([
    { bounced: 1, complained: 1 },
  ]);
});

test("news in any order, each twice, have the same end", async () => {
  const ends: unknown[] = [];
  for (const types of [
    ["email.sent", "email.delivered", "email.complained"],
    ["email.complained", "email.delivered", "email.sent"],
  ]) {
    const name = `reader${ends.length}@example.com`;
    const guide = await guideOf(name);
    for (const type of [...types, ...types]) await tell(guide, type);
    ends.push(
      await rows(
        `SELECT d.status, d.reason, d.delivered_at > 0 AS delivered, d.complained_at > 0 AS complained, e.stop_reason
        FROM deliveries d JOIN enrollments e ON e.id = d.enrollment_id JOIN subscribers s ON s.id = e.subscriber_id
        WHERE s.email = ?1`,
        name,
      ),
    );
  }
  expect(ends[1]).toEqual(ends[0]);
});

test("the provider's own suppression is taken over, with its reason", async () => {
  const suppressed = { suppressed: { type: "Suppressed", reason: "previous_complaint", message: "" } };
  await tell(await guideOf("hanako@example.com"), "email.suppressed", suppressed);
  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "complaint" }]);
  expect(await rows("SELECT status FROM deliveries")).toEqual([{ status: "failed" }]);
});

test("a bounce of the confirm mail suppresses the address too", async () => {
  await signUp("hanako@example.com");
  const link = await confirmLinkTo("hanako@example.com");
  const [mail] = await arrivedMails();
  if (mail) await tell(mail, "email.bounced", HARD);
  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "hard_bounce" }]);
  expect((await post(link, {})).status).toBe(410);
});

test("news that come before our own recording are kept, and the mail is not sent again", async () => {
  await signUp("hanako@example.com");
  const link = await confirmLinkTo("hanako@example.com");
  await orderFaults({ kind: "reset_after", path: "/emails/batch" });
  await post(link, {});
  const guide = await arrived("hanako@example.com");
  expect(await rows("SELECT status FROM deliveries")).toEqual([{ status: "claimed" }]);
  await tell(guide, "email.delivered");
  expect(await rows("SELECT status, provider_id FROM deliveries")).toEqual([{ status: "sent", provider_id: guide.id }]);

  const told = await rows("SELECT delivered_at, sent_at FROM deliveries");
  await moveTo(current.now + 11 * MINUTE);
  await engine().tickAndSend();
  expect(await rows("SELECT state FROM batches")).toEqual([{ state: "closed" }]);
  expect(await rows("SELECT delivered_at, sent_at FROM deliveries")).toEqual(told);
  expect(await arrivedMails("hanako@example.com")).toHaveLength(2);
});

test("a mail that failed for the provider's quota pauses all sending until midnight UTC and never blames the reader", async () => {
  await tell(await guideOf("hanako@example.com"), "email.failed", { failed: { reason: "reached_daily_quota" } });
  expect(await rows("SELECT 1 FROM suppressions")).toEqual([]);
  expect(await rows("SELECT stop_reason FROM enrollments")).toEqual([{ stop_reason: null }]);
  const midnight = Date.parse("2026-11-03T00:00:00Z");
  expect(await (await visit("/healthz")).json()).toMatchObject({ ok: false, paused: true, paused_until: midnight });

  current.now = midnight + HOUR;
  await engine().tick();
  expect(await (await visit("/healthz")).json()).toMatchObject({ paused: false });
});

test("a lesson that failed for the provider's quota is sent anew after the pause, once, and her next one is dated from then", async () => {
  const guide = await guideOf("hanako@example.com");
  const [webhook] = await newsOf(guide, "email.failed", { failed: { reason: "reached_daily_quota" } });
  await hear(webhook);
  await hear(webhook);
  expect(await rows("SELECT status, provider_id, sent_at FROM deliveries")).toEqual([
    { status: "claimed", provider_id: null, sent_at: null },
  ]);
  await engine().tickAndSend();
  expect(await guidesTo("hanako@example.com")).toHaveLength(1);

  await moveTo(Date.parse("2026-11-03T00:10:00Z"));
  await engine().tickAndSend();
  await hear(webhook);
  await engine().tickAndSend();

  expect(await guidesTo("hanako@example.com")).toHaveLength(2);
  expect(await rows("SELECT status, sent_at FROM deliveries")).toEqual([{ status: "sent", sent_at: current.now }]);
  expect(await rows("SELECT next_lesson, next_due_at FROM enrollments")).toEqual([
    { next_lesson: "two-faces", next_due_at: Date.parse("2026-11-04T21:30:00+09:00") },
  ]);
});

test("a confirm mail that failed for the provider's quota is sent anew after the pause, once", async () => {
  await signUp("hanako@example.com");
  await confirmLinkTo("hanako@example.com");
  const [mail] = await arrivedMails("hanako@example.com");
  if (!mail) throw new Error("no confirm mail");
  const [webhook] = await newsOf(mail, "email.failed", { failed: { reason: "reached_daily_quota" } });
  await hear(webhook);
  await hear(webhook);
  const confirms = "SELECT state, status FROM notices WHERE kind = 'confirm' ORDER BY status";
  expect(await rows(confirms)).toEqual([
    { state: "open", status: "claimed" },
    { state: "closed", status: "failed" },
  ]);
  const [late] = await newsOf(mail, "email.sent");
  await hear(late);

  await moveTo(Date.parse("2026-11-03T00:10:00Z"));
  await engine().tickAndSend();
  await hear(webhook);
  await engine().tickAndSend();

  expect(await arrivedMails("hanako@example.com")).toHaveLength(2);
  expect(await rows(confirms)).toEqual([
    { state: "closed", status: "failed" },
    { state: "closed", status: "sent" },
  ]);
});

test("the author is told of such a pause when it is over", async () => {
  await tell(await guideOf("hanako@example.com"), "email.failed", { failed: { reason: "reached_daily_quota" } });
  current.now = Date.parse("2026-11-03T01:00:00Z");
  await engine().tickAndSend();
  expect(await arrivedMails("author@example.com")).toMatchObject([{ subject: "メールの送信を一時止めていました" }]);
});

test("news of yesterday's quota, heard today, pause nothing", async () => {
  const { tags } = await guideOf("hanako@example.com");
  current.now = Date.parse("2026-11-03T01:00:00Z");
  await hear(await signed(event({ type: "email.failed", tags, failed: { reason: "reached_daily_quota" } })));
  expect(await (await visit("/healthz")).json()).toMatchObject({ paused: false });
});

test("a mail that failed for another reason pauses nothing", async () => {
  await tell(await guideOf("hanako@example.com"), "email.failed", { failed: { reason: "invalid_recipient" } });
  expect(await (await visit("/healthz")).json()).toMatchObject({ paused: false });
  expect(await rows("SELECT 1 FROM suppressions")).toEqual([]);
});

async function guidesTo(email: string): Promise<ArrivedMail[]> {
  return (await arrivedMails(email)).filter(({ tags }) => tags.lesson === "intro-guide");
}

async function guideOf(email: string): Promise<ArrivedMail> {
  await enrol(email);
  return arrived(email);
}

function arrived(email: string): Promise<ArrivedMail> {
  return vi.waitUntil(async () => (await arrivedMails(email)).find(({ tags }) => tags.lesson === "intro-guide"), {
    timeout: 20_000,
  });
}

function hear(webhook: RequestInit | undefined): Promise<Response> {
  return visit("/webhooks/resend", { method: "POST", ...webhook });
}
