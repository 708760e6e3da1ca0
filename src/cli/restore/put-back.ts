/** Putting a database back through wrangler: what is there goes, what was made ready comes, in one transaction. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dropText } from "../../db/whole.ts";
import type { Copy } from "../../local/sqlite-copy.ts";
import { runWrangler } from "../../local/wrangler.ts";
import type { Place } from "../backup/export.ts";
import { statementsOf } from "../backup/file.ts";
import { inPassingFolder } from "../backup/passing-folder.ts";
import { readSchema } from "../backup/tables.ts";
import { placeOf } from "../database/at-wrangler.ts";
import { inWords } from "../wrangler-failure.ts";

/**
 * wrangler hands a file to D1 as a whole: the live database is closed meanwhile, and is as before when anything fails (wrangler's
 * own note on `d1 execute --file`). What points to others is dropped first.
 */
export async function putBack(copy: Copy, { present, place }: { present: Copy; place: Place }): Promise<void> {
  const { tables } = await readSchema(present.db);
  const wipe = [...tables].reverse().map(dropText);
  const statements = `${wipe.join("\n")}\n${await statementsOf(copy.db, await readSchema(copy.db))}`;
  await inPassingFolder(async (folder) => {
    const file = join(folder, "restore.sql");
    await writeFile(file, statements, { mode: 0o600 });
    await runWrangler(["d1", "execute", "DB", ...placeOf(place), "--yes", "--file", file]).catch(inWords);
  });
}
