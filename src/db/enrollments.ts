/** Enrollments: passages through a course, begun, resumed, stopped and re-planned. */

import type { StopReason } from "../domain/delivery.ts";
import type { Standing } from "../domain/forecast.ts";

export type Enrollment = {
  id: number;
  /** 0 is the first passage; each start from a lesson anew begins another. */
  part: number;
  from_lesson: string | null;
  last_lesson: string | null;
  next_lesson: string | null;
  next_due_at: number | null;
  completed_at: number | null;
  stopped_at: number | null;
  stop_reason: StopReason | null;
};

/** A row of `deliveries` that was not sent because she had stopped, or her address was suppressed. */
const LEFT_OUT = `status = 'skipped' AND reason IN ('unsubscribed', 'manual', 'hard_bounce', 'complaint')`;

/** Lessons that have a ledger row, but for those that were left out: these may still come. */
const HAD = `(SELECT json_group_array(d.lesson) FROM deliveries d WHERE d.enrollment_id = e.id AND NOT (${LEFT_OUT}))`;

/** When the last of its lessons was sent, or claimed while nobody knows. */
const LAST_AT = `(SELECT max(coalesce(d.sent_at, d.claimed_at)) FROM deliveries d WHERE d.enrollment_id = e.id)`;

/** `HAD` and `LAST_AT` for statements about other rows of `enrollments e`. */
export function ledgerColumns(): string {
  return `${HAD} AS had, ${LAST_AT} AS last_at`;
}

/** What the rule of a running course asks of a row with `had` and `last_at`. */
export function standingOf(row: StandingRow): Standing {
  return {
    had: new Set(JSON.parse(row.had) as string[]),
    last: row.last_lesson,
    from: row.from_lesson,
    nextLesson: row.next_lesson,
    nextDueAt: row.next_due_at,
    lastAt: row.last_at,
    completed: row.completed_at !== null,
  };
}

type Had = { had: string; last_at: number | null };

export type StandingRow = Pick<
  Enrollment,
  "from_lesson" | "last_lesson" | "next_lesson" | "next_due_at" | "completed_at"
> &
  Had;

export type Passage = Enrollment & Had;

/** Her latest passage through this course, a `Passage`. */
export function latestEnrollment(db: D1Database, addressHash: string, course: string) {
  return db
    .prepare(`
      SELECT e.*, ${ledgerColumns()}
      FROM enrollments e JOIN subscribers s ON s.id = e.subscriber_id
      WHERE s.address_hash = ?1 AND e.course = ?2 ORDER BY e.id DESC LIMIT 1`)
    .bind(addressHash, course);
}

/** Begins the course for a confirmed reader who never began it; due at once. */
export function enroll(
  db: D1Database,
  { addressHash, course, firstLesson, now }: { addressHash: string; course: string; firstLesson: string; now: number },
) {
  return db
    .prepare(`
      INSERT INTO enrollments (subscriber_id, course, next_lesson, next_due_at, created_at)
      SELECT s.id, ?2, ?3, ?4, ?4 FROM subscribers s
      WHERE s.address_hash = ?1 AND s.confirmed_at IS NOT NULL AND s.unsubscribed_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = ?1)
      ON CONFLICT DO NOTHING`)
    .bind(addressHash, course, firstLesson, now);
}

/**
 * She came back after her own stop, or after a suppression was taken away: the passage goes on where it stood, with what was skipped. Nothing happens
 * when what she has had is no longer what `passage` says: then the next lesson must be found anew.
 */
export function resume(
  db: D1Database,
  {
    passage,
    nextLesson,
    dueAt,
    now,
  }: { passage: { id: number; had: string }; nextLesson: string | null; dueAt: number | null; now: number },
) {
  const comesBack = `SELECT 1 FROM enrollments e JOIN subscribers s ON s.id = e.subscriber_id
    WHERE e.id = ?1 AND e.stopped_at IS NOT NULL AND s.confirmed_at IS NOT NULL AND s.unsubscribed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = s.address_hash)`;
  return [
    db
      .prepare(`
        UPDATE enrollments SET stopped_at = NULL, stop_reason = NULL, next_lesson = ?2, next_due_at = ?3,
          completed_at = iif(?2 IS NULL, coalesce(completed_at, ?4), NULL)
        WHERE id = ?1 AND EXISTS (${comesBack} AND ${HAD} = ?5)`)
      .bind(passage.id, nextLesson, dueAt, now, passage.had),
    db
      .prepare(`
        DELETE FROM deliveries WHERE enrollment_id = ?1 AND ${LEFT_OUT}
          AND EXISTS (SELECT 1 FROM enrollments WHERE id = ?1 AND stopped_at IS NULL)`)
      .bind(passage.id),
  ];
}

/** She stopped by herself: everything, also a finished course, whose last mail may still wait or get lessons appended. A reason already there stays. */
export function stopEnrollments(db: D1Database, addressHash: string, now: number) {
  return db
    .prepare(`
      UPDATE enrollments SET stopped_at = ?2, stop_reason = 'unsubscribed', next_due_at = NULL
      WHERE subscriber_id = (SELECT id FROM subscribers WHERE address_hash = ?1)
        AND stopped_at IS NULL`)
    .bind(addressHash, now);
}

/** If this address is suppressed, everything to it stops with the suppression's reason, which only gets worse. */
export function stopSuppressed(db: D1Database, addressHash: string, now: number) {
  return db
    .prepare(`
      UPDATE enrollments SET stopped_at = coalesce(stopped_at, ?2), stop_reason = x.reason, next_due_at = NULL
      FROM suppressions x WHERE x.address_hash = ?1 AND stop_reason IS NOT x.reason
        AND subscriber_id = (SELECT id FROM subscribers WHERE address_hash = ?1)`)
    .bind(addressHash, now);
}

/** Whether a mail to her was already handed over with unknown outcome, so that it may still arrive after a stop. */
export function mailUnderWay(db: D1Database, addressHash: string) {
  return db
    .prepare(`
      SELECT 1 AS under_way FROM subscribers s JOIN enrollments e ON e.subscriber_id = s.id
      JOIN deliveries d ON d.enrollment_id = e.id AND d.lesson = e.last_lesson
      JOIN batches b ON b.id = d.batch_id
      WHERE s.address_hash = ?1 AND d.status = 'claimed' AND b.state = 'sealed' LIMIT 1`)
    .bind(addressHash);
}

/** A lesson left on another day than planned: [enrollment id, lesson, new due time]. Nobody's next mail comes earlier by this. */
export function redate(db: D1Database, dates: readonly [number, string, number][]) {
  return db
    .prepare(`
      UPDATE enrollments SET next_due_at = m.value ->> 2 FROM json_each(?1) m
      WHERE enrollments.id = m.value ->> 0 AND last_lesson = m.value ->> 1 AND next_due_at < m.value ->> 2`)
    .bind(JSON.stringify(dates));
}

export type EarliestDue = { lesson: string; due_at: number | null };

/** For each lesson the earliest time (unix ms) at which somebody is due for it, or null: one index look-up a lesson. */
export function earliestDue(db: D1Database, lessons: readonly string[]) {
  const places = lessons.map((_, place) => `(?1 ->> ${place})`);
  return db
    .prepare(`
      SELECT l.column1 AS lesson, (SELECT min(e.next_due_at) FROM enrollments e INDEXED BY enrollments_due
        WHERE e.next_lesson = l.column1 AND e.next_due_at IS NOT NULL) AS due_at
      FROM (VALUES ${places.join(", ")}) l`)
    .bind(JSON.stringify(lessons));
}

/** How many readers are due for these lessons. Reads an index entry for each. */
export function countDue(db: D1Database, lessons: readonly string[], now: number) {
  return db
    .prepare(`
      SELECT count(*) AS readers FROM json_each(?2) l
      CROSS JOIN enrollments e INDEXED BY enrollments_due ON e.next_lesson = l.value AND e.next_due_at <= ?1`)
    .bind(now, JSON.stringify(lessons));
}

export type PlannedRow = Passage & { clock_id: number };

/** Passages that are neither stopped nor followed by a later part, in id order after `afterId`, with what re-planning needs to know. */
export function enrollmentsToReplan(db: D1Database, course: string, afterId: number, limit: number) {
  return db
    .prepare(`
      SELECT e.*, s.clock_id, ${ledgerColumns()}
      FROM enrollments e JOIN subscribers s ON s.id = e.subscriber_id
      WHERE e.id > ?2 AND e.course = ?1 AND e.stopped_at IS NULL AND e.replaced_at IS NULL ORDER BY e.id LIMIT ?3`)
    .bind(course, afterId, limit);
}

/** What re-planning found: [id, next lesson, due time]; a null lesson means the passage is complete. Unchanged since it was read. */
export function replan(db: D1Database, changes: [number, string | null, number | null, string | null][], now: number) {
  return db
    .prepare(`
      UPDATE enrollments SET next_lesson = m.value ->> 1, next_due_at = m.value ->> 2,
        completed_at = iif(m.value ->> 1 IS NULL, coalesce(completed_at, ?2), NULL)
      FROM json_each(?1) m
      WHERE enrollments.id = m.value ->> 0 AND stopped_at IS NULL AND replaced_at IS NULL AND last_lesson IS (m.value ->> 3)`)
    .bind(JSON.stringify(changes), now);
}
