/** The database as it is now, to be put back later: what D1's Time Travel does. */

import { env } from "cloudflare:workers";
import type { Env } from "../../src/deps.ts";
import { allRows } from "./visitor.ts";

/** Returns the restore. Bells, mails and webhooks know nothing of it, as in life. */
export async function rememberDatabase(): Promise<() => Promise<void>> {
  const { DB } = env as unknown as Env;
  const { d1_migrations: _, ...tables } = await allRows();
  return async () => {
    await DB.batch([
      DB.prepare("PRAGMA defer_foreign_keys = ON"),
      ...Object.keys(tables).map((table) => DB.prepare(`DELETE FROM ${table}`)),
      ...Object.entries(tables).flatMap(([table, rows]) => rows.map((row) => insert(DB, table, row as object))),
    ]);
  };
}

function insert(db: D1Database, table: string, row: object): D1PreparedStatement {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `?${index + 1}`);
  return db
    .prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places.join(", ")})`)
    .bind(...Object.values(row));
}
