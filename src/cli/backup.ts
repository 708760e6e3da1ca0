/** `npm run backup`: takes the database out of D1 into a file, and checks it by making it again and comparing every row. */

import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { takeChecked } from "./backup/export.ts";
import { backupText } from "./backup/file.ts";
import { BACKUPS, countsOf, usualFile, writeBackup } from "./backup/write.ts";
import { databaseAtWrangler } from "./database/at-wrangler.ts";

const USAGE = "Usage: npm run backup [-- --remote] [--to ayumi.sql]";

await atTerminal(async () => {
  const { remote, to } = withUsage(USAGE, () => orderOf(process.argv.slice(2)));
  const file = to ?? usualFile(BACKUPS, remote ? "live" : "local", Date.now());
  if (existsSync(file)) throw new Error(`${file} is there already, and is left as it is: name another with --to.`);
  const { copy, contents } = await takeChecked(databaseAtWrangler({ remote }), { remote });
  await writeBackup(file, await backupText(copy));
  console.log(`${file}: made again in memory, and every row of ${contents.size} tables is that of the database.
${countsOf(contents)}
It holds names and addresses, readable to you alone: keep it accordingly, and delete it when you need it no more. Whoever is
erased from now on is still in it; npm run restore takes her out again. IDENTITY_SECRET is not in it, and without it
no restored database works.`);
});

function orderOf(args: string[]) {
  const options = { remote: { type: "boolean", default: false }, to: { type: "string" } } as const;
  const { values } = parseArgs({ args, options });
  if (values.to === "") throw new Error("--to is empty: into which file?");
  return values;
}
