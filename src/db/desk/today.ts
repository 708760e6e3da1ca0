/** What the author's page of today asks: a bounded number of rows, however many readers there are. */

import { EVERYBODY } from "../../domain/funnel.ts";
import { DAY, WAITING_COUNTED } from "../../domain/numbers.ts";

/** Readers are counted up to so many a lesson. */
const COUNTED_TO = 60;

export type DueCount = { readers: number; is_more: number };

/**
 * Readers due after `from` and up to `to` (unix ms): for each lesson at most `COUNTED_TO`, by the index alone. One row, in which
 * `is_more` is 1 when there are more than it says.
 */
export function dueBetween(db: D1Database, lessons: readonly string[], { from, to }: { from: number; to: number }) {
  return db
    .prepare(`
      SELECT ifnull(sum(min(n, ${COUNTED_TO})), 0) AS readers, ifnull(max(n > ${COUNTED_TO}), 0) AS is_more FROM (
        SELECT (SELECT count(*) FROM (
          SELECT 1 FROM enrollments e INDEXED BY enrollments_due
          WHERE e.next_lesson = l.value AND e.next_due_at > ?2 AND e.next_due_at <= ?3 LIMIT ${COUNTED_TO} + 1)) AS n
        FROM json_each(?1) l)`)
    .bind(JSON.stringify(lessons), from, to);
}

export type SendingDay = { day: string; accepted: number; bounced: number; complained: number };

/** The provider's days (UTC), oldest first: `SendingDay` rows. */
export function sendingDays(db: D1Database, now: number, days: number) {
  return db
    .prepare(`
      SELECT day, accepted, bounced, complained FROM sending_days
      WHERE day > date((?1 - ${DAY} * ?2) / 1000, 'unixepoch') ORDER BY day`)
    .bind(now, days);
}

export type OpenWork = { batches: number; notices: number; oldest: number | null };

/** What waits to be sent, counted up to `WAITING_COUNTED` each, and when the oldest batch of it was made: one row. */
export function openWork(db: D1Database) {
  return db.prepare(`
    SELECT (SELECT count(*) FROM (SELECT 1 FROM batches WHERE state <> 'closed' LIMIT ${WAITING_COUNTED})) AS batches,
      (SELECT count(*) FROM (SELECT 1 FROM notices WHERE state <> 'closed' LIMIT ${WAITING_COUNTED})) AS notices,
      (SELECT min(created_at) FROM batches INDEXED BY batches_oldest WHERE state <> 'closed') AS oldest`);
}

export type Step = { week: number; source: string; step: string; people: number };

/** Everybody's steps in these weeks: `Step` rows, some dozen a week. */
export function stepsOfWeeks(db: D1Database, weeks: readonly number[]) {
  return db
    .prepare(`
      SELECT f.week, f.source, f.step, f.people FROM json_each(?1) w
      CROSS JOIN funnel f ON f.week = w.value AND f.source = '${EVERYBODY}' WHERE f.people > 0`)
    .bind(JSON.stringify(weeks));
}

/** Rows by source that are read at most. */
export const BY_SOURCE = { steps: 1_500, visits: 500 } as const;

/** The same by source, without everybody's: the newest weeks first. */
export function stepsBySource(db: D1Database, fromWeek: number) {
  return db
    .prepare(`
      SELECT week, source, step, people FROM funnel
      WHERE week >= ?1 AND source <> '${EVERYBODY}' AND people > 0 ORDER BY week DESC LIMIT ${BY_SOURCE.steps}`)
    .bind(fromWeek);
}

/** Visits of these weeks as steps, of everybody. */
export function visitsOfWeeks(db: D1Database, weeks: readonly number[]) {
  return db
    .prepare(`
      SELECT v.week, v.source, 'visit' AS step, v.visits AS people FROM json_each(?1) w
      CROSS JOIN visits v ON v.week = w.value AND v.source = '${EVERYBODY}'`)
    .bind(JSON.stringify(weeks));
}

/** The same by source, without everybody's: the newest weeks first. */
export function visitsBySource(db: D1Database, fromWeek: number) {
  return db
    .prepare(`
      SELECT week, source, 'visit' AS step, visits AS people FROM visits
      WHERE week >= ?1 AND source <> '${EVERYBODY}' ORDER BY week DESC LIMIT ${BY_SOURCE.visits}`)
    .bind(fromWeek);
}
