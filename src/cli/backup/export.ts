/** Taking a database out of D1 through wrangler, and making sure that all of it has come. */

import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stateDirectory } from "../../local/local-config.ts";
import type { Copy } from "../../local/sqlite-copy.ts";
import { ROOT, readSettings, runWrangler } from "../../local/wrangler.ts";
import { inWords } from "../wrangler-failure.ts";
import { type Contents, contentsOf, differences } from "./digest.ts";
import { copyOf } from "./file.ts";
import { inPassingFolder } from "./passing-folder.ts";
import { readSchema } from "./tables.ts";

export type Place = { readonly remote: boolean };

export type Taken = { readonly copy: Copy; readonly contents: Contents };

const MAKE = { there: "npm run deploy makes its tables.", here: "npm start makes one." };

/** A live database changes while it is looked at: so often it is taken anew. */
const TRIES = 3;

/**
 * The export, restored into memory, must have the same rows as the database itself, read by questions of our own. Throws with
 * the tables that differ.
 */
export async function takeChecked(db: D1Database, place: Place): Promise<Taken> {
  let differing: string[] = [];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const copy = await copyOf(await exportText(place), "What wrangler exported");
    const { tables } = await readSchema(copy.db);
    if (tables.length === 0)
      throw new Error(
        `No backup was written: there is no database yet, or an empty one. ${MAKE[place.remote ? "there" : "here"]}`,
      );
    const contents = await contentsOf(copy.db, tables);
    differing = differences(contents, await contentsOf(db, tables));
    if (differing.length === 0) return { copy, contents };
  }
  throw new Error(`No backup was written: each of ${TRIES} exports differs from the database itself, in ${differing.join(", ")}.
If readers are busy just now, try again later; or run npm run backup between two ticks.`);
}

/** Written where only this user can read it, and gone again at once. */
export async function exportText(place: Place): Promise<string> {
  return await inPassingFolder(async (folder) => {
    const file = join(folder, "export.sql");
    await writeFile(file, "", { mode: 0o600 });
    await exportInto(file, place).catch(inWords);
    await chmod(file, 0o600);
    return await readFile(file, "utf8");
  });
}

/** wrangler finds a local database by its settings' folder alone; for another folder it gets settings there for a moment. */
async function exportInto(file: string, { remote }: Place): Promise<void> {
  const directory = stateDirectory();
  const args = ["d1", "export", "DB", "--output", file, "--skip-confirmation"];
  if (remote) return void (await runWrangler([...args, "--remote"]));
  if (directory === ROOT) return void (await runWrangler([...args, "--local"]));
  const settings = join(directory, `export-${process.pid}.json`);
  const { d1_databases: databases, compatibility_date } = await readSettings(join(ROOT, "wrangler.toml"));
  await writeFile(settings, JSON.stringify({ name: "export", compatibility_date, d1_databases: databases }));
  try {
    await runWrangler([...args, "--local", "--config", settings]);
  } finally {
    await rm(settings, { force: true });
  }
}
