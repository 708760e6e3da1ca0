/** A day's quota: never spoken for twice, counted once, and shared fairly by the lessons that wait for it. */

import { expect, test } from "vitest";
import { answerBell } from "../../src/actions/answer-bell.ts";
import { queueDueLessons } from "../../src/actions/queue-due-lessons.ts";
import type { Deps } from "../../src/deps.ts";
import { DAY, HOUR, LEASE } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { engine, readers, rows } from "../support/engine.ts";

test("ticks that overlap do not claim a day's quota twice", async () => {
  const house = withQuota(100);
  await readers(300, { next: "fears", last: "two-faces", course: house.deps.course });

  await Promise.all([1, 2, 3].map(() => queueDueLessons(house.deps, { now: current.now })));

  expect(await rows("SELECT count(*) AS claimed FROM deliveries WHERE status = 'claimed'")).toEqual([{ claimed: 90 }]);
});

test("with more due than the quota allows for days, who waited longest goes first, whatever the lesson", async () => {
  const house = withQuota(100);
  const { course } = house.deps;
  await readers(100, { next: "rebuild", last: "stories", course });
  for (let day = 0; day < 4; day++) {
    await readers(100, { next: "fears", last: "two-faces", course });
    await house.tickAndSend();
    current.now += DAY;
  }

  expect(await rows("SELECT count(*) AS sent FROM deliveries WHERE lesson = 'rebuild'")).toEqual([{ sent: 100 }]);
  expect(await rows("SELECT count(*) AS sent FROM deliveries WHERE lesson = 'fears'")).toEqual([{ sent: 260 }]);
});

test("a tick whose quota is spoken for says so, and how many are still due", async () => {
  const house = withQuota(100);
  await readers(250, { next: "fears", last: "two-faces", course: house.deps.course });

  expect(await house.tick()).toMatchObject({ state: "quota", claimed: 90, still_due: 160 });
});

test("two consumers that record the same batch count its mails once", async () => {
  const house = engine();
  await readers(5, { next: "fears", last: "two-faces", course: house.deps.course });
  await house.tick();
  const bell = house.rung[0]?.bell ?? { batch: "none" };
  let second = Promise.resolve<unknown>(null);
  const slow: Deps = {
    ...house.deps,
    mailer: {
      ...house.deps.mailer,
      async sendBatch(...call) {
        const answer = await house.deps.mailer.sendBatch(...call);
        current.now += LEASE + 1;
        second = answerBell(house.deps, { bell, now: current.now });
        await second;
        return answer;
      },
    },
  };

  await answerBell(slow, { bell, now: current.now });

  expect(await second).toMatchObject({ kind: "closed", sent: 5 });
  expect(await rows("SELECT accepted FROM sending_days")).toEqual([{ accepted: 5 }]);
});

test("mails count for the UTC day on which they were accepted", async () => {
  const house = engine();
  const { course } = house.deps;
  await readers(3, { next: "fears", last: "two-faces", course });
  current.now = Date.parse("2026-11-02T23:59:59.999Z");
  await house.tickAndSend();
  current.now += HOUR;
  await readers(2, { next: "fears", last: "two-faces", course });
  await house.tickAndSend();

  expect(await rows("SELECT day, accepted FROM sending_days ORDER BY day")).toEqual([
    { day: "2026-11-02", accepted: 3 },
    { day: "2026-11-03", accepted: 2 },
  ]);
});

function withQuota(dailyQuota: number) {
  return engine({ config: { ...engine().deps.config, dailyQuota } });
}
