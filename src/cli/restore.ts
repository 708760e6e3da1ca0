/** `npm run restore`: puts a backup back, or marks a database that was put back by Time Travel; either stays paused until it is reconciled. */

import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { confirm, isCancel } from "@clack/prompts";
import { learnStops } from "../actions/learn-stops.ts";
import { markAsRestored } from "../actions/mark-restored.ts";
import { pauseSending } from "../db/engine.ts";
import { UNTIL_RESUMED } from "../domain/numbers.ts";
import type { Copy } from "../local/sqlite-copy.ts";
import { atEnd } from "./at-end.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { type Contents, contentsOf, differences } from "./backup/digest.ts";
import { exportText } from "./backup/export.ts";
import { backupText, copyOf, openBackup } from "./backup/file.ts";
import { readSchema } from "./backup/tables.ts";
import { usualFile, writeBackup } from "./backup/write.ts";
import { databaseAtWrangler } from "./database/at-wrangler.ts";
import { nowAt } from "./database/clock.ts";
import { makeReady, migrate } from "./restore/prepare.ts";
import { putBack } from "./restore/put-back.ts";
import { moment, wordsAfter, wordsBefore, wordsBrokenOff, wordsOfLearnt } from "./restore/words.ts";

const USAGE = `Usage: npm run restore -- backups/live-….sql [--remote] [--yes]
         puts it back in place of what is there, which is kept beside it first
       … --forget-newer
         does not take over who stopped, was suppressed or was erased since: when it is just that which went wrong
       npm run restore -- --mark --since 2026-11-25T10:20:00Z [--stops-from backups/live-….sql] [--remote]
         after wrangler d1 time-travel restore: marks the database as one that knows nothing since`;

type Order = {
  readonly file: string | undefined;
  readonly remote: boolean;
  readonly yes: boolean;
  readonly forgetNewer: boolean;
  /** Unix ms; null for no marking. */
  readonly markSince: number | null;
  readonly stopsFrom: string | undefined;
};

await atTerminal(async () => {
  const order = withUsage(USAGE, () => orderOf(process.argv.slice(2)));
  if (order.markSince !== null) await mark(order, order.markSince);
  else await restore(order, order.file ?? "");
});

function orderOf(args: string[]): Order {
  const [text, yes] = [{ type: "string" }, { type: "boolean", default: false }] as const;
  const options = { remote: yes, yes, "forget-newer": yes, mark: yes, since: text, "stops-from": text };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [file, ...more] = positionals;
  const { remote, mark, since, "stops-from": stopsFrom, "forget-newer": forgetNewer } = values;
  if (mark === (file !== undefined) || more.length > 0) throw new Error("Say one file, or --mark.");
  if (mark === (since === undefined)) throw new Error("--mark and --since belong together.");
  if (!mark && stopsFrom !== undefined)
    throw new Error("--stops-from goes with --mark: a file is put back with what is newer beside it.");
  if (mark && forgetNewer) throw new Error("--forget-newer goes with a file.");
  const markSince = since === undefined ? null : momentOf(since);
  return { file, remote, yes: values.yes, forgetNewer, markSince, stopsFrom };
}

/** With its zone: without one it would mean another moment on another machine. */
function momentOf(since: string): number {
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(since);
  const at = isWhole ? Date.parse(since) : Number.NaN;
  if (Number.isNaN(at)) throw new Error(`--since ${since} is no moment: write it as 2026-11-25T10:20:00Z.`);
  return at;
}

async function restore({ remote, yes, forgetNewer }: Order, file: string): Promise<void> {
  const plan = await openBackup(file);
  const now = await nowAt({ remote });
  const db = databaseAtWrangler({ remote });
  const seen = await presentCopy({ remote });
  const before = await contentsIn(seen);
  const ready = await makeReady(plan, { newer: newerOf(seen, before, forgetNewer), now });
  console.log(wordsBefore(ready, { before, after: await contentsIn(plan), now }));
  if (!yes && !(await agreed())) return void console.log("Nothing was changed.");
  const callOff = atEnd(() => console.error(wordsBrokenOff(remote)));
  if (before.has("engine")) await db.batch([pauseSending(db, UNTIL_RESUMED, "a restore is under way")]);
  const present = await presentCopy({ remote });
  if (before.size > 0) await keep(present, usualFile(dirname(file), "before-restore", now));
  const copy = await openBackup(file);
  await makeReady(copy, { newer: newerOf(present, before, forgetNewer), now });
  await putBack(copy, { present, place: { remote } });
  callOff();
  await compare(copy, db);
  console.log(wordsAfter(remote));
}

/** What is there now; without tables when nothing is. */
async function presentCopy({ remote }: { remote: boolean }): Promise<Copy> {
  const text = await exportText({ remote });
  return await copyOf(text, "What wrangler exported");
}

async function contentsIn(copy: Copy): Promise<Contents> {
  return contentsOf(copy.db, (await readSchema(copy.db)).tables);
}

function newerOf(copy: Copy, contents: Contents, forget: boolean): Copy | null {
  return forget || !contents.has("subscribers") ? null : copy;
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error("Nothing was changed. Without a terminal nobody can be asked: say --yes.");
  const answer = await confirm({ message: "Put it back in place of what is there?", initialValue: false });
  return !isCancel(answer) && answer;
}

async function keep(present: Copy, file: string): Promise<void> {
  await writeBackup(file, await backupText(present));
  console.log(`What was there is kept in ${file}.`);
}

/** Readers may be on the site already: only what is missing would be a reason to look. */
async function compare(copy: Copy, db: D1Database): Promise<void> {
  const { tables } = await readSchema(copy.db);
  const differing = differences(await contentsOf(copy.db, tables), await contentsOf(db, tables));
  if (differing.length > 0)
    console.log(`Not as in the backup any more, which may be readers on the site: ${differing.join(", ")}`);
}

async function mark({ remote, stopsFrom }: Order, since: number): Promise<void> {
  const now = await nowAt({ remote });
  if (since > now) throw new Error("--since lies in the future. Nothing was changed.");
  const newer = stopsFrom === undefined ? null : await openBackup(stopsFrom);
  if (newer) await migrate(newer);
  const db = databaseAtWrangler({ remote });
  const knowsUntil = await markAsRestored({ db }, { knowsUntil: since, now });
  console.log(`Marked: what was sent since ${moment(knowsUntil)} is not known here.`);
  if (newer) console.log(wordsOfLearnt(await learnStops({ db }, { from: newer.db, knowsUntil, now })));
  console.log(wordsAfter(remote));
}
