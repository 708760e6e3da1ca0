/** Letters: a sending is chosen, counted, confirmed, given to its readers in chunks, and stopped. */

import type { Group, LetterState } from "../domain/letter.ts";
import { COUNT_HOLDS } from "../domain/numbers.ts";

export type LetterRow = {
  id: number;
  key: string;
  whom: Group["whom"];
  source: string | null;
  from_week: number | null;
  to_week: number | null;
  state: LetterState;
  up_to_id: number | null;
  people: number;
  enrolled: number;
  sent: number;
  digest: string | null;
  created_at: number;
  confirmed_at: number | null;
  ended_at: number | null;
};

const UNDER_WAY = `state IN ('counting', 'counted', 'sending', 'stopping')`;

/**
 * Whether subscriber `s` is one of whom the sending `l` is for, as they were when it was chosen, and may be mailed, and never had
 * this letter. ?2 is the course.
 */
const IS_MEANT = `s.confirmed_at <= l.created_at AND s.unsubscribed_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = s.address_hash)
  AND (l.source IS NULL OR s.first_source = l.source)
  AND (l.from_week IS NULL OR s.first_week >= l.from_week) AND (l.to_week IS NULL OR s.first_week <= l.to_week)
  AND NOT EXISTS (SELECT 1 FROM enrollments h WHERE h.subscriber_id = s.id AND h.course = 'letter:' || l.key)
  AND (l.whom = 'everybody' OR EXISTS (SELECT 1 FROM enrollments e
    WHERE e.subscriber_id = s.id AND e.course = ?2 AND e.replaced_at IS NULL AND e.stopped_at IS NULL AND e.created_at <= l.created_at
      AND iif(l.whom = 'finished', e.completed_at <= l.created_at, e.completed_at IS NULL OR e.completed_at > l.created_at)))`;

/** The next ?4 subscribers after ?3. */
const NEXT_FEW = `(SELECT * FROM subscribers WHERE id > ?3 ORDER BY id LIMIT ?4)`;

/** Another sending of this letter is under way: then nothing happens. Returns the new row's id. */
export function chooseGroup(
  db: D1Database,
  { key, whom, source, fromWeek, toWeek, now }: Group & { key: string; now: number },
) {
  return db
    .prepare(`
      INSERT INTO letters (key, whom, source, from_week, to_week, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT DO NOTHING RETURNING id`)
    .bind(key, whom, source, fromWeek, toWeek, now);
}

/** The sendings that are not over: `LetterRow`s, the oldest first. */
export function lettersUnderWay(db: D1Database) {
  return db.prepare(`SELECT * FROM letters WHERE ${UNDER_WAY} ORDER BY id`);
}

export function letterById(db: D1Database, id: number) {
  return db.prepare(`SELECT * FROM letters WHERE id = ?1`).bind(id);
}

type Chunk = { id: number; course: string; from: number; limit: number };

/** Counts among the next `limit` subscribers. Somebody who counted them meanwhile has moved `up_to_id`: then nothing happens. */
export function countChunk(db: D1Database, { id, course, from, limit }: Chunk) {
  return db
    .prepare(`
      UPDATE letters SET people = people + w.meant,
        up_to_id = iif(w.seen < ?4, NULL, w.last), state = iif(w.seen < ?4, 'counted', state)
      FROM (SELECT count(*) AS seen, max(s.id) AS last, ifnull(sum(iif(${IS_MEANT}, 1, 0)), 0) AS meant
        FROM letters l CROSS JOIN ${NEXT_FEW} s WHERE l.id = ?1) w
      WHERE letters.id = ?1 AND state = 'counting' AND up_to_id = ?3`)
    .bind(id, course, from, limit);
}

type Confirming = { id: number; people: number; digest: string; now: number };

/** What the author saw is still so: enrolling may begin. Returns the id, once. */
export function confirmLetter(db: D1Database, { id, people, digest, now }: Confirming) {
  return db
    .prepare(`
      UPDATE letters SET state = 'sending', digest = ?3, confirmed_at = ?4, up_to_id = 0
      WHERE id = ?1 AND state = 'counted' AND people = ?2 AND people > 0 AND created_at > ?4 - ${COUNT_HOLDS} RETURNING id`)
    .bind(id, people, digest, now);
}

/** A choice that was never confirmed is taken back. */
export function withdrawLetter(db: D1Database, id: number) {
  return db.prepare(`DELETE FROM letters WHERE id = ?1 AND state IN ('counting', 'counted')`).bind(id);
}

type Due = Readonly<Record<number | "otherwise", number>>;

/**
 * For one D1 batch: the next `limit` subscribers are looked at, and who is meant waits from now on for the letter at the hour of her
 * clock; never more than were confirmed. The unique key (subscriber, course, part) is the guarantee that nobody has it twice.
 */
export function enrolChunk(db: D1Database, { id, course, from, limit, due, now }: Chunk & { due: Due; now: number }) {
  return [
    db
      .prepare(`
        INSERT INTO enrollments (subscriber_id, course, next_lesson, next_due_at, created_at)
        SELECT s.id, 'letter:' || l.key, 'letter:' || l.key,
          coalesce(?5 ->> ('$.' || s.clock_id), ?5 ->> '$.otherwise'), ?6
        FROM letters l CROSS JOIN ${NEXT_FEW} s
        WHERE l.id = ?1 AND l.state = 'sending' AND l.up_to_id = ?3 AND ${IS_MEANT}
        ORDER BY s.id LIMIT (SELECT people - enrolled FROM letters WHERE id = ?1)
        ON CONFLICT DO NOTHING`)
      .bind(id, course, from, limit, JSON.stringify(due), now),
    db
      .prepare(`
        UPDATE letters SET enrolled = enrolled + changes(), up_to_id = iif(w.seen < ?4, NULL, w.last)
        FROM (SELECT count(*) AS seen, max(s.id) AS last FROM ${NEXT_FEW} s) w
        WHERE letters.id = ?1 AND state = 'sending' AND up_to_id = ?3`)
      .bind(id, course, from, limit),
  ];
}

/** Everybody who was meant has it: each sending with nobody left to look at, and nobody left waiting. */
export function finishLetters(db: D1Database, now: number) {
  return db
    .prepare(`
      UPDATE letters SET state = 'done', ended_at = ?1
      WHERE state = 'sending' AND up_to_id IS NULL AND NOT EXISTS (SELECT 1 FROM enrollments e INDEXED BY enrollments_due
        WHERE e.next_lesson = 'letter:' || letters.key AND e.next_due_at IS NOT NULL)`)
    .bind(now);
}

/**
 * For one D1 batch: from now on nobody more is claimed for it, and whose batch was not sealed yet does not get it, as if she had never
 * been chosen. The first returns the id.
 */
export function stopLetter(db: D1Database, key: string) {
  return [
    db.prepare(`UPDATE letters SET state = 'stopping' WHERE key = ?1 AND state = 'sending' RETURNING id`).bind(key),
    db
      .prepare(`
        DELETE FROM enrollments WHERE course = 'letter:' || ?1 AND id IN (
          SELECT m.value ->> 0 FROM batches b CROSS JOIN json_each(b.members) m
          WHERE b.state <> 'closed' AND b.state = 'open' AND b.lesson = ?1)
          AND EXISTS (SELECT 1 FROM letters WHERE key = ?1 AND state = 'stopping')`)
      .bind(key),
  ];
}

/** For one D1 batch: frees the next `limit` of those who wait for a letter that was stopped; it is stopped when nobody waits any more. */
export function freeChunk(db: D1Database, key: string, { limit, now }: { limit: number; now: number }) {
  return [
    db
      .prepare(`
        DELETE FROM enrollments WHERE EXISTS (SELECT 1 FROM letters WHERE key = ?1 AND state = 'stopping')
          AND id IN (SELECT id FROM enrollments INDEXED BY enrollments_due
            WHERE next_lesson = 'letter:' || ?1 AND next_due_at IS NOT NULL LIMIT ?2)`)
      .bind(key, limit),
    db
      .prepare(`
        UPDATE letters SET state = 'stopped', ended_at = ?2
        WHERE key = ?1 AND state = 'stopping' AND NOT EXISTS (SELECT 1 FROM enrollments e INDEXED BY enrollments_due
          WHERE e.next_lesson = 'letter:' || ?1 AND e.next_due_at IS NOT NULL)`)
      .bind(key, now),
  ];
}
