/** Standings: readers counted by all that decides what comes next for them, so that a plan needs none of them singly. */

import { ledgerColumns, type StandingRow } from "./enrollments.ts";

/** `completed_at` tells only whether. */
export type StandingsRow = StandingRow & { clock_id: number; readers: number };

/**
 * `finished`: whether it matters what a reader had who has finished. `longAgo`: a last lesson that lies further back decides no
 * date any more. Times are unix ms.
 */
type Whom = { course: string; finished: boolean; longAgo: number; now: number };

/** Who may be sent something. The ledger is not read for a reader of whom it does not matter. */
const PASSAGES = `
  SELECT s.clock_id, e.from_lesson, e.last_lesson, e.next_lesson, e.next_due_at, e.completed_at,
    iif(e.completed_at IS NULL OR ?4, e.had, '[]') AS had, iif(e.completed_at IS NULL OR ?4, e.last_at, NULL) AS last_at
  FROM (SELECT e.*, ${ledgerColumns()} FROM enrollments e) e JOIN subscribers s ON s.id = e.subscriber_id
  WHERE e.course = ?2 AND e.stopped_at IS NULL AND e.replaced_at IS NULL AND s.unsubscribed_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = s.address_hash)`;

/**
 * Due times not before `now`, last ones not before `longAgo`. A last moment within a minute becomes its first millisecond, which falls
 * on the same day and is as far from every full minute.
 */
const ALIKE = `
  SELECT clock_id, from_lesson, last_lesson, next_lesson, max(next_due_at, ?1) AS next_due_at,
    iif(completed_at IS NULL, NULL, 1) AS completed_at, had,
    max(last_at - last_at % 60000 + (last_at % 60000 > 0), ?3) AS last_at, count(*) AS readers
  FROM passages GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`;

/** All enrollments with an id up to `upTo`, after `after`: reads each with its ledger. For an author's command. */
export function standings(
  db: D1Database,
  { course, finished, longAgo, now, after, upTo }: Whom & { after: number; upTo: number },
) {
  return db
    .prepare(`WITH passages AS MATERIALIZED (${PASSAGES} AND e.id > ?5 AND e.id <= ?6) ${ALIKE}`)
    .bind(now, course, longAgo, finished ? 1 : 0, after, upTo);
}

/** Of the first `limit` readers for whom a lesson is dated. */
export function standingsDated(
  db: D1Database,
  { course, longAgo, now, limit }: Omit<Whom, "finished"> & { limit: number },
) {
  return db
    .prepare(`
      WITH passages AS MATERIALIZED (${PASSAGES}
        AND e.id IN (SELECT id FROM enrollments INDEXED BY enrollments_due WHERE next_due_at IS NOT NULL LIMIT ?5)) ${ALIKE}`)
    .bind(now, course, longAgo, 1, limit);
}

/** How many readers a lesson is dated for, counted up to `limit`, and the last enrollment of all. */
export function sizes(db: D1Database, limit: number) {
  return db
    .prepare(`
      SELECT (SELECT count(*) FROM (SELECT 1 FROM enrollments INDEXED BY enrollments_due WHERE next_due_at IS NOT NULL LIMIT ?1)) AS dated,
        (SELECT ifnull(max(id), 0) FROM enrollments) AS last_id`)
    .bind(limit);
}

/** Lessons claimed and not yet tried, by lesson. */
export function lessonsPrepared(db: D1Database) {
  return db.prepare(`
    SELECT lesson, sum(json_array_length(members)) AS readers FROM batches
    WHERE state <> 'closed' AND state = 'open' GROUP BY lesson`);
}

/** Whether this database was ever migrated, and as far as a plan needs it: 1 or 0 each. */
export function planColumns(db: D1Database) {
  return db.prepare(`
    SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'engine') AS house,
      EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'enrollments' AND sql LIKE '%replaced_at%') AS parts`);
}
