/** Sending a batch again: lost answers, dead consumers, deploys in between; the same key and bytes, and never two. */

import { expect, test } from "vitest";
import { answerBell } from "../../src/actions/answer-bell.ts";
import { sendBatch } from "../../src/actions/send-batch.ts";
import { HOUR, MINUTE, PROVIDER_TIMEOUT } from "../../src/domain/numbers.ts";
import { resendMailer } from "../../src/mail/resend.ts";
import { batchState, claimed, dyingAfterSending, onlyBatch, statuses } from "../support/batch.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { noticedThatWeLeft, shortPatience } from "../support/patience.ts";
import { arrivals, moveTo, orderFaults } from "../support/post-office.ts";

for (const kind of [
  "reset_before",
  "reset_after",
  "error_500",
  "error_500_after",
  "half_body",
  "unreadable_200",
  "in_flight",
]) {
  test(`unknown (${kind}): the same key and bytes again, and each reader has it once`, () => askedAgain(kind));
}

for (const kind of ["hang", "hang_after"]) {
  test(`no answer within 30 seconds (${kind}): the same key and bytes again, and each reader has it once`, async () => {
    const asked = shortPatience();
    await askedAgain(kind);
    expect(asked).toEqual([PROVIDER_TIMEOUT, PROVIDER_TIMEOUT]);
  });
}

async function askedAgain(kind: string) {
  const house = engine();
  const answer = await claimed(3, house);
  await orderFaults({ kind });
  const report = await answer();
  expect(report).toMatchObject({ kind: "later", retryAt: current.now + 30_000 });
  expect(await batchState()).toMatchObject({ state: "sealed", generation: 1 });
  await rows("UPDATE subscribers SET name = 'changed meanwhile', email = 'elsewhere@example.com' WHERE id = 1");

  current.now += 31_000;
  if (kind === "hang") await noticedThatWeLeft();
  expect(await answer()).toEqual({ kind: "closed", sent: 3, failed: 0, unconfirmed: 0 });
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
}

test("nobody listens at the provider's address: the same key and bytes again, and each reader has it once", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  const mailer = resendMailer({ apiKey: "re_test_key", baseUrl: "http://127.0.0.1:9" });
  const report = await sendBatch({ ...house.deps, mailer }, { batchId: await onlyBatch(), now: current.now });
  expect(report).toMatchObject({ kind: "later", retryAt: current.now + 30_000 });

  current.now += 31_000;
  expect(await answer()).toMatchObject({ kind: "closed", sent: 3 });
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

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

test("a mail that cannot be composed is set aside after five tries, and the others go", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  await rows("UPDATE clocks SET zone = 'Nowhere/Land'");
  for (let attempt = 1; attempt <= 4; attempt++) {
    const report = await answer();
    if (report.kind !== "later") throw new Error(`attempt ${attempt} was ${report.kind}`);
    current.now = report.retryAt;
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

test("a consumer that comes back too late to a refusal does not go mail by mail while another has the batch", async () => {
  const house = engine();
  await claimed(2, house);
  const { mailer } = house.deps;
  let first = true;
  const late: typeof mailer = {
    ...mailer,
    async sendBatch(mails, key) {
      if (!first) return mailer.sendBatch(mails, key);
      first = false;
      current.now += 3 * MINUTE;
      await answerBell(house.deps, { bell: { batch: await onlyBatch() }, now: current.now });
      return { kind: "refused", reason: "422, after a very long while" };
    },
  };

  await answerBell({ ...house.deps, mailer: late }, { bell: { batch: await onlyBatch() }, now: current.now });

  expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 2 }]);
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
});
