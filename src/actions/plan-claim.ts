/** What a claim of one lesson needs to know: who may follow it, for every clock, and fresh batch ids. */

import type { Claim, NextChoice } from "../db/claims.ts";
import { rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { type Clock, defaultClock, isZone, nextDue } from "../domain/clock.ts";
import type { Course, Lesson } from "../domain/course.ts";
import { BATCH_SIZE, CONFIRM_RESERVE } from "../domain/numbers.ts";
import { keysOf, lessonsAfter } from "../domain/place.ts";
import { randomId } from "../domain/random-id.ts";

export type StoredClock = Clock & { id: number };

/** All clocks of the database; one whose zone the platform no longer knows goes by the course's, and stops nobody. */
export function clocksIn(course: Course, result: D1Result | undefined): StoredClock[] {
  return rowsOf<StoredClock>(result).map((clock) => (isZone(clock.zone) ? clock : { ...clock, zone: course.zone }));
}

/** At most `limit` readers of this lesson, or one subscriber. `clocks`: theirs, as far as they are known. */
export function planClaim(
  course: Course,
  lesson: Lesson,
  clocks: readonly StoredClock[],
  whom: Pick<Claim, "limit" | "dailyLimit" | "now" | "subscriberId">,
): Claim {
  return {
    ...whom,
    lesson: lesson.key,
    keys: keysOf(lesson),
    batchIds: Array.from({ length: Math.ceil(whom.limit / BATCH_SIZE) }, randomId),
    urgent: isFirst(course, lesson),
    next: choicesAfter(course, lesson, clocks, whom.now),
  };
}

/** Every lesson that may follow, in order, due as if this one leaves now. */
function choicesAfter(course: Course, lesson: Lesson, clocks: readonly StoredClock[], now: number): NextChoice[] {
  return lessonsAfter(course, lesson.key).map((next) => {
    const dueOn = (clock: Clock) => nextDue(clock, next.wait ?? 0, now);
    const due = Object.fromEntries(clocks.map((clock) => [clock.id, dueOn(clock)]));
    return { lesson: next.key, keys: keysOf(next), due: { ...due, otherwise: dueOn(defaultClock(course)) } };
  });
}

/** Lessons of one day: the quota less the reserve for confirm mails. */
export function dailyLimit({ dailyQuota }: Pick<Deps["config"], "dailyQuota">): number | undefined {
  return dailyQuota && dailyQuota - Math.min(CONFIRM_RESERVE, Math.floor(dailyQuota / 2));
}

function isFirst(course: Course, lesson: Lesson): boolean {
  return course.lessons.find(({ retired }) => !retired)?.key === lesson.key;
}
