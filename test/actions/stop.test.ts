/** Stopping holds wherever she is in the course, and a pause or a small quota never becomes a trap. */

import { expect, test } from "vitest";
import { checkHealth } from "../../src/actions/check-health.ts";
import { unsubscribe } from "../../src/actions/unsubscribe.ts";
import { expiredBatches } from "../../src/db/batches.ts";
import { closeExpiredNotices } from "../../src/db/notices.ts";
import { HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { signToken } from "../../src/domain/token.ts";
import { claimed, statuses } from "../support/batch.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { arrivals, orderFaults } from "../support/post-office.ts";

test("a stop reaches the last lesson too, when it is claimed and not yet sent", async () => {
  const house = engine();
  await readers(1, { next: "rebuild", last: "stories", course: house.deps.course });
  await house.tick();
  await stop(house);

  await house.answerBells();

  expect(await arrivals()).toMatchObject({ total: 0 });
  expect(await rows("SELECT status, reason FROM deliveries WHERE lesson = 'rebuild'")).toEqual([
    { status: "skipped", reason: "unsubscribed" },
  ]);
});

test("who finished and stopped gets no lesson that is appended later", async () => {
  const house = engine();
  await readers(1, { next: "rebuild", last: "stories", course: house.deps.course });
  await house.tickAndSend();
  await stop(house);
  const { course, mails } = house.deps;
  const words = mails.lessons.fears;
  if (!words) throw new Error("no lesson fears");
  const appended = { key: "epilogue", subject: "そのあと", preheader: "あとから届く一通。", wait: 1 };
  const longer = engine({
    course: { ...course, finishedGetNewLessons: true, lessons: [...course.lessons, appended] },
    mails: { ...mails, lessons: { ...mails.lessons, epilogue: words } },
  });

  for (let day = 0; day < 3; day++) {
    current.now += 24 * HOUR;
    await longer.tickAndSend();
  }

  expect(await arrivals()).toMatchObject({ total: 1 });
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

test("a tick reads no closed batch or notice", async () => {
  const house = engine();
  await readers(3_000, { next: "fears", last: "two-faces", course: house.deps.course });
  await house.tickAndSend();

  const { deps } = house;
  const results = await deps.db.batch([
    expiredBatches(deps.db, current.now, 20),
    closeExpiredNotices(deps.db, current.now),
  ]);

  for (const { meta } of results) expect(meta.rows_read).toBeLessThan(5);
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

async function stop({ deps }: Engine) {
  const [reader] = await rows<{ address_hash: string }>("SELECT address_hash FROM subscribers");
  const token = await signToken(deps.config.secrets, "unsubscribe", reader?.address_hash ?? "", null);
  await unsubscribe(deps, { token, now: current.now });
}
