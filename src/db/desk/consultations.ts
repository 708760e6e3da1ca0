/** What the desk shows of requests for a consultation: pages of a list, counts, and everything about one of them. */

import type { ListedRequest, RequestInFull } from "../../domain/consultation-record.ts";
import type { Status } from "../../domain/consultation-status.ts";

export type Listed = ListedRequest & { row: number };

/** Where a page of the list begins: after this row, in the order of the list. */
export type After = { created_at: number; row: number };

type Asked = { status: Status | null; since: number; after: After | null; limit: number };

/** Newest first: those of one status, or all, that came at `since` (unix ms) or later. */
export function consultationsListed(db: D1Database, { status, since, after, limit }: Asked) {
  const whose = status === null ? "?1 IS NULL" : "status = ?1";
  return db
    .prepare(`
      SELECT rowid AS row, id, name, email, status, created_at FROM consultations
      WHERE ${whose} AND created_at >= ?2 AND (created_at, rowid) < (?3, ?4)
      ORDER BY created_at DESC, rowid DESC LIMIT ?5`)
    .bind(status, since, after?.created_at ?? Number.MAX_SAFE_INTEGER, after?.row ?? 0, limit);
}

export type Counted = { status: Status; requests: number };

/** How many there are of each status, counted up to `most`: a million done ones are not gone through for a number. */
export function countByStatus(db: D1Database, statuses: readonly Status[], most: number) {
  return db
    .prepare(`
      SELECT s.value AS status, (SELECT count(*) FROM (SELECT 1 FROM consultations WHERE status = s.value LIMIT ?2)) AS requests
      FROM json_each(?1) s`)
    .bind(JSON.stringify(statuses), most);
}

/** How many came at `since` or later: no more than the caps of as many days. */
export function countSince(db: D1Database, since: number) {
  return db.prepare(`SELECT count(*) AS requests FROM consultations WHERE created_at >= ?1`).bind(since);
}

const READER = `coalesce(c.subscriber_id,
  (SELECT s.id FROM subscribers s WHERE s.address_hash = c.address_hash AND s.confirmed_at IS NOT NULL))`;

/** One row, `RequestInFull`. */
export function consultationShown(db: D1Database, id: string) {
  return db
    .prepare(`
      SELECT c.id, ${READER} AS reader, c.email, c.name, c.reach, c.times, c.topic, c.worksheet, c.status, c.created_at
      FROM consultations c WHERE c.id = ?1`)
    .bind(id);
}

export type Had = { lesson: string; sent_at: number };

/** Lessons that were sent to her, each with its first time, oldest first. */
export function lessonsHad(db: D1Database, id: string) {
  return db
    .prepare(`
      SELECT d.lesson, min(d.sent_at) AS sent_at FROM consultations c JOIN enrollments e ON e.subscriber_id = ${READER}
      JOIN deliveries d ON d.enrollment_id = e.id
      WHERE c.id = ?1 AND d.sent_at IS NOT NULL AND e.course NOT GLOB 'letter:*' GROUP BY d.lesson ORDER BY 2 LIMIT 200`)
    .bind(id);
}

/** Of the same address, or of the same reader under another one. */
export function otherRequests(db: D1Database, id: string) {
  return db
    .prepare(`
      SELECT rowid AS row, id, name, email, status, created_at FROM consultations WHERE id <> ?1 AND id IN (
        SELECT o.id FROM consultations c JOIN consultations o ON o.address_hash = c.address_hash WHERE c.id = ?1
        UNION SELECT o.id FROM consultations c JOIN consultations o ON o.subscriber_id = c.subscriber_id WHERE c.id = ?1)
      ORDER BY created_at DESC LIMIT 20`)
    .bind(id);
}

/** The last of them, the oldest first: `ChangeRow`s. */
export function changesOf(db: D1Database, id: string) {
  return db
    .prepare(`
      SELECT from_status, to_status, changed_at FROM (SELECT *, rowid AS place FROM consultation_changes
        WHERE consultation_id = ?1 ORDER BY changed_at DESC, rowid DESC LIMIT 50) ORDER BY changed_at, place`)
    .bind(id);
}

/** `NoteRow`s, the oldest first. */
export function notesOf(db: D1Database, id: string) {
  return db
    .prepare(
      `SELECT id, words, written_at FROM consultation_notes WHERE consultation_id = ?1 ORDER BY written_at, rowid`,
    )
    .bind(id);
}

/** `ToldRow`s, the newest first. */
export function webhooksOf(db: D1Database, id: string) {
  return db
    .prepare(`
      SELECT id, type, status, state, attempts, next_try_at, last_answer, created_at FROM outgoing_webhooks
      WHERE consultation_id = ?1 ORDER BY created_at DESC, rowid DESC LIMIT 20`)
    .bind(id);
}

export type GivenUp = { id: string; name: string; closed_at: number };

/** Requests of which something was not taken, newest first. */
export function requestsNotTold(db: D1Database, limit: number) {
  return db
    .prepare(`
      SELECT c.id, c.name, w.closed_at FROM outgoing_webhooks w JOIN consultations c ON c.id = w.consultation_id
      WHERE w.state = 'given_up' ORDER BY w.closed_at DESC LIMIT ?1`)
    .bind(limit);
}

export type Exported = RequestInFull & {
  row: number;
  changed_at: number | null;
  /** JSON: `{ words, written_at }` of each, oldest first. */
  notes: string;
};

/** For the file: in the order in which they came, after a row that is known already (0 at first). */
export function consultationsExported(db: D1Database, { after, limit }: { after: number; limit: number }) {
  return db
    .prepare(`
      SELECT c.rowid AS row, c.id, ${READER} AS reader, c.email, c.name, c.reach, c.times, c.topic, c.worksheet, c.status, c.created_at,
        (SELECT max(changed_at) FROM consultation_changes WHERE consultation_id = c.id) AS changed_at,
        (SELECT json_group_array(json_object('words', n.words, 'written_at', n.written_at)) FROM (
          SELECT words, written_at FROM consultation_notes WHERE consultation_id = c.id ORDER BY written_at, rowid) n) AS notes
      FROM consultations c WHERE c.rowid > ?1 ORDER BY c.rowid LIMIT ?2`)
    .bind(after, limit);
}
