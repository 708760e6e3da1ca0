/** Imports as the desk shows them: the last few, and what became of the lines of one. */

import type { ImportMode } from "../../domain/import-columns.ts";

export type ImportShown = {
  id: string;
  mode: ImportMode;
  lines: number;
  done: number;
  ready_at: number;
  ended_at: number | null;
  stopped: number;
};

const SHOWN = `id, mode, lines, done, ready_at, ended_at, stopped`;

/** Those that came whole, newest first: `ImportShown`s. */
export function lastImports(db: D1Database, limit: number) {
  return db
    .prepare(`SELECT ${SHOWN} FROM imports WHERE ready_at IS NOT NULL ORDER BY begun_at DESC LIMIT ?1`)
    .bind(limit);
}

export function importShown(db: D1Database, id: string) {
  return db.prepare(`SELECT ${SHOWN} FROM imports WHERE id = ?1 AND ready_at IS NOT NULL`).bind(id);
}

export type OutcomeCount = { outcome: string | null; lines: number };

/** How many lines of it came to what; null for those that wait. Reads each of its lines, of which a file has 100,000 at most. */
export function outcomesOf(db: D1Database, id: string) {
  return db
    .prepare(`SELECT outcome, count(*) AS lines FROM import_rows WHERE import_id = ?1 GROUP BY outcome ORDER BY 2 DESC`)
    .bind(id);
}

export type LeftOut = { line: number; outcome: string };

/** Lines whose reader was not brought in after all, in the order of the file. */
export function linesLeftOut(db: D1Database, id: string, limit: number) {
  return db
    .prepare(`
      SELECT line, outcome FROM import_rows WHERE import_id = ?1 AND outcome NOT IN ('asked', 'enrolled')
      ORDER BY line LIMIT ?2`)
    .bind(id, limit);
}
