/** `npm run reconcile`: asks the provider what was sent since a restored database's moment, and writes it down there. */

import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { course } from "../../emails/course.ts";
import { learnStops, stopAddresses } from "../actions/learn-stops.ts";
import { type Reconciled, reconcile } from "../actions/reconcile.ts";
import { type Engine, engineRow } from "../db/engine.ts";
import { onlyRow } from "../db/rows.ts";
import { parseAddress } from "../domain/address.ts";
import { compileMaterial } from "../local/compile-mails.ts";
import { resendArchive } from "../mail/archive.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { openBackup } from "./backup/file.ts";
import { databaseAtWrangler } from "./database/at-wrangler.ts";
import { nowAt } from "./database/clock.ts";
import { wayOfQuestions } from "./reconcile/way.ts";
import { wordsOf } from "./reconcile/words.ts";
import { migrate } from "./restore/prepare.ts";
import { wordsOfLearnt } from "./restore/words.ts";

const USAGE = `Usage: RESEND_API_KEY=re_… npm run reconcile [-- --remote] [--list]
         the key needs full access at Resend; --list names the addresses nobody here has
       … one of these, unless npm run restore has taken over who stopped since:
         --stops-from backups/live-….sql   a backup made later
         --stops stopped.txt               addresses of whom you know it, one a line
         --stops-unknown                   nobody can tell, and you go on all the same`;

type Order = {
  readonly remote: boolean;
  readonly list: boolean;
  readonly stopsFrom: string | undefined;
  readonly stopsIn: string | undefined;
  readonly stopsUnknown: boolean;
};

await atTerminal(async () => {
  const order = withUsage(USAGE, () => orderOf(process.argv.slice(2)));
  const db = databaseAtWrangler(order);
  const knowsUntil = await knownUntil(db);
  await learn(db, order, knowsUntil);
  const done = await ask(db, order).catch((error: Error) => {
    const beside = order.remote ? "" : ", beside a running npm start";
    throw new Error(`${error.message}\nWhat was written down stays. Run it again${beside}: it finds what is left.`);
  });
  console.log(wordsOf(done, order));
  if (done.kind !== "reconciled" || done.stops === null) process.exitCode = 1;
});

function orderOf(args: string[]): Order {
  const [text, yes] = [{ type: "string" }, { type: "boolean", default: false }] as const;
  const options = { remote: yes, list: yes, "stops-from": text, stops: text, "stops-unknown": yes };
  const { values } = parseArgs({ args, options });
  const { remote, list, "stops-from": stopsFrom, stops: stopsIn, "stops-unknown": stopsUnknown } = values;
  if ([stopsFrom !== undefined, stopsIn !== undefined, stopsUnknown].filter(Boolean).length > 1)
    throw new Error("--stops-from, --stops and --stops-unknown exclude each other.");
  return { remote, list, stopsFrom, stopsIn, stopsUnknown };
}

async function knownUntil(db: D1Database): Promise<number> {
  const [row] = await db.batch([engineRow(db)]);
  const { restored_to: knowsUntil } = onlyRow<Engine>(row);
  if (knowsUntil !== null) return knowsUntil;
  throw new Error("This database was not restored, or is reconciled already. Nothing was changed.");
}

async function learn(db: D1Database, { remote, stopsFrom, stopsIn }: Order, knowsUntil: number): Promise<void> {
  const now = await nowAt({ remote });
  if (stopsFrom !== undefined) {
    const newer = await openBackup(stopsFrom);
    await migrate(newer);
    console.log(wordsOfLearnt(await learnStops({ db }, { from: newer.db, knowsUntil, now })));
  }
  if (stopsIn !== undefined) {
    const { stopped, unknown } = await stopAddresses({ db }, { addresses: await addressesIn(stopsIn), now });
    const rest = unknown.length > 0 ? `; nobody here has ${unknown.join(", ")}` : "";
    console.log(`${stopped} stopped as ${stopsIn} says${rest}`);
  }
}

async function addressesIn(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new Error(`${file} cannot be read: ${error.message}. Nothing was changed.`);
  });
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line, place) => {
    const address = parseAddress(line);
    if (!address)
      throw new Error(`${file}, line ${place + 1}: ${line.trim()} is no mail address. Nothing was changed.`);
    return address.email;
  });
}

/** A mail that was under way at the restore may arrive yet: then it waits. */
async function ask(db: D1Database, { remote, stopsUnknown }: Order): Promise<Reconciled> {
  const { config, material } = { config: await wayOfQuestions({ remote }), material: await compileMaterial() };
  const { apiKey, baseUrl } = config.resend;
  const archive = resendArchive({ apiKey, baseUrl, clock: Date.now, sleep: (ms) => sleep(ms) });
  // What a webhook would ring for is found by the next sweep.
  const queue = { sendBatch: async () => undefined } as unknown as Queue<never>;
  const deps = { db, course, mails: material.mails, config, queue, archive };
  const tell = (done: number, of: number) => console.error(`${done} of ${of} mails looked up`);
  for (;;) {
    const done = await reconcile(deps, { stops: stopsUnknown ? "unknown" : null, now: await nowAt({ remote }), tell });
    if (done.kind !== "too-early") return done;
    console.error(`A mail may still be under way: waiting ${Math.ceil(done.waitMs / 1000)} s.`);
    await sleep(done.waitMs);
  }
}
