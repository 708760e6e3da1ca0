/** What a claim of one lesson needs to know: who may follow it, for every clock, and fresh batch ids. */

import type { Claim, NextChoice } from "../db/claims.ts";
import { type Clock, nextDue } from "../domain/clock.ts";
import type { Course, Lesson } from "../domain/course.ts";
import { BATCH_SIZE } from "../domain/numbers.ts";
import { keysOf, lessonsAfter } from "../domain/place.ts";
import { randomId } from "../domain/random-id.ts";

export type StoredClock = Clock & { id: number };

/** At most `limit` readers of this lesson, or one subscriber. */
export function planClaim(
  course: Course,
  lesson: Lesson,
  clocks: readonly StoredClock[],
  { limit, now, subscriberId }: { limit: number; now: number; subscriberId?: number },
): Claim {
  return {
    lesson: lesson.key,
    keys: keysOf(lesson),
    batchIds: Array.from({ length: Math.ceil(limit / BATCH_SIZE) }, randomId),
    limit,
    urgent: isFirst(course, lesson),
    next: choicesAfter(course, lesson, clocks, now),
    now,
    ...(subscriberId === undefined ? {} : { subscriberId }),
  };
}

/** Every lesson that may follow, in order, due as if this one leaves now. */
function choicesAfter(course: Course, lesson: Lesson, clocks: readonly StoredClock[], now: number): NextChoice[] {
  return lessonsAfter(course, lesson.key).map((next) => ({
    lesson: next.key,
    keys: keysOf(next),
    due: Object.fromEntries(clocks.map((clock) => [clock.id, nextDue(clock, next.wait ?? 0, now)])),
  }));
}

function isFirst(course: Course, lesson: Lesson): boolean {
  return course.lessons.find(({ retired }) => !retired)?.key === lesson.key;
}
