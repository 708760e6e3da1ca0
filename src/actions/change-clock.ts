/** Changing her clock: hour, zone, quiet days and pace as she chooses, and her next lesson dated anew by the engine's own rule. */

import { redateNext } from "../db/by-hand.ts";
import { type Deed, noteIfChanged } from "../db/desk-deeds.ts";
import { type Passage, standingOf } from "../db/enrollments.ts";
import { firstRow } from "../db/rows.ts";
import { ensureClock, setClock } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { type Clock, nextDueFromNow } from "../domain/clock.ts";
import { type ClockChoice, type ClockProblem, chosenClock } from "../domain/clock-choice.ts";
import type { Course } from "../domain/course.ts";
import { nextLesson } from "../domain/place.ts";
import { readerOf, type Unknown } from "./reader-of.ts";

export type ClockChanged = { kind: "changed" } | { kind: "refused"; problem: ClockProblem } | Unknown;

/** A lesson of hers may be claimed between our look and our word: then she is looked at again. */
const TRIES = 3;

/**
 * Idempotent. Her next lesson is dated from the day the last one was really sent, and never nearer to it than 12 hours. `byAuthor`:
 * who chose for her.
 */
export async function changeClock(
  deps: Pick<Deps, "db" | "course" | "config">,
  { token, choice, now, byAuthor }: { token: string; choice: ClockChoice; now: number; byAuthor?: Deed },
): Promise<ClockChanged> {
  const { db, course } = deps;
  for (let tries = 0; tries < TRIES; tries++) {
    const known = await readerOf(deps, { purpose: "course", token, now });
    if (known.kind !== "known") return known;
    const { reader, passage } = known;
    const chosen = chosenClock(known.clock, choice);
    if ("problem" in chosen) return { kind: "refused", problem: chosen.problem };
    const dueAt = dueBy(course, chosen.clock, passage, now);
    const noted = byAuthor && isOther(chosen.clock, known.clock);
    const results = await db.batch([
      ensureClock(db, chosen.clock),
      setClock(db, reader.id, chosen.clock),
      ...(noted ? [noteIfChanged(db, { ...byAuthor, addressHash: reader.address_hash, now })] : []),
      ...(dueAt === null ? [] : [redateNext(db, passage, dueAt)]),
    ]);
    if (dueAt === null || firstRow(results.at(-1))) break;
  }
  return { kind: "changed" };
}

function isOther(chosen: Clock, hers: Clock): boolean {
  const parts = ["zone", "minute", "paceDays", "quietDays"] as const;
  return parts.some((part) => chosen[part] !== hers[part]);
}

/** Null when nothing waits to be dated: she has stopped or finished, or her first lesson is on its way. */
function dueBy(course: Course, clock: Clock, passage: Passage, now: number): number | null {
  const { next_due_at, last_at } = passage;
  if (next_due_at === null || last_at === null) return null;
  const next = nextLesson(course, standingOf(passage));
  return next ? nextDueFromNow(clock, next.wait ?? 0, last_at, now) : null;
}
