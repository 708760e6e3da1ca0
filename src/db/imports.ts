/** Imports: files of readers to be brought in, stored line by line, worked off in chunks, stopped, and removed when they never came whole. */

import type { ImportMode } from "../domain/import-columns.ts";
import { DAY, IMPORT_UNREADY_LIFE } from "../domain/numbers.ts";
import { quotaLeft } from "./engine.ts";

/** What stands against bringing in the address of a row `r` with `address_hash` and `consent_at`: a `Standing`, or null. */
export const STANDING = `CASE
  WHEN EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = r.address_hash) THEN 'suppressed'
  WHEN EXISTS (SELECT 1 FROM subscribers s WHERE s.address_hash = r.address_hash) THEN (
    SELECT CASE WHEN s.unsubscribed_at IS NOT NULL THEN 'unsubscribed' WHEN s.confirmed_at IS NOT NULL THEN 'reader' ELSE 'waiting' END
    FROM subscribers s WHERE s.address_hash = r.address_hash)
  WHEN EXISTS (SELECT 1 FROM former_addresses f WHERE f.address_hash = r.address_hash) THEN 'moved'
  WHEN EXISTS (SELECT 1 FROM consents c
    WHERE c.address_hash = r.address_hash AND c.confirmed_at IS NOT NULL AND c.last_mail_at >= r.consent_at) THEN 'erased'
END`;

/** For [line, address hash, consent at]: the lines whose address is known here, with the `Standing`, or `queued` by another import. */
export function standingsOf(db: D1Database, asked: string) {
  return db
    .prepare(`
      WITH r AS MATERIALIZED (SELECT value ->> 0 AS line, value ->> 1 AS address_hash, value ->> 2 AS consent_at FROM json_each(?1))
      SELECT line, why FROM (
        SELECT r.line, coalesce(${STANDING}, iif(EXISTS (SELECT 1 FROM import_rows w JOIN imports i ON i.id = w.import_id
          WHERE w.address_hash = r.address_hash AND i.ready_at IS NOT NULL), 'queued', NULL)) AS why FROM r)
      WHERE why IS NOT NULL`)
    .bind(asked);
}

/** The import of this very file, unless it was stopped: its id and when it came. */
export function importOfDigest(db: D1Database, digest: string) {
  return db
    .prepare(`SELECT id, ready_at FROM imports WHERE digest = ?1 AND ready_at IS NOT NULL AND stopped = 0`)
    .bind(digest);
}

type Beginning = { id: string; digest: string; mode: ImportMode; lines: number; now: number };

/** Nothing is done with it before `importReady`. */
export function insertImport(db: D1Database, { id, digest, mode, lines, now }: Beginning) {
  return db
    .prepare(`INSERT INTO imports (id, digest, mode, lines, begun_at) VALUES (?1, ?2, ?3, ?4, ?5)`)
    .bind(id, digest, mode, lines, now);
}

/** `rows`: JSON of [line, address hash, email, name, wording, source, consent at, confirmed at]. */
export function insertImportRows(db: D1Database, id: string, rows: string) {
  return db
    .prepare(`
      INSERT INTO import_rows (import_id, line, address_hash, email, name, wording, source, consent_at, confirmed_at)
      SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
      FROM json_each(?2) WHERE EXISTS (SELECT 1 FROM imports WHERE id = ?1) ON CONFLICT DO NOTHING`)
    .bind(id, rows);
}

/** All its lines are here. It returns its id, unless the same file came in meanwhile: then this one is gone. */
export function importReady(db: D1Database, id: string, now: number) {
  return [
    db
      .prepare(`
        UPDATE imports SET ready_at = ?2 WHERE id = ?1 AND ready_at IS NULL
          AND lines = (SELECT count(*) FROM import_rows r WHERE r.import_id = ?1)
          AND NOT EXISTS (SELECT 1 FROM imports o WHERE o.digest = imports.digest AND o.ready_at IS NOT NULL AND o.stopped = 0)
        RETURNING id`)
      .bind(id, now),
    db.prepare(`DELETE FROM imports WHERE id = ?1 AND ready_at IS NULL`).bind(id),
  ];
}

export type NextRow = {
  import_id: string;
  mode: ImportMode;
  line: number | null;
  /** Null when the line is done already. */
  address_hash: string | null;
  wording: string | null;
};

/** The next lines of the import that came first: none beyond its last, when `line` is null. */
export function nextImportRows(db: D1Database, limit: number) {
  return db
    .prepare(`
      SELECT i.id AS import_id, i.mode, r.line, r.address_hash, r.wording
      FROM (SELECT * FROM imports WHERE ready_at IS NOT NULL AND ended_at IS NULL ORDER BY ready_at LIMIT 1) i
      LEFT JOIN import_rows r ON r.import_id = i.id AND r.line > i.done_to ORDER BY r.line LIMIT ?1`)
    .bind(limit);
}

/**
 * How many may be brought in today: what the quota leaves when today's lessons (UTC), and all that waits, are gone. Null where there
 * is no quota.
 */
export function importRoom(
  db: D1Database,
  { lessons, dailyLimit, now }: { lessons: readonly string[]; dailyLimit: number | undefined; now: number },
) {
  return db
    .prepare(`
      SELECT CASE WHEN ?2 IS NOT NULL THEN max(0, ${quotaLeft("?2")} - (SELECT count(*) FROM notices WHERE state <> 'closed')
        - (SELECT count(*) FROM (SELECT 1 FROM json_each(?3) l CROSS JOIN enrollments e INDEXED BY enrollments_due
          ON e.next_lesson = l.value AND e.next_due_at < (?1 / ${DAY} + 1) * ${DAY} LIMIT ?2))) END AS room`)
    .bind(now, dailyLimit ?? null, JSON.stringify(lessons));
}

/** Stops an import: what is still to be done of it is emptied. */
export function stopImport(db: D1Database, id: string, now: number) {
  return [
    db
      .prepare(`
        UPDATE import_rows SET outcome = 'stopped', address_hash = NULL, email = NULL, name = NULL, wording = NULL, source = NULL
        WHERE import_id = ?1 AND outcome IS NULL
          AND EXISTS (SELECT 1 FROM imports WHERE id = ?1 AND ready_at IS NOT NULL AND ended_at IS NULL)`)
      .bind(id),
    db
      .prepare(`
        UPDATE imports SET stopped = 1, ended_at = ?2 WHERE id = ?1 AND ready_at IS NOT NULL AND ended_at IS NULL RETURNING id`)
      .bind(id, now),
  ];
}

/** Every import that is going on, after a restore: who was asked since is forgotten here, and must not be asked once more. */
export function stopEveryImport(db: D1Database, now: number) {
  return [
    db.prepare(`
      UPDATE import_rows SET outcome = 'stopped', address_hash = NULL, email = NULL, name = NULL, wording = NULL, source = NULL
      WHERE outcome IS NULL AND address_hash IS NOT NULL
        AND import_id IN (SELECT id FROM imports WHERE ready_at IS NOT NULL AND ended_at IS NULL)`),
    db
      .prepare(`UPDATE imports SET stopped = 1, ended_at = ?1 WHERE ready_at IS NOT NULL AND ended_at IS NULL`)
      .bind(now),
  ];
}

/** Those whose lines never all arrived, with the lines that did. */
export function removeUnready(db: D1Database, now: number) {
  return db.prepare(`DELETE FROM imports WHERE ready_at IS NULL AND begun_at <= ?1 - ${IMPORT_UNREADY_LIFE}`).bind(now);
}
