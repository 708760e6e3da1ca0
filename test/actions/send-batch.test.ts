/** Sending a batch: every answer of the provider ends in a known state, and nobody gets a mail twice. */

import { expect, test } from "vitest";
import { answerBell } from "../../src/actions/answer-bell.ts";
import { sendBatch } from "../../src/actions/send-batch.ts";
import { HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { arrivals, arrivedMails, moveTo, orderFaults } from "../support/post-office.ts";

/** One claimed batch of `count` readers, and a function that answers its bell now. */
async function claimed(count: number, { deps, tick, rung }: Engine) {
  await readers(count, { next: "fears", last: "two-faces", course: deps.course });
  await tick();
  const bell = rung[0]?.bell ?? { batch: "none" };
  return () => answerBell(deps, { bell, now: current.now });
}

async function statuses() {
  return rows<{ status: string; reason: string | null; n: number }>(
    "SELECT status, reason, count(*) AS n FROM deliveries WHERE lesson = 'fears' GROUP BY status, reason ORDER BY status",
  );
}

async function batchState() {
  return (await rows("SELECT state, generation, attempts, singly FROM batches"))[0];
}

test("accepted: every row is sent with the provider's id, and the batch is closed and emptied", async () => {
  const house = engine();
  const answer = await claimed(3, house);

  expect(await answer()).toEqual({ kind: "closed", sent: 3, failed: 0, unconfirmed: 0 });

  const mails = await arrivedMails();
  const ledger = await rows<{ provider_id: string }>(
    "SELECT provider_id FROM deliveries WHERE lesson = 'fears' AND status = 'sent'",
  );
  expect(ledger.map((row) => row.provider_id).sort()).toEqual(mails.map(({ id }) => id).sort());
  expect(await rows("SELECT state, sealed, leased_until FROM batches")).toEqual([
    { state: "closed", sealed: null, leased_until: null },
  ]);
});

test("a bell that rings twice sends once", async () => {
  const house = engine();
  const answer = await claimed(3, house);

  const reports = await Promise.all([answer(), answer(), answer()]);

  expect(reports.map(({ kind }) => kind).sort()).toEqual(["closed", "not-ours", "not-ours"]);
  expect(await answer()).toEqual({ kind: "not-ours" });
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("refused: one address fails with its reason, and the others arrive", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  await orderFaults({ kind: "refuse_indexes", indexes: [1] });

  expect(await answer()).toEqual({ kind: "closed", sent: 2, failed: 1, unconfirmed: 0 });

  expect(await statuses()).toMatchObject([
    { status: "failed", n: 1, reason: expect.stringMatching(/\w/) },
    { status: "sent", n: 2 },
  ]);
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
});

test("refused as a whole: mail by mail, the culprit fails alone", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  await rows("UPDATE subscribers SET email = 'refused@example.com' WHERE id = 2");
  await orderFaults({ kind: "refuse_batch_422", path: "/emails/batch" });

  expect(await answer()).toEqual({ kind: "closed", sent: 2, failed: 1, unconfirmed: 0 });

  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
});

test("refused as a whole, then limited half way: the rest goes on alone, and no mail doubles", async () => {
  const house = engine();
  const answer = await claimed(4, house);
  await orderFaults(
    { kind: "refuse_batch_422", path: "/emails/batch" },
    { kind: "slow", hangMs: 0, times: 2, path: "/emails" },
    { kind: "limited", retryAfter: 2, path: "/emails" },
  );

  expect(await answer()).toMatchObject({ kind: "later", retryAt: current.now + 2_000 });
  expect(await batchState()).toMatchObject({ state: "sealed", singly: 1 });

  current.now += 3_000;
  expect(await answer()).toMatchObject({ kind: "closed", sent: 2 });
  expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 4 }]);
  expect(await arrivals()).toMatchObject({ total: 4, many: [] });
});

test("refused as a whole after an unknown answer: unconfirmed, because the first try may have been accepted", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  await orderFaults({ kind: "reset_after" }, { kind: "refuse_batch_422", path: "/emails/batch" });
  await answer();

  current.now += 31_000;
  expect(await answer()).toEqual({ kind: "closed", sent: 0, failed: 0, unconfirmed: 2 });
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
});

test("limited: surely not accepted, so it is sealed anew later, without those who stopped meanwhile", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  await orderFaults({ kind: "limited", retryAfter: 3 });

  expect(await answer()).toMatchObject({ kind: "later", retryAt: current.now + 3_000 });
  expect(await batchState()).toMatchObject({ state: "open", generation: 2 });
  await rows("UPDATE enrollments SET stopped_at = 1, stop_reason = 'unsubscribed', next_due_at = NULL WHERE id = 1");

  expect(await answer()).toEqual({ kind: "not-ours" });
  current.now += 3_000;
  expect(await answer()).toEqual({ kind: "closed", sent: 2, failed: 0, unconfirmed: 0 });
  expect(await statuses()).toEqual([
    { status: "sent", reason: null, n: 2 },
    { status: "skipped", reason: "unsubscribed", n: 1 },
  ]);
});

for (const quota of ["daily", "monthly"]) {
  test(`exhausted: the ${quota} quota pauses all sending until the reset, and burns no try`, async () => {
    const house = engine();
    const answer = await claimed(3, house);
    await orderFaults({ kind: `${quota}_quota` });

    expect(await answer()).toMatchObject({ kind: "later" });

    expect(await rows("SELECT paused_until, pause_reason FROM engine")).toEqual([
      { paused_until: Date.parse("2026-11-03T00:00:00Z"), pause_reason: `the provider's ${quota} quota is used up` },
    ]);
    expect(await answer()).toEqual({ kind: "not-ours" });
    expect(await house.tick()).toMatchObject({ state: "paused", rung: 0 });

    await moveTo(Date.parse("2026-11-03T00:05:00Z"));
    await house.tickAndSend();
    expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 3 }]);
    const told = (await arrivedMails("author@example.com")).map(({ subject }) => subject);
    expect(told).toEqual([house.deps.mails.notices["sending-paused"]?.subject]);
  });
}

test("misconfigured: a refused key pauses for 15 minutes and never blames a reader", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  await orderFaults({ kind: "invalid_key" });

  await answer();

  expect(await rows("SELECT paused_until FROM engine")).toEqual([{ paused_until: current.now + 15 * MINUTE }]);
  expect(await statuses()).toEqual([{ status: "claimed", reason: null, n: 3 }]);
  current.now += 16 * MINUTE;
  await house.tickAndSend();
  expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 3 }]);
});

for (const kind of [
  "reset_before",
  "reset_after",
  "error_500",
  "error_500_after",
  "half_body",
  "unreadable_200",
  "in_flight",
]) {
  test(`unknown (${kind}): the same key and bytes again, and each reader has it once`, async () => {
    const house = engine();
    const answer = await claimed(3, house);
    await orderFaults({ kind });

    const report = await answer();
    expect(report).toMatchObject({ kind: "later", retryAt: current.now + 30_000 });
    expect(await batchState()).toMatchObject({ state: "sealed", generation: 1 });
    await rows("UPDATE subscribers SET name = 'changed meanwhile', email = 'elsewhere@example.com' WHERE id = 1");

    current.now += 31_000;
    expect(await answer()).toEqual({ kind: "closed", sent: 3, failed: 0, unconfirmed: 0 });
    expect(await arrivals()).toMatchObject({ total: 3, many: [] });
  });
}

test("unknown, then limited: still the same key and set, because the first try may have been accepted", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  await orderFaults({ kind: "reset_after" }, { kind: "limited", retryAfter: 1 });
  await answer();
  current.now += 31_000;
  await answer();
  await rows("UPDATE enrollments SET stopped_at = 1, stop_reason = 'unsubscribed', next_due_at = NULL WHERE id = 1");
  expect(await batchState()).toMatchObject({ state: "sealed", generation: 1 });

  current.now += 2_000;
  expect(await answer()).toMatchObject({ kind: "closed", sent: 3 });
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("no answer for 20 hours: unconfirmed with the reason, never sent again", async () => {
  const house = engine();
  await claimed(3, house);
  await orderFaults({ kind: "error_500", times: 1_000 });
  await house.answerBells();

  await moveTo(current.now + 21 * HOUR);
  await house.tick();
  await house.answerBells();

  expect(await statuses()).toEqual([
    { status: "unconfirmed", reason: "no answer from the provider for 20 hours", n: 3 },
  ]);
  expect(await batchState()).toMatchObject({ state: "closed" });
});

test("conflict (a deploy between two tries): unconfirmed at once", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  await orderFaults({ kind: "reset_after" });
  await answer();
  const { fears } = house.deps.mails.lessons;
  if (!fears) throw new Error("no lesson fears");
  const edited = { ...fears, subject: "New words", digest: "0123456789abcdef" };
  const mails = { ...house.deps.mails, lessons: { ...house.deps.mails.lessons, fears: edited } };

  current.now += 31_000;
  const bell = house.rung[0]?.bell ?? { batch: "" };
  const report = await answerBell({ ...house.deps, mails }, { bell, now: current.now });

  expect(report).toEqual({ kind: "closed", sent: 0, failed: 0, unconfirmed: 2 });
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
});

test("a consumer that dies between sending and recording: the next one finds each mail accepted once", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  const dying = { ...house.deps, mailer: dyingAfterSending(house) };
  await expect(sendBatch(dying, { batchId: await onlyBatch(), now: current.now })).rejects.toThrow("died");

  expect(await answer()).toEqual({ kind: "not-ours" });
  current.now += 11 * MINUTE;
  await house.tickAndSend();

  expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 3 }]);
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("a lesson taken out after the claim is not sent: skipped with the reason", async () => {
  const house = engine();
  await claimed(2, house);
  const lessons = house.deps.course.lessons.map((lesson) =>
    lesson.key === "fears" ? { ...lesson, retired: true as const } : lesson,
  );
  const edited = { ...house.deps, course: { ...house.deps.course, lessons } };

  await answerBell(edited, { bell: { batch: await onlyBatch() }, now: current.now });

  expect(await statuses()).toEqual([{ status: "skipped", reason: "lesson removed", n: 2 }]);
  expect(await arrivals()).toMatchObject({ total: 0 });
});

test("a mail that cannot be composed is set aside after five tries, and the others go", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  await rows("UPDATE clocks SET zone = 'Nowhere/Land'");
  for (let attempt = 1; attempt <= 4; attempt++) {
    expect(await answer()).toMatchObject({ kind: "later" });
    current.now += HOUR;
  }
  await rows("INSERT INTO clocks (id, zone, minute) VALUES (99, 'Asia/Tokyo', 1290)");
  await rows("UPDATE subscribers SET clock_id = 99 WHERE id = 1");

  expect(await answer()).toMatchObject({ kind: "later", retryAt: current.now });
  expect(await answer()).toMatchObject({ kind: "closed", sent: 1 });
  expect(await statuses()).toMatchObject([
    { status: "failed", n: 1, reason: expect.stringContaining("could not be composed") },
    { status: "sent", n: 1 },
  ]);
});

test("a batch sent a day late dates the next lesson from the real day", async () => {
  const house = engine();
  const answer = await claimed(1, house);

  current.now = Date.parse("2026-11-04T23:00:00+09:00");
  await answer();

  expect(await rows("SELECT next_due_at FROM enrollments")).toEqual([
    { next_due_at: Date.parse("2026-11-05T21:30:00+09:00") },
  ]);
});

async function onlyBatch(): Promise<string> {
  return (await rows<{ id: string }>("SELECT id FROM batches"))[0]?.id ?? "";
}

function dyingAfterSending({ deps }: Engine) {
  return {
    ...deps.mailer,
    async sendBatch(...call: Parameters<typeof deps.mailer.sendBatch>): Promise<never> {
      await deps.mailer.sendBatch(...call);
      throw new Error("the consumer died");
    },
  };
}
