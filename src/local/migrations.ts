/** The local database as the migrations make it: a new one at one go, because wrangler takes half a second for each migration. */

import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { schemaText } from "../db/whole.ts";
import { stateOf } from "./worker.ts";
import { ROOT, runWrangler } from "./wrangler.ts";

const FOLDER = join(ROOT, "src/db/migrations");

/** `directory` holds .wrangler/. All of a new database is one transaction; in one that is there already, only what is new is done. */
export async function migrate(directory: string): Promise<void> {
  const state = stateOf(directory);
  const where = ["DB", "--local", "--persist-to", state];
  if (existsSync(state)) await runWrangler(["d1", "migrations", "apply", ...where]);
  else
    await withFile(schemaText(await migrationFiles()), (file) =>
      runWrangler(["d1", "execute", ...where, "--yes", "--file", file]),
    );
}

/** In the order in which they are applied. */
export async function migrationFiles(): Promise<{ name: string; sql: string }[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).toSorted();
  return await Promise.all(names.map(async (name) => ({ name, sql: await readFile(join(FOLDER, name), "utf8") })));
}

async function withFile(text: string, use: (file: string) => Promise<unknown>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "schema-"));
  try {
    const file = join(folder, "schema.sql");
    await writeFile(file, text);
    await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
