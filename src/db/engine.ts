/** The engine's own state: its last tick, its pause, the course it planned with, and the day's count. */

export type Engine = {
  last_tick_at: number | null;
  paused_until: number | null;
  pause_reason: string | null;
  /** The shape every reader is planned with; while re-planning, the new one and the last enrollment looked at. */
  course_shape: string | null;
  replanning_shape: string | null;
  replanned_to: number | null;
};

/** Notes the tick, ends a pause that is over, and returns the row. */
export function beginTick(db: D1Database, now: number) {
  return db
    .prepare(`
      UPDATE engine SET last_tick_at = ?1,
        pause_reason = iif(paused_until <= ?1, NULL, pause_reason), paused_until = iif(paused_until <= ?1, NULL, paused_until)
      WHERE id = 1 RETURNING *`)
    .bind(now);
}

export function engineRow(db: D1Database) {
  return db.prepare(`SELECT * FROM engine WHERE id = 1`);
}

/** Stops all sending until then. A pause already longer stays. */
export function pauseSending(db: D1Database, until: number, reason: string) {
  return db
    .prepare(`
      UPDATE engine SET paused_until = ?1, pause_reason = ?2
      WHERE id = 1 AND (paused_until IS NULL OR paused_until < ?1)`)
    .bind(until, reason);
}

/** How far re-planning for this course shape is: up to this enrollment, or done when null. */
export function noteReplanned(db: D1Database, shape: string, upTo: number | null) {
  return db
    .prepare(`
      UPDATE engine SET course_shape = iif(?2 IS NULL, ?1, course_shape),
        replanning_shape = iif(?2 IS NULL, NULL, ?1), replanned_to = ?2 WHERE id = 1`)
    .bind(shape, upTo);
}

/** Mails the provider accepted on the UTC day of `at`. */
export function countAccepted(db: D1Database, at: number, mails: number) {
  return db
    .prepare(`
      INSERT INTO sending_days (day, accepted) VALUES (?1, ?2)
      ON CONFLICT (day) DO UPDATE SET accepted = accepted + excluded.accepted`)
    .bind(utcDay(at), mails);
}

export function acceptedOn(db: D1Database, at: number) {
  return db.prepare(`SELECT accepted FROM sending_days WHERE day = ?1`).bind(utcDay(at));
}

function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
