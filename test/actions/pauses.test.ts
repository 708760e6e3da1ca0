/** Pauses: a used-up quota, a refused key and three silent days hold the mails up, and become a trap for nobody. */

import { expect, test } from "vitest";
import { checkHealth } from "../../src/actions/check-health.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { confirmNow, signUpAndRing } from "../support/acts.ts";
import { claimed, statuses } from "../support/batch.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { arrivals, arrivedMails, moveTo, orderFaults, requestCounts, setLimits } from "../support/post-office.ts";

test("a quota used up for two days: everybody has her lesson once afterwards, dated from that day, and nobody's tries were counted", async () => {
  const house = engine();
  await openClaimedAndDue(house);
  await setLimits({ dailyQuota: 0 });
  await ticksFor(house, 2 * DAY);
  expect((await arrivedMails()).map(({ tags }) => tags.lesson)).toEqual(["fears", "fears"]);
  expect(await rows("SELECT max(attempts) AS tries FROM batches WHERE state = 'open'")).toEqual([{ tries: 0 }]);

  await setLimits({ dailyQuota: null });
  await moveTo(Date.parse("2026-11-05T00:05:00Z"));
  await house.tickAndSend();

  expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 6 }]);
  expect((await arrivals()).many).toEqual([]);
  expect(await rows("SELECT DISTINCT next_due_at FROM enrollments WHERE last_lesson = 'fears'")).toEqual([
    { next_due_at: Date.parse("2026-11-06T21:30:00+09:00") },
  ]);
}, 30_000);

test("the author hears of a long pause once a day at most, when it is over", async () => {
  const house = engine();
  await claimed(1, house);
  await setLimits({ dailyQuota: 0 });
  await ticksFor(house, 2 * DAY);
  expect(await arrivals()).toMatchObject({ total: 0 });

  await setLimits({ dailyQuota: null });
  await ticksFor(house, DAY);

  expect((await arrivedMails("author@example.com")).length).toBeOneOf([1, 2]);
}, 30_000);

test("a lost answer that the provider's quota hides for two days: unconfirmed after 20 hours, never sent again", async () => {
  const house = engine();
  await claimed(2, house);
  await orderFaults({ kind: "reset_after" }, { kind: "daily_quota", times: 1_000 });
  await house.answerBells();

  await ticksFor(house, 2 * DAY);

  expect(await statuses()).toEqual([
    { status: "unconfirmed", reason: "no answer from the provider for 20 hours", n: 2 },
  ]);
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
}, 30_000);

test("a key refused for three hours: one try every quarter of an hour, and no reader is marked for it", async () => {
  const house = engine();
  await readers(150, { next: "fears", last: "two-faces", course: house.deps.course });
  await orderFaults({ kind: "invalid_key", times: 1_000 });

  for (let tick = 0; tick < 36; tick++) {
    await house.tickAndSend();
    current.now += 5 * MINUTE;
  }

  expect((await requestCounts()).requests).toBeLessThanOrEqual(12);
  expect(await statuses()).toEqual([{ status: "claimed", reason: null, n: 150 }]);
}, 30_000);

test("no tick for three days: a lost answer, an unrung batch, a due reader and a confirm mail each come to their end", async () => {
  const house = engine();
  await openClaimedAndDue(house);
  await signUpAndRing(house.deps, "hanako@example.com");
  house.rung.length = 0;

  await moveTo(current.now + 3 * DAY);
  await house.tickAndSend();

  expect(await statuses()).toEqual([
    { status: "sent", reason: null, n: 4 },
    { status: "unconfirmed", reason: "no answer from the provider for 20 hours", n: 2 },
  ]);
  expect((await arrivedMails("hanako@example.com")).length).toBe(1);
  expect(await confirmNow(house.deps, "hanako@example.com")).toMatchObject({ kind: "confirmed" });
  expect((await arrivals()).many).toEqual([]);
});

test("a batch with a lost answer does not knock without rest while a quota is used up", async () => {
  const house = engine();
  const answer = await claimed(1, house);
  await orderFaults({ kind: "error_500" }, { kind: "daily_quota", times: 100 });
  await answer();
  current.now += 31_000;

  const report = await answer();

  expect(report).toMatchObject({ kind: "later", retryAt: current.now + 2 * MINUTE });
});

test("one reader whose answer is awaited takes one mail of the daily quota, not a hundred", async () => {
  const house = engine();
  const limited = engine({ config: { ...house.deps.config, dailyQuota: 100 } });
  const answer = await claimed(1, house);
  await orderFaults({ kind: "error_500" });
  await answer();
  await readers(20, { next: "fears", last: "two-faces", course: house.deps.course });

  expect(await limited.tick()).toMatchObject({ claimed: 20 });
});

test("a quota below the reserve still lets half of it go to lessons", async () => {
  const { deps } = engine();
  const limited = engine({ config: { ...deps.config, dailyQuota: 8 } });
  await readers(20, { next: "fears", last: "two-faces", course: deps.course });

  expect(await limited.tick()).toMatchObject({ claimed: 4 });
});

test("the provider's limits are not counted as tries of the mails", async () => {
  const house = engine();
  const answer = await claimed(1, house);
  await orderFaults({ kind: "limited", retryAfter: 3, times: 3 });
  for (let time = 0; time < 3; time++) {
    await answer();
    current.now += 4_000;
  }

  expect(await rows("SELECT attempts FROM batches")).toEqual([{ attempts: 0 }]);
  await answer();
  expect(await statuses()).toMatchObject([{ status: "sent", n: 1 }]);
});

test("what the provider says in words about a refused key stays out of the health answer", async () => {
  const house = engine();
  const answer = await claimed(1, house);
  await orderFaults({ kind: "invalid_key" });
  await answer();

  expect((await checkHealth(house.deps, { now: current.now })).pause_reason).toBe(
    "the provider refuses us: 403 invalid_api_key",
  );
});

test("while sending is paused, what may have been accepted is asked for again, so that no pause makes it unconfirmed", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  await orderFaults({ kind: "reset_after" });
  await answer();
  await rows("UPDATE engine SET paused_until = ?1, pause_reason = 'quota'", current.now + 24 * HOUR);

  current.now += 31_000;
  expect(await answer()).toMatchObject({ kind: "closed", sent: 2 });
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
});

/** Two readers whose answer got lost, two in a batch not sent yet, and two who are due. */
async function openClaimedAndDue(house: Engine) {
  const { course } = house.deps;
  await claimed(2, house);
  await orderFaults({ kind: "reset_after" });
  await house.answerBells();
  await readers(2, { next: "fears", last: "two-faces", course });
  await house.tick();
  await readers(2, { next: "fears", last: "two-faces", course });
}

async function ticksFor(house: Engine, ms: number) {
  for (let passed = 0; passed < ms; passed += 2 * HOUR) {
    await moveTo(current.now + 2 * HOUR);
    await house.tickAndSend();
  }
}
