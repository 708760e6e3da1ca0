/** Health: when the machine ticked last, what is overdue, whether it is paused. No personal data. */

import { oldestOpenBatch } from "../db/batches.ts";
import { type Engine, engineRow } from "../db/engine.ts";
import { type EarliestDue, earliestDue } from "../db/enrollments.ts";
import { type Gap, lastGap } from "../db/restores.ts";
import { firstRow, onlyRow, rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import type { Course } from "../domain/course.ts";
import { heldUpSince } from "../domain/late.ts";
import { MINUTE, SECOND, TICK_TOO_OLD, UNTIL_RESUMED } from "../domain/numbers.ts";

export type Health = {
  ok: boolean;
  /** Seconds since the last tick; null before the first. */
  last_tick_age_seconds: number | null;
  /** Seconds the longest waiting delivery is overdue; 0 when none is. */
  oldest_overdue_seconds: number;
  paused: boolean;
  pause_reason: string | null;
  /** Unix ms at which sending resumes by itself; null while it waits for the author. */
  paused_until: number | null;
  /** What a restored database has forgotten (unix ms): still open while it is not reconciled, or the last one that was ended. Null before any. */
  gap: { from: number; to: number | null; reconciled: boolean } | null;
};

/** Missed ticks are a fault; so is anything half an hour overdue that no pause explains. */
export const OVERDUE_TOO_LONG = 30 * MINUTE;

export async function checkHealth(
  { db, course }: Pick<Deps, "db" | "course">,
  { now }: { now: number },
): Promise<Health> {
  return healthOf(await db.batch(healthQuestions(db, course)), now);
}

/** For one D1 batch, whose results `healthOf` judges. */
export function healthQuestions(db: D1Database, { lessons }: Course): D1PreparedStatement[] {
  const keys = lessons.map(({ key }) => key);
  return [engineRow(db), earliestDue(db, keys), oldestOpenBatch(db), lastGap(db)];
}

export function healthOf([engines, earliest, claimed, gaps]: readonly D1Result[], now: number): Health {
  const engine = onlyRow<Engine>(engines);
  const dueAt = rowsOf<EarliestDue>(earliest).map(({ due_at }) => due_at ?? now);
  const claimedAt = onlyRow<{ claimed_at: number | null }>(claimed).claimed_at ?? now;
  const oldest = Math.min(now, claimedAt, ...dueAt);
  const pause = { pausedUntil: engine.paused_until, resumedAt: engine.resumed_at };
  const tickAge = engine.last_tick_at === null ? null : Math.max(0, now - engine.last_tick_at);
  const paused = engine.paused_until !== null && engine.paused_until > now;
  return {
    ok:
      !paused && tickAge !== null && tickAge < TICK_TOO_OLD && now - heldUpSince(oldest, pause, now) < OVERDUE_TOO_LONG,
    last_tick_age_seconds: tickAge === null ? null : Math.round(tickAge / SECOND),
    oldest_overdue_seconds: Math.round((now - oldest) / SECOND),
    paused,
    pause_reason: paused ? engine.pause_reason : null,
    gap: gapOf(engine, firstRow<Gap>(gaps)),
    paused_until: paused && engine.paused_until !== UNTIL_RESUMED ? engine.paused_until : null,
  };
}

function gapOf({ restored_to: openFrom, restored_at: openTo }: Engine, last: Gap | undefined): Health["gap"] {
  if (openFrom !== null) return { from: openFrom, to: openTo, reconciled: false };
  return last ? { from: last.from_at, to: last.to_at, reconciled: last.counts !== null } : null;
}
