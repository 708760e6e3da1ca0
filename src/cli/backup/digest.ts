/** What is in a database, in a few figures: for each table how many rows, and a digest of everything that stands in them. */

import { createHash, type Hash } from "node:crypto";
import { rowsOf } from "../../db/rows.ts";
import { rowsAfter, type Table } from "../../db/whole.ts";

type Content = { readonly rows: number; readonly digest: string };
export type Contents = ReadonlyMap<string, Content>;

/** Rows asked for at once of one table: some 1 MB. */
const AT_ONCE = 2_000;

type Reading = { table: Table; hash: Hash; rows: number; after: (string | number)[] | null };

/** One question for the first rows of all tables, then one for each further part. */
export async function contentsOf(db: D1Database, tables: readonly Table[]): Promise<Contents> {
  let reading = tables.map((table): Reading => ({ table, hash: createHash("sha256"), rows: 0, after: null }));
  const all = reading;
  while (reading.length > 0) {
    const parts = await db.batch(reading.map(({ table, after }) => rowsAfter(db, table, { after, limit: AT_ONCE })));
    reading = reading.filter((one, place) => take(one, rowsOf(parts[place])));
  }
  return new Map(all.map(({ table, hash, rows }) => [table.name, { rows, digest: hash.digest("hex") }]));
}

/** Whether there is more. */
function take(reading: Reading, rows: readonly Record<string, string | number>[]): boolean {
  const { columns, key } = reading.table;
  for (const row of rows) reading.hash.update(`${JSON.stringify(columns.map((column) => row[column]))}\n`);
  reading.rows += rows.length;
  const last = rows.at(-1);
  if (last) reading.after = key.map((column) => last[column] ?? "");
  return rows.length === AT_ONCE;
}

/** Tables whose rows are not the same in both. */
export function differences(one: Contents, other: Contents): string[] {
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names.filter((name) => one.get(name)?.digest !== other.get(name)?.digest);
}
