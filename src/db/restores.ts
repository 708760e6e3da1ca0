/** Restores: a database is marked as one that was put back, and the gap is written down when it is ended. */

import { FORGOTTEN_GENERATIONS, UNTIL_RESUMED } from "../domain/numbers.ts";

/** How stops made in the gap were learnt. */
export type StopsLearnt = "newer copy" | "list" | "unknown";

/**
 * Nothing goes from now on. `knowsUntil` (unix ms): without it what the database itself knows, its last tick. Of two restores that
 * nobody reconciled the earlier moment counts.
 */
export function markRestored(db: D1Database, { knowsUntil, now }: { knowsUntil: number | null; now: number }) {
  return db
    .prepare(`
      UPDATE engine SET restored_to = min(coalesce(restored_to, ?1, last_tick_at, 0), coalesce(?1, last_tick_at, 0)),
        restored_at = ?2, restored_stops = NULL, paused_until = ${UNTIL_RESUMED}, pause_reason = 'restored to an earlier moment: npm run reconcile'
      WHERE id = 1 RETURNING restored_to`)
    .bind(knowsUntil, now);
}

/** Sessions at the author's desk that she may have ended since must not be open again. */
export function endDeskSessions(db: D1Database, now: number) {
  return db.prepare(`UPDATE desk_sessions SET ended_at = ?1 WHERE ended_at IS NULL`).bind(now);
}

export function noteStopsLearnt(db: D1Database, how: StopsLearnt) {
  return db.prepare(`UPDATE engine SET restored_stops = ?1 WHERE restored_to IS NOT NULL`).bind(how);
}

type Ended = { stops: StopsLearnt; counts: Readonly<Record<string, number>> | null; now: number };

/**
 * For one D1 batch; once for each restore. What still waits was never sent: it goes under a key that cannot have been used in
 * the time that was forgotten. All stays paused until the author resumes.
 */
export function endGap(db: D1Database, { stops, counts, now }: Ended) {
  const marked = `EXISTS (SELECT 1 FROM engine WHERE restored_to IS NOT NULL)`;
  const anew = `state = 'open', sealed = NULL, first_unknown_at = NULL, leased_until = NULL,
    generation = generation + ${FORGOTTEN_GENERATIONS}`;
  return [
    db.prepare(`UPDATE batches SET ${anew} WHERE state <> 'closed' AND ${marked}`),
    db.prepare(`UPDATE notices SET ${anew} WHERE state <> 'closed' AND ${marked}`),
    db
      .prepare(`
        INSERT INTO gaps (from_at, to_at, stops, counts, ended_at)
        SELECT restored_to, restored_at, ?1, ?2, ?3 FROM engine WHERE restored_to IS NOT NULL`)
      .bind(stops, counts === null ? null : JSON.stringify(counts), now),
    db.prepare(`
      UPDATE engine SET restored_to = NULL, restored_at = NULL, restored_stops = NULL,
        pause_reason = iif(stopped_at IS NULL, 'reconciled after a restore: npm run resume', pause_reason)
      WHERE restored_to IS NOT NULL`),
  ];
}

export type Gap = { from_at: number; to_at: number; stops: StopsLearnt; counts: string | null; ended_at: number };

/** The last gap that was ended, if there ever was one. */
export function lastGap(db: D1Database) {
  return db.prepare(`SELECT from_at, to_at, stops, counts, ended_at FROM gaps ORDER BY id DESC LIMIT 1`);
}
