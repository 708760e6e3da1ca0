/** Reads the D1 file of a dead house: a copy of it, so that only the next house mends what the kill left behind. */

import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { LEASE } from "../../src/domain/numbers.ts";
import type { Ledger } from "../support/accounting.ts";
import { LEDGER_SQL } from "../support/ledger.ts";

/** How far the work is. */
export type Standing = {
  /** Batches and notices that are not closed. */
  readonly open: number;
  /** Readers who have completed the course, or stopped. */
  readonly done: number;
  /** When the next lesson of anybody is due, unix ms. */
  readonly due_at: number | null;
  readonly paused_until: number | null;
  readonly stopped_at: number | null;
};

export const STANDING = `
  SELECT (SELECT count(*) FROM batches WHERE state <> 'closed')
      + (SELECT count(*) FROM notices WHERE state <> 'closed') AS open,
    (SELECT count(*) FROM enrollments WHERE coalesce(completed_at, stopped_at) IS NOT NULL) AS done,
    (SELECT min(next_due_at) FROM enrollments WHERE next_due_at IS NOT NULL) AS due_at,
    (SELECT paused_until FROM engine) AS paused_until, (SELECT stopped_at FROM engine) AS stopped_at`;

/** Where things stand, and the keys of batches that died in the middle of their first call: not answered, or not recorded. */
export function postMortem(directory: string): { standing: Standing; calling: string[] } {
  return onCopy(directory, (db) => ({
    standing: db.prepare(STANDING).get() as Standing,
    calling: db
      .prepare(`
        SELECT id || '.' || generation AS key FROM batches
        WHERE state = 'sealed' AND attempts = 1 AND leased_until = first_unknown_at + ${LEASE}`)
      .all()
      .map(({ key }) => String(key)),
  }));
}

/** Everything the accounting asks for. */
export function readLedger(directory: string): Ledger {
  return onCopy(directory, (db) => {
    const all = <T>(sql: string) => db.prepare(sql).all() as T[];
    return {
      passages: all(LEDGER_SQL.passages),
      deliveries: all(LEDGER_SQL.deliveries),
      before: all(LEDGER_SQL.before),
      notices: all(LEDGER_SQL.notices),
      open: all(LEDGER_SQL.open),
    };
  });
}

function onCopy<T>(directory: string, read: (db: DatabaseSync) => T): T {
  const scratch = mkdtempSync(join(tmpdir(), "ledger-"));
  try {
    const file = copyFiles(directory, scratch);
    const db = new DatabaseSync(file);
    try {
      return read(db);
    } finally {
      db.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The database and what was not yet written into it (SQLite's -wal). Returns the copy's path. */
function copyFiles(directory: string, scratch: string): string {
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" });
  const [database, ...others] = files.filter(
    (path) => /d1.*\.sqlite$/i.test(path) && !path.endsWith("metadata.sqlite"),
  );
  if (database === undefined || others.length > 0) throw new Error(`not one D1 file but: ${files.join(", ")}`);
  for (const ending of ["", "-wal"]) {
    if (files.includes(database + ending)) {
      copyFileSync(join(directory, database + ending), join(scratch, `ledger.sqlite${ending}`));
    }
  }
  return join(scratch, "ledger.sqlite");
}
