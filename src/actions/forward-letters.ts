/** Forwarding letters: the next chunk of readers is counted, given her letter's hour, or freed from a letter that was stopped. */

import { countChunk, enrolChunk, finishLetters, freeChunk, type LetterRow } from "../db/letters.ts";
import { allClocks } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { type Clock, defaultClock, nextDue } from "../domain/clock.ts";
import type { Course } from "../domain/course.ts";
import { LESSON_GAP, LETTER_CHUNK } from "../domain/numbers.ts";
import { clocksIn, type StoredClock } from "./plan-claim.ts";

/** One chunk of one letter, the oldest that has something to do. A tick that comes twice finds it done, or does the next. */
export async function forwardLetters(
  deps: Pick<Deps, "db" | "course">,
  { letters, now, limit = LETTER_CHUNK }: { letters: readonly LetterRow[]; now: number; limit?: number },
): Promise<void> {
  const letter = letters.find(
    ({ state, up_to_id }) => state === "stopping" || (state !== "counted" && up_to_id !== null),
  );
  if (letter) await forward(deps, letter, { now, limit });
  if (letters.some(({ state, up_to_id }) => state === "sending" && up_to_id === null)) {
    await finishLetters(deps.db, now).run();
  }
}

async function forward(
  { db, course }: Pick<Deps, "db" | "course">,
  { id, key, state, up_to_id }: LetterRow,
  { now, limit }: { now: number; limit: number },
): Promise<void> {
  if (state === "stopping") {
    await db.batch(freeChunk(db, key, { limit, now }));
    return;
  }
  const chunk = { id, course: course.key, from: up_to_id ?? 0, limit };
  if (state === "counting") {
    await countChunk(db, chunk).run();
    return;
  }
  const due = byClock(course, clocksIn(course, await allClocks(db).all()), (clock) => nextHour(clock, now));
  await db.batch(enrolChunk(db, { ...chunk, due, now }));
}

/** Her next hour from now on, on a day that she keeps free for mail. Her pace is that of lessons and does not count. */
function nextHour(clock: Clock, now: number): number {
  return nextDue(clock, 0, now - LESSON_GAP);
}

/** One time for each clock in use, and one for a clock that came into use only now. */
export function byClock(course: Course, clocks: readonly StoredClock[], timeOf: (clock: Clock) => number) {
  const times = Object.fromEntries(clocks.map((clock) => [clock.id, timeOf(clock)]));
  return { ...times, otherwise: timeOf(defaultClock(course)) };
}
