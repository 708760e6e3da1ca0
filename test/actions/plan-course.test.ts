/** The plan against the engine on a real database: what it foretells for all readers together is what then leaves. */

import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Planned, planCourse, planOnPage } from "../../src/actions/plan-course.ts";
import { queueDueLessons } from "../../src/actions/queue-due-lessons.ts";
import type { Env } from "../../src/deps.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { Course } from "../../src/domain/course.ts";
import { DAY, LATEST_MINUTE, MINUTE } from "../../src/domain/numbers.ts";
import type { Mails } from "../../src/domain/plan.ts";
import { type EditWish, edited, firstCourse } from "../domain/plan-random-edits.ts";
import { current } from "../support/current.ts";
import { engine, readers, rows } from "../support/engine.ts";

const TICK = 5 * MINUTE;

const clocks = fc.record<Clock>({
  zone: fc.constantFrom("Asia/Tokyo", "Asia/Tokyo", "America/New_York", "Pacific/Honolulu"),
  minute: fc.oneof(fc.constant(1290), fc.integer({ min: 0, max: LATEST_MINUTE })),
  paceDays: fc.constantFrom(1, 1, 7),
  quietDays: fc.constantFrom(0, 0, 0b100_1000, 0b1000_0001),
});
const wishes = fc.record<EditWish>({
  deed: fc.constantFrom(
    "insert",
    "append",
    "retire",
    "restore",
    "rename",
    "bare-rename",
    "delete",
    "move",
    "wait",
    "merge",
    "finished",
  ),
  at: fc.nat(20),
  to: fc.nat(20),
});
const stories = fc.record({
  finishedGetNewLessons: fc.boolean(),
  readers: fc.array(fc.record({ clock: clocks, beginsAfter: fc.nat(5 * 24 * 12) }), { minLength: 2, maxLength: 6 }),
  past: fc.array(wishes, { maxLength: 2 }),
  edits: fc.array(wishes, { maxLength: 3 }),
  /** From the last edit but one to the plan. */
  ticks: fc.nat(3 * 24 * 12),
});

test("for any course, edit and readers, each mail leaves in the tick that was foretold, and no other does", async () => {
  await fc.assert(
    fc.asyncProperty(stories, async ({ finishedGetNewLessons, readers: wanted, past, edits, ticks }) => {
      await nobody();
      const first = firstCourse(5, finishedGetNewLessons);
      for (const { clock, beginsAfter } of wanted) await oneReader(clock, current.now + beginsAfter * TICK);
      await ticksUntil(first.course, current.now + 4 * DAY);
      const live = past.reduce(edited, first);
      await ticksUntil(live.course, current.now + ticks * TICK);
      const today = edits.reduce(edited, live).course;

      const { plan } = await planned(today);
      expect(await ticksUntil(today, current.now + 1_000 * DAY)).toEqual(foretold(plan.mails.today));
    }),
    { numRuns: 12 },
  );
}, 60_000);

test("the page plans the same as the command, and has no plan for more readers than it may look at", async () => {
  const { deps } = engine();
  await readers(30, { next: "fears", last: "two-faces", course: deps.course });
  await engine().tick();
  await readers(20, { next: "stories", last: "step-3-small", course: deps.course });
  const course = { ...deps.course, lessons: deps.course.lessons.filter(({ key }) => key !== "stories") };

  const [command, page] = [await planned(course), await planOnPage({ ...deps, course }, { now: current.now })];
  expect(page).toEqual(command);
  expect(command.plan.dangers).toMatchObject([{ name: "skip:stories", readers: 50, why: "vanished" }]);
  expect(command.plan.readers).toBe(50);

  expect(await planOnPage({ ...deps, course }, { now: current.now, limit: 49 })).toMatchObject({ kind: "too-many" });
});

test("whoever stopped, is suppressed or began anew is in no plan", async () => {
  const { deps } = engine();
  await readers(4, { next: "fears", last: "two-faces", course: deps.course });
  await rows("UPDATE enrollments SET stopped_at = 1, stop_reason = 'unsubscribed', next_due_at = NULL WHERE id = 1");
  await rows("INSERT INTO suppressions SELECT address_hash, 'manual', 1 FROM subscribers WHERE id = 2");
  await rows("UPDATE enrollments SET replaced_at = 1 WHERE id = 3");
  expect((await planned(deps.course)).plan).toMatchObject({ readers: 1, underWay: 1 });
});

test("before the engine has planned with the course that is deployed, that one is the live one", async () => {
  const { deps } = engine();
  await readers(3, { next: "fears", last: "two-faces", course: deps.course });
  await engine().tick();
  const second = { ...deps.course, lessons: deps.course.lessons.filter(({ key }) => key !== "stories") };
  await rows("UPDATE enrollments SET next_due_at = ?1", current.now + DAY);
  await engine({ course: second }).tick({ limits: { chunks: 1, replanChunk: 1, claimChunk: 1, openBatches: 1 } });

  const { live, replanning, plan } = await planned(second);
  expect([live.lessons.length, replanning, plan.edits]).toEqual([second.lessons.length, true, []]);
});

test("a database that nothing was deployed to, and one that is older than the plan, are told apart", async () => {
  const { deps } = engine();
  await readers(1, { next: "fears", last: "two-faces", course: deps.course });
  await rows("ALTER TABLE enrollments RENAME COLUMN replaced_at TO something");
  expect((await planCourse(deps, { now: current.now })).kind).toBe("too-old");
  await rows("ALTER TABLE engine RENAME TO something");
  expect((await planCourse(deps, { now: current.now })).kind).toBe("empty");
});

async function planned(course: Course): Promise<Planned> {
  const parts: number[] = [];
  const plan = await planCourse(
    { ...engine().deps, course },
    { now: current.now, chunk: 2, onChunk: (part) => parts.push(part) },
  );
  if (plan.kind !== "planned") throw new Error(plan.kind);
  expect(parts.at(-1)).toBe(1);
  return plan;
}

/** Ticks as the cron does, from the deploy of this course on. Each mail leaves with the tick that claims it: returns lesson and tick, sorted. */
async function ticksUntil(course: Course, end: number): Promise<string[]> {
  const came = await tick(course);
  for (let next = await nextTick(); next !== null && next <= end; next = await nextTick()) {
    current.now = next;
    came.push(...(await tick(course)));
  }
  current.now = end;
  return came.sort();
}

async function nextTick(): Promise<number | null> {
  const [next] = await rows<{ due: number | null }>("SELECT min(next_due_at) AS due FROM enrollments");
  return next?.due == null ? null : Math.max(current.now + TICK, atTick(next.due));
}

async function tick(course: Course): Promise<string[]> {
  const { deps } = engine();
  await queueDueLessons({ ...deps, course }, { now: current.now });
  const claimed = await rows<{ lesson: string }>(
    "UPDATE deliveries SET status = 'sent', sent_at = ?1 WHERE status = 'claimed' RETURNING lesson",
    current.now,
  );
  return claimed.map(({ lesson }) => `${lesson} ${new Date(current.now).toISOString()}`);
}

function foretold(mails: readonly Mails[]): string[] {
  const each = mails.flatMap(({ lesson, dueAt, readers: count }) =>
    Array.from({ length: count }, () => `${lesson} ${new Date(atTick(dueAt)).toISOString()}`),
  );
  return each.sort();
}

function atTick(dueAt: number): number {
  return Math.ceil(dueAt / TICK) * TICK;
}

async function nobody(): Promise<void> {
  const { DB } = env as unknown as Env;
  current.now = Date.parse("2026-11-02T12:00:00+09:00");
  await DB.batch(["batches", "subscribers"].map((table) => DB.prepare(`DELETE FROM ${table}`)));
  await rows("UPDATE engine SET course_shape = NULL, replanning_shape = NULL, replanned_to = NULL");
}

/** Confirmed, and due for the first lesson at this moment. */
async function oneReader({ zone, minute, paceDays, quietDays }: Clock, dueAt: number): Promise<void> {
  const { DB } = env as unknown as Env;
  await DB.batch([
    DB.prepare(
      "INSERT INTO clocks (zone, minute, pace_days, quiet_days) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    ).bind(zone, minute, paceDays, quietDays),
    DB.prepare(`INSERT INTO subscribers (address_hash, email, name, clock_id, signed_up_at, confirmed_at)
      SELECT printf('%022d', (SELECT ifnull(max(id), 0) FROM subscribers)), 'reader@example.com', '', id, 1, 1 FROM clocks
      WHERE zone = ?1 AND minute = ?2 AND pace_days = ?3 AND quiet_days = ?4`).bind(zone, minute, paceDays, quietDays),
    DB.prepare(`INSERT INTO enrollments (subscriber_id, course, next_lesson, next_due_at, created_at)
      SELECT max(id), 'course', 'l0', ?1, 1 FROM subscribers`).bind(dueAt),
  ]);
}
