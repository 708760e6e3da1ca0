/** `npm run import`: tries a CSV file of readers, line by line, and brings them in only when it is told to do what was looked at. */

import { readFile, stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { course } from "../../emails/course.ts";
import { beginImport } from "../actions/begin-import.ts";
import { type TriedImport, tryImport } from "../actions/try-import.ts";
import type { ImportMode } from "../domain/import-columns.ts";
import { IMPORT_COMMAND_BYTES, IMPORT_COMMAND_ROWS } from "../domain/numbers.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { count } from "./count.ts";
import { databaseAtWrangler } from "./database/at-wrangler.ts";
import { nowAt } from "./database/clock.ts";
import { secretsAt } from "./database/secret.ts";
import { fileTrouble, told } from "./import/told.ts";

const USAGE = `Usage: npm run import -- readers.csv [--remote]
         what would become of each line; nothing is changed
       … --do 0123456789ab
         does exactly what was shown under this key: new readers get one mail that asks them to confirm
       … --already-confirmed [--do … --they-asked-for-this-course]
         for who has confirmed by a link already, with the proof in the column confirmed_at: her course begins at her next hour
Columns: email, name (optional), consent_wording, consent_at, consent_source, confirmed_at (or in Japanese, see the README)`;

type Wish = { file: string; remote: boolean; mode: ImportMode; key: string | undefined };

await atTerminal(() => bringIn(withUsage(USAGE, () => wishOf(process.argv.slice(2)))));

function wishOf(args: string[]): Wish {
  const [text, yes] = [{ type: "string" }, { type: "boolean", default: false }] as const;
  const flags = { do: text, remote: yes, "already-confirmed": yes, "they-asked-for-this-course": yes };
  const { values, positionals } = parseArgs({ args, options: flags, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error("Say which file: one, in CSV.");
  const confirmed = values["already-confirmed"];
  if (confirmed && values.do !== undefined && !values["they-asked-for-this-course"]) {
    throw new Error(
      "Consent to something else is none to this: --they-asked-for-this-course says that you have looked.",
    );
  }
  return { file, remote: values.remote, mode: confirmed ? "already_confirmed" : "ask", key: values.do };
}

async function bringIn({ file, remote, mode, key }: Wish): Promise<void> {
  const bytes = await bytesOf(file);
  const db = databaseAtWrangler({ remote });
  const deps = { db, secrets: await secretsAt(db, { remote }) };
  const judging = { mode, zone: course.zone, now: await nowAt({ remote }) };
  const wish = { ...judging, bytes, mostRows: IMPORT_COMMAND_ROWS };
  if (key === undefined) return show(await tryImport(deps, wish), file, mode);
  const result = await beginImport(deps, { ...wish, key, atOnce: 1 });
  switch (result.kind) {
    case "begun":
      console.log(`${count(result.lines, "line is", "lines are")} to be brought in, 10 every 5 minutes, less when the day's quota is short.
The desk shows how far it is, and stops it: /admin/records/imports/${result.id}`);
      return;
    case "taken":
      throw new Error("Nothing was changed: this very file came in before.");
    case "nobody":
      throw new Error("Nothing was changed: no line of this file is new.");
    case "changed":
      show(result.tried, file, mode);
      throw new Error(
        `Nothing was changed: the file, or what is known of its addresses, is not what ${key} stood for. Above is how it is now.`,
      );
  }
}

function show(tried: TriedImport, file: string, mode: ImportMode): void {
  if (tried.kind !== "tried") throw new Error(fileTrouble(tried, file));
  console.log(told(tried, { file, mode }));
}

async function bytesOf(file: string): Promise<Uint8Array> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new Error(`There is no file ${file}.`);
  if (found.size > IMPORT_COMMAND_BYTES) {
    throw new Error(`${file} is larger than ${IMPORT_COMMAND_BYTES / 1024 / 1024} MB: divide it.`);
  }
  return readFile(file);
}
