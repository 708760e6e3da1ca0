/** Finding readers at the desk: a page at a time by an index, without counting or skipping anybody. */

import type { ListedRow } from "../../domain/reader-list.ts";

/** Readers on a page; one more is read to know whether there is another. */
const PAGE = 50;

/** Where the page before ended: its last row's place in the order, and which of those who share it. */
export type After = { readonly at: number; readonly key: string };

const ROW = `s.id, s.email, s.name, s.signed_up_at, s.confirmed_at, s.unsubscribed_at, x.reason AS suppressed,
  e.next_lesson, e.next_due_at, e.completed_at, e.stopped_at, e.stop_reason`;

/** Her latest passage through the course ?1. */
const HERS = `LEFT JOIN enrollments e ON e.id = (SELECT l.id FROM enrollments l
  WHERE l.subscriber_id = s.id AND l.course = ?1 ORDER BY l.part DESC LIMIT 1)`;
const AGAINST = `LEFT JOIN suppressions x ON x.address_hash = s.address_hash`;

/** `ListedRow`s: everybody, who came last first. */
export function newestReaders(db: D1Database, course: string, after: After | null) {
  return db
    .prepare(`
      SELECT 0 AS at, s.id AS key, ${ROW} FROM subscribers s ${HERS} ${AGAINST}
      WHERE s.id < ?2 ORDER BY s.id DESC LIMIT ${PAGE} + 1`)
    .bind(course, after ? Number(after.key) : Number.MAX_SAFE_INTEGER);
}

/** By the beginning of the address, whatever the case of its letters, in the order of the addresses. `key` is the address. */
export function readersByEmail(db: D1Database, course: string, beginning: string, after: After | null) {
  return db
    .prepare(`
      SELECT 0 AS at, s.email AS key, ${ROW} FROM subscribers s INDEXED BY subscribers_by_email ${HERS} ${AGAINST}
      WHERE s.email >= ?2 COLLATE NOCASE AND s.email < ?3 COLLATE NOCASE ORDER BY s.email COLLATE NOCASE LIMIT ${PAGE} + 1`)
    .bind(course, after ? after.key.concat("\u0001") : beginning, beginning.concat("\u{10FFFF}"));
}

/** Who moved away from this address since, the newest first. */
export function readersOfFormer(db: D1Database, course: string, addressHash: string) {
  return db
    .prepare(`
      SELECT 0 AS at, s.id AS key, ${ROW} FROM former_addresses f JOIN subscribers s ON s.id = f.subscriber_id ${HERS} ${AGAINST}
      WHERE f.address_hash = ?2 ORDER BY f.left_at DESC LIMIT ${PAGE}`)
    .bind(course, addressHash);
}

/** Who waits for this lesson, who is due first first. Those due at one moment are taken by their passage's number. */
export function readersWaiting(db: D1Database, course: string, lesson: string, after: After | null) {
  return db
    .prepare(`
      SELECT w.at, w.key, ${ROW} FROM (
        SELECT * FROM (SELECT next_due_at AS at, id AS key FROM enrollments INDEXED BY enrollments_due
          WHERE next_lesson = ?2 AND next_due_at = ?3 AND id > ?4 ORDER BY id LIMIT ${PAGE} + 1)
        UNION ALL SELECT * FROM (SELECT next_due_at AS at, id AS key FROM enrollments INDEXED BY enrollments_due
          WHERE next_lesson = ?2 AND next_due_at > ?3 ORDER BY next_due_at, id LIMIT ${PAGE} + 1)
        LIMIT ${PAGE} + 1) w
      CROSS JOIN enrollments e ON e.id = w.key AND e.course = ?1 CROSS JOIN subscribers s ON s.id = e.subscriber_id ${AGAINST}
      ORDER BY w.at, w.key`)
    .bind(course, lesson, after?.at ?? -1, after ? Number(after.key) : 0);
}

/** As SQL: the rows of a page after (?2, ?3), the latest first; those of one moment by `key`, each half by the index over `at`. */
function latestFirst(table: string, at: string, key: string, of = "true"): string {
  const half = (after: string) => `SELECT * FROM (SELECT *, ${at} AS at, ${key} AS key FROM ${table}
    WHERE ${of} AND ${after} ORDER BY ${at} DESC, ${key} DESC LIMIT ${PAGE} + 1)`;
  return `(${half(`${at} = ?2 AND ${key} < ?3`)} UNION ALL ${half(`${at} < ?2`)} LIMIT ${PAGE} + 1)`;
}

/** Who finished last first; what ended with a letter, or before she started again, is left out of the page. */
export function readersFinished(db: D1Database, course: string, after: After | null) {
  return readersByEnd(db, "completed", { course, after });
}

/** Who stopped last first, whatever stopped her; each once, with her latest passage. */
export function readersStopped(db: D1Database, course: string, after: After | null) {
  return readersByEnd(db, "stopped", { course, after });
}

/** `end` names the column of its time and the index over it. */
function readersByEnd(
  db: D1Database,
  end: "completed" | "stopped",
  { course, after }: { course: string; after: After | null },
) {
  return db
    .prepare(`
      SELECT w.at, w.key, w.latest, ${ROW} FROM (
        SELECT *, key = (SELECT max(l.id) FROM enrollments l WHERE l.subscriber_id = w.subscriber_id AND l.course = ?1) AS latest
        FROM ${latestFirst(`enrollments INDEXED BY enrollments_${end}`, `${end}_at`, "id")} w) w
      CROSS JOIN enrollments e ON e.id = w.key CROSS JOIN subscribers s ON s.id = e.subscriber_id ${AGAINST}
      ORDER BY w.at DESC, w.key DESC`)
    .bind(course, ...fromTheEnd(after));
}

/** Who never confirmed, who signed up last first. */
export function readersUnconfirmed(db: D1Database, course: string, after: After | null) {
  return db
    .prepare(`
      SELECT w.at, w.key, ${ROW}
      FROM ${latestFirst("subscribers INDEXED BY subscribers_unconfirmed", "signed_up_at", "id", "confirmed_at IS NULL")} w
      CROSS JOIN subscribers s ON s.id = w.key ${HERS} ${AGAINST}
      ORDER BY w.at DESC, w.key DESC`)
    .bind(course, ...fromTheEnd(after));
}

/** Suppressed addresses, the latest first. `key` is the hash; without an id the reader is erased, or never was one. */
export function readersSuppressed(db: D1Database, course: string, after: After | null) {
  return db
    .prepare(`
      SELECT w.at, w.key, ${ROW}
      FROM ${latestFirst("suppressions INDEXED BY suppressions_by_time", "created_at", "address_hash")} w
      CROSS JOIN suppressions x ON x.address_hash = w.key LEFT JOIN subscribers s ON s.address_hash = w.key ${HERS}
      ORDER BY w.at DESC, w.key DESC`)
    .bind(course, after?.at ?? Number.MAX_SAFE_INTEGER, after?.key ?? "");
}

function fromTheEnd(after: After | null): [at: number, id: number] {
  return after ? [after.at, Number(after.key)] : [Number.MAX_SAFE_INTEGER, 0];
}

/** The page's rows, and where the next page goes on; null when there is none. */
export type Page = { readonly rows: readonly ListedRow[]; readonly next: After | null };

export function pageOf(rows: readonly ListedRow[]): Page {
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  const next = rows.length > PAGE && last ? { at: last.at, key: String(last.key) } : null;
  return { rows: shown.filter(({ latest }) => latest !== 0), next };
}
