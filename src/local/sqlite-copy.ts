/** A database in memory, on the SQLite that Node carries: a copy to look at, to check, and to make ready. */

import { DatabaseSync } from "node:sqlite";
import { type Answering, databaseBy, type Written } from "./database-by.ts";

export type Copy = {
  readonly db: D1Database;
  /** Runs statements as they stand in a file. */
  run(script: string): void;
};

/** What points to what is not enforced before `run("PRAGMA foreign_keys = ON")`, as in any file that tables are read from. */
export function emptyCopy(): Copy {
  const sqlite = new DatabaseSync(":memory:", { enableForeignKeyConstraints: false });
  return { db: databaseBy(answerFrom(sqlite)), run: (script) => sqlite.exec(script) };
}

/** All or nothing, like a batch of D1. */
function answerFrom(sqlite: DatabaseSync): Answering {
  const rowsOf = ({ sql, values }: Written) => sqlite.prepare(sql).all(...values);
  return async (statements) => {
    sqlite.exec("BEGIN");
    try {
      const results = statements.map(rowsOf);
      sqlite.exec("COMMIT");
      return results;
    } catch (error) {
      sqlite.exec("ROLLBACK");
      throw error;
    }
  };
}
