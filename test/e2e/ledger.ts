/** The funnel's database, read from outside while the Worker runs. */

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll } from "vitest";

export type Ledger = {
  /** How many rows `from` (a table, perhaps with a WHERE) has. */
  count(from: string): number;
  /** Every row of every table, but for the times of ticks, and the visits that a page counts by itself. */
  everything(): Record<string, unknown[]>;
};

const FOLDER = ".wrangler/state/v3/d1/miniflare-D1DatabaseObject";

export async function openLedger(stateDirectory: string): Promise<Ledger> {
  const folder = join(stateDirectory, FOLDER);
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sqlite") && name !== "metadata.sqlite");
  const [file, another] = files;
  if (file === undefined || another !== undefined) throw new Error(`${files.length} databases in ${folder}`);
  const database = new DatabaseSync(join(folder, file), { readOnly: true });
  afterAll(() => database.close());
  const rows = (sql: string) => database.prepare(sql).all();
  const tables = rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'")
    .map(({ name }) => String(name))
    .filter((name) => name !== "engine" && name !== "visits");
  return {
    count: (from) => Number(rows(`SELECT count(*) AS count FROM ${from}`)[0]?.count),
    everything: () => Object.fromEntries(tables.map((table) => [table, rows(`SELECT * FROM "${table}"`)])),
  };
}
