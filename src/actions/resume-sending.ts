/** Resuming: the author ends a pause or a stop, and hears for whom mails will go. */

import { type Engine, engineRow, mailsWaiting, resumeSending, type Waiting } from "../db/engine.ts";
import { countDue } from "../db/enrollments.ts";
import { endGap } from "../db/restores.ts";
import { onlyRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { activeLessons } from "../domain/course.ts";

export type Resumed =
  /** `stoppedAt` (unix ms): when the circuit breaker stopped; null for any other pause. `due`: readers due for a lesson. */
  | ({ kind: "resumed"; reason: string; stoppedAt: number | null; due: number } & Waiting)
  | { kind: "not-paused" }
  /** The database was put back to `knowsUntil` (unix ms), and nobody has found out yet what was sent since. */
  | { kind: "not-reconciled"; knowsUntil: number };

/**
 * Nothing is sent here: the next tick claims who is due and rings for what waits. A restored database that is not reconciled stays
 * paused, unless the author wants it `withoutReconcile`: then the gap is written down as one that nobody looked into.
 */
export async function resumeAllSending(
  { db, course }: Pick<Deps, "db" | "course">,
  { now, withoutReconcile = false }: { now: number; withoutReconcile?: boolean },
): Promise<Resumed> {
  const keys = activeLessons(course).map(({ key }) => key);
  const [engines, due, waiting] = await db.batch([engineRow(db), countDue(db, keys, now), mailsWaiting(db)]);
  const { paused_until: until, pause_reason: reason, stopped_at: stoppedAt, restored_to } = onlyRow<Engine>(engines);
  if (restored_to !== null && !withoutReconcile) return { kind: "not-reconciled", knowsUntil: restored_to };
  if (until === null || until <= now || reason === null) return { kind: "not-paused" };
  await db.batch([...endGap(db, { stops: "unknown", counts: null, now }), ...resumeSending(db, now)]);
  return {
    kind: "resumed",
    reason,
    stoppedAt,
    due: onlyRow<{ readers: number }>(due).readers,
    ...onlyRow<Waiting>(waiting),
  };
}
