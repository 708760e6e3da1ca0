/** Growth: whatever a tick or a bell meets, it asks D1 for no more than D1 gives, and goes on next time where it stopped. */

import { expect, test } from "vitest";
import { answerBell } from "../../src/actions/answer-bell.ts";
import { queueDueLessons } from "../../src/actions/queue-due-lessons.ts";
import { expiredBatches } from "../../src/db/batches.ts";
import { closeExpiredNotices } from "../../src/db/notices.ts";
import type { Deps } from "../../src/deps.ts";
import { HOUR, MINUTE, TICK_LIMITS } from "../../src/domain/numbers.ts";
import { courseShape } from "../../src/domain/place.ts";
import { confirmAndDeliver, cron, hear, signUpAndRing, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Demand, demanding } from "../support/demand.ts";
import { dying } from "../support/dying.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { clearFaults, emitEvent, lightMails, orderFaults, pullWebhooks } from "../support/post-office.ts";

/** D1's limits page: queries in one invocation on the free plan, parameters and bytes of a statement, bytes of a value. */
const FREE_PLAN: Partial<Demand> = { queries: 50 };
const LIMITS: Partial<Demand> = { parameters: 100, sqlBytes: 100_000, valueBytes: 2_000_000, ...FREE_PLAN };

/** A tenth of what a tick takes on: the same code with fewer rows. */
const limits = { ...TICK_LIMITS, claimChunk: 4_000, replanChunk: 1_000, openBatches: 300 };

test("72,000 due readers: three ticks within D1's limits claim each of them once, and say how many are still due", async () => {
  const house = engine();
  await everybodyIsDue(house, 72_000);

  const reports = [];
  for (let tick = 0; tick < 3; tick++) {
    reports.push(await withinLimits(house, (deps) => queueDueLessons(deps, { now: current.now, limits })));
    await allSent();
    current.now += 5 * MINUTE;
  }

  expect(reports).toMatchObject([
    { claimed: 30_000, batches: 300, still_due: 42_000, state: "full" },
    { claimed: 30_000, batches: 300, still_due: 12_000, state: "full" },
    { claimed: 12_000, batches: 120, still_due: 0, state: "done" },
  ]);
  await everybodyWasClaimedOnce(72_000);
});

test("one chunk of 40,000 readers stays within D1's limits", async () => {
  const house = engine();
  await everybodyIsDue(house, 40_000);
  const tick = (deps: Deps) => queueDueLessons(deps, { now: current.now });
  expect(await withinLimits(house, tick)).toMatchObject({ claimed: 40_000, batches: 400, state: "done" });
});

test("a tick that dies in the middle of 10,000 due readers: the next ones claim the rest, and ring for what nobody rang for", async () => {
  const house = engine();
  await everybodyIsDue(house, 10_000);
  const dies = dying(house.deps, { step: 5, moment: "after" }).deps;
  await expect(queueDueLessons(dies, { now: current.now, limits })).rejects.toThrow("after step 5");
  const [claimed] = await rows<{ n: number }>("SELECT count(*) AS n FROM deliveries");
  expect(claimed?.n).toBe(8_000);

  await withinLimits(house, cron);
  current.now += 11 * MINUTE;
  await withinLimits(house, cron);

  await everybodyWasClaimedOnce(10_000);
  expect(new Set(house.rung.map(({ bell }) => JSON.stringify(bell))).size).toBe(100);
});

test("a tick that re-plans 9,200 readers stays within D1's limits, says how far it is and goes on with the next", async () => {
  const house = engine();
  await readers(9_200, { next: "intro-guide", course: house.deps.course });
  const tick = (deps: Deps) => queueDueLessons(deps, { now: current.now, limits });

  expect(await withinLimits(house, tick)).toMatchObject({ replanned: 8_000, state: "replanning" });
  expect(await withinLimits(house, tick)).toMatchObject({ replanned: 1_200, claimed: 9_200 });
});

test("a tick that meets due readers of all lessons stays within D1's limits", async () => {
  const house = engine();
  const { course } = house.deps;
  await everybodyIsDue(house, 8_000);
  const keys = JSON.stringify(course.lessons.map(({ key }) => key));
  await rows("UPDATE enrollments SET next_lesson = ?1 ->> ('$[' || (id % 8) || ']')", keys);
  await withinLimits(house, (deps) => cron(deps));
});

test("a tick that re-plans, meets due readers of all lessons and closes fifty batches stays within D1's limits", async () => {
  const house = engine();
  const { course } = house.deps;
  await everybodyIsDue(house, 5_000);
  await house.tick();
  await orderFaults({ kind: "error_500", times: 1_000 });
  await house.answerBells();
  await clearFaults();
  current.now += 21 * HOUR;
  await readers(800, { next: "intro-guide", course });
  const keys = JSON.stringify(course.lessons.map(({ key }) => key));
  await rows("UPDATE enrollments SET next_lesson = ?1 ->> ('$[' || (id % 8) || ']') WHERE id > 5000", keys);
  await rows("UPDATE engine SET course_shape = 'as it was'");

  expect(await withinLimits(house, cron)).toMatchObject({ replanned: 5_800, closed: 50 });
});

test("a full batch stays within D1's limits: sent at once, asked for again, and mail by mail", async () => {
  const house = engine();
  await everybodyIsDue(house, 300);
  await house.tick();
  const [first, second, third] = house.rung.splice(0).map(({ bell }) => bell);
  if (!first || !second || !third) throw new Error("three bells rang");
  const answer = (bell: typeof first) => withinLimits(house, (deps) => answerBell(deps, { bell, now: current.now }));

  expect(await answer(first)).toMatchObject({ kind: "closed", sent: 100 });
  await orderFaults({ kind: "error_500_after" });
  expect(await answer(second)).toMatchObject({ kind: "later" });
  current.now += HOUR;
  expect(await answer(second)).toMatchObject({ kind: "closed", sent: 100 });
  await orderFaults({ kind: "refuse_batch_422", path: "/emails/batch" });
  expect(await answer(third)).toMatchObject({ kind: "closed", sent: 100 });
});

test("what a visitor does and a webhook tells stays within D1's limits", async () => {
  const house = engine();
  const email = "hanako@example.com";
  await withinLimits(house, (deps) => signUpAndRing(deps, email));
  await withinLimits(house, (deps) => confirmAndDeliver(deps, email));
  const [mail] = await lightMails();
  await pullWebhooks();
  await emitEvent(mail ?? { id: "" }, "email.complained");
  for (const webhook of await pullWebhooks()) await withinLimits(house, (deps) => hear(deps, webhook));
  await withinLimits(house, (deps) => stop(deps, email));
  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "complaint" }]);
});

test("a tick reads no closed batch or notice", async () => {
  const house = engine();
  await everybodyIsDue(house, 3_000);
  await house.tick();
  await allSent();

  const { deps } = house;
  const results = await deps.db.batch([
    expiredBatches(deps.db, current.now, 20),
    closeExpiredNotices(deps.db, current.now),
  ]);

  for (const { meta } of results) expect(meta.rows_read).toBeLessThan(5);
});

/** In the database of a house that has planned with today's course. */
async function everybodyIsDue({ deps: { course } }: Engine, count: number) {
  await readers(count, { next: "intro-guide", course });
  await rows("UPDATE engine SET course_shape = ?1", courseShape(course));
}

async function withinLimits<Report>(house: Engine, act: (deps: Deps) => Promise<Report>): Promise<Report> {
  const { db, demand } = demanding(house.deps.db);
  const report = await act({ ...house.deps, db });
  expect(demand.calls).toBeGreaterThan(0);
  for (const [what, most] of Object.entries(LIMITS)) {
    expect(demand[what as keyof Demand], what).toBeLessThanOrEqual(most);
  }
  return report;
}

/** As if the provider had taken whatever was claimed. */
async function allSent() {
  await rows("UPDATE deliveries SET status = 'sent', sent_at = ?1 WHERE status = 'claimed'", current.now);
  await rows("UPDATE batches SET state = 'closed' WHERE state = 'open'");
}

async function everybodyWasClaimedOnce(count: number) {
  expect(await rows("SELECT count(*) AS n, count(DISTINCT enrollment_id) AS readers FROM deliveries")).toEqual([
    { n: count, readers: count },
  ]);
  expect(await rows("SELECT max(json_array_length(members)) AS most FROM batches")).toEqual([{ most: 100 }]);
  expect(await rows("SELECT DISTINCT next_lesson FROM enrollments")).toEqual([{ next_lesson: "two-faces" }]);
}
