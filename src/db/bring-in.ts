/** Bringing in the next lines of an import: one transaction, which finds each address as it stands in this moment. */

import type { ImportMode } from "../domain/import-columns.ts";
import { STANDING } from "./imports.ts";

type Chunk = {
  importId: string;
  mode: ImportMode;
  /** The last line of the chunk; and for each line the ids and tokens that it needs. */
  upTo: number;
  lines: readonly { line: number; notice: string; token: string; version: string }[];
  clock: { zone: string; minute: number };
  course: string;
  firstLesson: string;
  firstDueAt: number;
  now: number;
};

/** The lines of the chunk that this transaction has just judged to be new, as `r`, with `m` for what JSON ?2 says of them. */
const TAKEN = `json_each(?2) m CROSS JOIN import_rows r ON r.import_id = ?1 AND r.line = m.value ->> 'line'
  AND r.outcome IN ('asked', 'enrolled') AND r.email IS NOT NULL`;

/** With the subscriber that has become of it. */
const TAKEN_IN = `${TAKEN} CROSS JOIN subscribers s ON s.address_hash = r.address_hash`;

/**
 * For one D1 batch, after the clock is there. A line that is done already is left alone, so that ticks may come twice or overlap.
 * The third statement from the end returns the ids of the confirm mails that now wait.
 */
export function bringIn(db: D1Database, chunk: Chunk): D1PreparedStatement[] {
  const lines = JSON.stringify(chunk.lines);
  const statement = (sql: string, ...more: unknown[]) => db.prepare(sql).bind(chunk.importId, lines, ...more);
  const { mode, now } = chunk;
  return [
    statement(
      `UPDATE import_rows AS r SET outcome = coalesce(${STANDING}, ?3)
        WHERE import_id = ?1 AND line IN (SELECT value ->> 'line' FROM json_each(?2)) AND outcome IS NULL`,
      mode === "ask" ? "asked" : "enrolled",
    ),
    statement(
      `INSERT INTO subscribers (address_hash, email, name, clock_id, signed_up_at, confirmed_at, unsubscribe_token)
        SELECT r.address_hash, r.email, r.name, (SELECT id FROM clocks WHERE zone = ?4 AND minute = ?5 AND pace_days = 1 AND quiet_days = 0),
          ?3, r.confirmed_at, iif(r.confirmed_at IS NULL, NULL, m.value ->> 'token') FROM ${TAKEN}`,
      now,
      chunk.clock.zone,
      chunk.clock.minute,
    ),
    statement(
      `INSERT INTO consents (address_hash, wording, wording_version, page, given_at, confirmed_at, imported_at)
        SELECT r.address_hash, r.wording, m.value ->> 'version', r.source, r.consent_at, r.confirmed_at, ?3 FROM ${TAKEN}`,
      now,
    ),
    mode === "ask"
      ? statement(
          `INSERT INTO notices (id, kind, subscriber_id, email, rung_at, created_at)
            SELECT m.value ->> 'notice', 'confirm', s.id, s.email, ?3, ?3 FROM ${TAKEN_IN} RETURNING id`,
          now,
        )
      : statement(
          `INSERT INTO enrollments (subscriber_id, course, next_lesson, next_due_at, created_at)
            SELECT s.id, ?4, ?5, ?6, ?3 FROM ${TAKEN_IN}`,
          now,
          chunk.course,
          chunk.firstLesson,
          chunk.firstDueAt,
        ),
    noteDone(db, chunk),
    statement(
      `UPDATE import_rows SET address_hash = NULL, email = NULL, name = NULL, wording = NULL, source = NULL
        WHERE import_id = ?1 AND line IN (SELECT value ->> 'line' FROM json_each(?2)) AND outcome IS NOT NULL`,
    ),
  ];
}

/** How far it is, with those whose turn it is in this transaction; with the last line it has ended. */
export function noteDone(db: D1Database, { importId, upTo, now }: Pick<Chunk, "importId" | "upTo" | "now">) {
  return db
    .prepare(`
      UPDATE imports SET done_to = max(done_to, ?2),
        done = done + (SELECT count(*) FROM import_rows r WHERE r.import_id = ?1 AND r.line > imports.done_to AND r.line <= ?2
          AND r.outcome IS NOT NULL),
        ended_at = iif(NOT EXISTS (SELECT 1 FROM import_rows r WHERE r.import_id = ?1 AND r.line > max(imports.done_to, ?2)), ?3, NULL)
      WHERE id = ?1 AND ended_at IS NULL`)
    .bind(importId, upTo, now);
}
