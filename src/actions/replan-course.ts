/** Re-planning: after an edit of the course, every reader's cached next lesson follows the rule again. */

import { type Engine, noteReplanned } from "../db/engine.ts";
import { enrollmentsToReplan, type PlannedRow, replan, standingOf } from "../db/enrollments.ts";
import { rowsOf } from "../db/rows.ts";
import { allClocks } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import type { Clock } from "../domain/clock.ts";
import type { Course } from "../domain/course.ts";
import { comingNext } from "../domain/forecast.ts";
import type { TickLimits } from "../domain/numbers.ts";
import { courseShape } from "../domain/place.ts";
import { clocksIn } from "./plan-claim.ts";

type Change = [id: number, nextLesson: string | null, dueAt: number | null, lastLesson: string | null];

/** Goes on where the last tick stopped. `replanned` counts readers looked at, in so many `chunks`. */
export async function replanCourse(
  { db, course }: Pick<Deps, "db" | "course">,
  { engine, now, limits }: { engine: Engine; now: number; limits: TickLimits },
): Promise<{ replanned: number; chunks: number; done: boolean }> {
  const shape = courseShape(course);
  let upTo = startOf(engine, shape);
  let replanned = 0;
  for (let chunks = 1; chunks <= limits.chunks; chunks++) {
    // Together: a reader may change her clock between two chunks.
    const [planned, known] = await db.batch([
      enrollmentsToReplan(db, course.key, upTo, limits.replanChunk),
      allClocks(db),
    ]);
    const rows = rowsOf<PlannedRow>(planned);
    const clocks = new Map(clocksIn(course, known).map((clock) => [clock.id, clock]));
    const changes = rows.flatMap((row) => changeOf(course, clocks, row, now));
    const done = rows.length < limits.replanChunk;
    upTo = rows.at(-1)?.id ?? upTo;
    replanned += rows.length;
    await db.batch([replan(db, changes, now), noteReplanned(db, shape, done ? null : upTo)]);
    if (done) return { replanned, chunks, done };
  }
  return { replanned, chunks: limits.chunks, done: false };
}

/** Where to go on: an edit in the middle of re-planning begins anew. */
function startOf(engine: Engine, shape: string): number {
  return engine.replanning_shape === shape ? (engine.replanned_to ?? 0) : 0;
}

function changeOf(course: Course, clocks: ReadonlyMap<number, Clock>, row: PlannedRow, now: number): Change[] {
  const clock = clocks.get(row.clock_id);
  if (!clock) throw new Error(`Enrollment ${row.id} has a clock that does not exist.`);
  const next = comingNext(course, clock, standingOf(row), now);
  if (!next) return row.completed_at === null ? [[row.id, null, null, row.last_lesson]] : [];
  if (next.lesson.key === row.next_lesson) return [];
  return [[row.id, next.lesson.key, next.dueAt, row.last_lesson]];
}
