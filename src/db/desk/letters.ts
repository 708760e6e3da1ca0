/** What the author's page of letters asks: a few rows, however many readers there are. */

import type { LetterRow } from "../letters.ts";

/** With what all sendings of this letter together have sent. */
export type NewestSending = LetterRow & { sent_in_all: number };

/** The newest sending of each letter that was ever chosen, or of this one, newest first: `NewestSending`. */
export function newestSendings(db: D1Database, key: string | null) {
  return db
    .prepare(`
      SELECT l.*, t.sent_in_all FROM (SELECT max(id) AS id, sum(sent) AS sent_in_all FROM letters
        WHERE ?1 IS NULL OR key = ?1 GROUP BY key) t
      JOIN letters l ON l.id = t.id ORDER BY l.id DESC LIMIT 200`)
    .bind(key);
}

/** Counted up to so many; more is "or more". */
const WAITING_COUNTED_TO = 1_000;

export type WaitingForLetter = { readers: number; is_more: number };

/** Readers whose hour for this letter has not come yet: one row. */
export function waitingForLetter(db: D1Database, key: string) {
  return db
    .prepare(`
      SELECT min(count(*), ?2) AS readers, count(*) > ?2 AS is_more FROM (SELECT 1 FROM enrollments INDEXED BY enrollments_due
        WHERE next_lesson = 'letter:' || ?1 AND next_due_at IS NOT NULL LIMIT ?2 + 1)`)
    .bind(key, WAITING_COUNTED_TO);
}

/** Where people came from since that week, the most first: at most 50 rows, out of the newest 1,500 counts. */
export function sourcesSince(db: D1Database, fromWeek: number) {
  return db
    .prepare(`
      SELECT source FROM (SELECT source, step, people FROM funnel WHERE week >= ?1 AND source NOT IN ('*', '') ORDER BY week DESC LIMIT 1500)
      WHERE step = 'sign-up' GROUP BY source ORDER BY sum(people) DESC LIMIT 50`)
    .bind(fromWeek);
}
