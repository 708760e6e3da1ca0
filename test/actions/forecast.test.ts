/** The forecast against the engine: what a reader, and the author of her, is told of her coming lessons is what then happens. */

import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lookAtReader } from "../../src/actions/look-at-reader.ts";
import { openCourse } from "../../src/actions/open-course.ts";
import { queueDueLessons } from "../../src/actions/queue-due-lessons.ts";
import type { Env } from "../../src/deps.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { Course } from "../../src/domain/course.ts";
import { LATEST_MINUTE, MINUTE } from "../../src/domain/numbers.ts";
import { becomeReader, courseToken } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";

const READER = "hanako@example.com";
const TICK = 5 * MINUTE;

const clocks = fc.record<Clock>({
  zone: fc.constantFrom("Asia/Tokyo", "America/New_York", "Europe/London", "Asia/Kathmandu", "Pacific/Honolulu"),
  minute: fc.integer({ min: 0, max: LATEST_MINUTE }),
  paceDays: fc.constantFrom(1, 7),
  quietDays: fc.integer({ min: 0, max: 254 }).filter((days) => (days & 127) !== 127),
});

type Edit = { readonly waits: readonly number[]; readonly retired: readonly number[] };

const edits = fc.record<Edit>({
  waits: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 8, maxLength: 8 }),
  retired: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
});

function edited(course: Course, { waits, retired }: Edit): Course {
  const lessons = course.lessons.map((lesson, at) => ({
    ...lesson,
    ...(at === 0 ? {} : { wait: waits[at] ?? 1 }),
    ...(retired.includes(at) ? { retired: true as const } : {}),
  }));
  return { ...course, lessons };
}

test("every lesson comes when it was foretold, for any clock, waits and edit of the course", async () => {
  await fc.assert(
    fc.asyncProperty(clocks, edits, fc.nat(24 * 60), async (clock, edit, minutes) => {
      await oneReader(clock);
      current.now += minutes * MINUTE;
      const house = engine({ course: edited(engine().deps.course, edit) });
      const opened = await openCourse(house.deps, { token: await courseToken(house.deps, READER), now: current.now });
      if (opened.kind !== "open") throw new Error(opened.kind);
      const foretold = opened.coming.map(({ lesson, dueAt }) => `${lesson.key} ${at(Math.max(dueAt, current.now))}`);
      const [{ id } = { id: 0 }] = await rows<{ id: number }>("SELECT id FROM subscribers");
      const seen = await lookAtReader(house.deps, { id, now: current.now });
      const toAuthor = seen?.coming.map(({ lesson, dueAt }) => `${lesson.key} ${at(Math.max(dueAt, current.now))}`);

      const came = await whatCame(house.deps);
      expect(came).toEqual(foretold);
      expect(toAuthor).toEqual(came);
    }),
    { numRuns: 25 },
  );
});

/** Ticks as the cron does, and each mail leaves with the tick that claims it. */
async function whatCame(deps: Parameters<typeof queueDueLessons>[0]): Promise<string[]> {
  const came: string[] = [];
  for (;;) {
    await queueDueLessons(deps, { now: current.now });
    const claimed = await rows<{ lesson: string }>("SELECT lesson FROM deliveries WHERE status = 'claimed'");
    came.push(...claimed.map(({ lesson }) => `${lesson} ${at(current.now)}`));
    await deps.db
      .prepare("UPDATE deliveries SET status = 'sent', sent_at = ?1 WHERE status = 'claimed'")
      .bind(current.now)
      .run();
    const [next] = await rows<{ due: number | null }>("SELECT next_due_at AS due FROM enrollments");
    if (!next || next.due === null) return came;
    current.now = Math.max(current.now + TICK, Math.ceil(next.due / TICK) * TICK);
  }
}

/** The tick that takes it: due times between two ticks leave with the later one. */
function at(dueAt: number): string {
  return new Date(Math.ceil(dueAt / TICK) * TICK).toISOString();
}

/** She has had the guide this moment, and goes by this clock. */
async function oneReader(clock: Clock): Promise<void> {
  const { deps } = engine();
  const { DB } = env as unknown as Env;
  current.now = Date.parse("2026-11-02T12:00:00+09:00");
  await DB.batch(
    ["batches", "notices", "subscribers", "sign_up_counts"].map((table) => DB.prepare(`DELETE FROM ${table}`)),
  );
  await becomeReader({ ...deps, course: { ...deps.course, zone: clock.zone, minute: clock.minute } }, READER);
  const { zone, minute, paceDays, quietDays } = clock;
  await DB.batch([
    DB.prepare(
      "INSERT INTO clocks (zone, minute, pace_days, quiet_days) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    ).bind(zone, minute, paceDays, quietDays),
    DB.prepare(`UPDATE subscribers SET clock_id = (SELECT id FROM clocks
      WHERE zone = ?1 AND minute = ?2 AND pace_days = ?3 AND quiet_days = ?4)`).bind(zone, minute, paceDays, quietDays),
    // As a change of her clock dates it.
    DB.prepare("UPDATE enrollments SET next_lesson = NULL, next_due_at = NULL"),
    DB.prepare("UPDATE engine SET course_shape = NULL"),
  ]);
}
