/** `npm run erase`: shows what would go with an address, and erases it when told to, with a receipt for her. */

import { parseArgs } from "node:util";
import { course } from "../../emails/course.ts";
import { eraseAddress, type SeenErasure, seeErasure } from "../actions/erase-address.ts";
import { countsOf, isNothing, KEPT_WORDS, REMOVED_WORDS, receiptText } from "../domain/erasure.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { databaseAtWrangler } from "./database/at-wrangler.ts";
import { nowAt } from "./database/clock.ts";
import { hashOfAddress } from "./database/whose.ts";

const USAGE = `Usage: npm run erase -- hanako@example.com [--remote]
         what would go, and what stays by hash; nothing is changed
       … --yes
         erases it, and prints the receipt, for your answer to her`;

type Wish = { email: string; remote: boolean; yes: boolean };

await atTerminal(() => erase(withUsage(USAGE, () => wishOf(process.argv.slice(2)))));

function wishOf(args: string[]): Wish {
  const options = { remote: { type: "boolean", default: false }, yes: { type: "boolean", default: false } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [email, ...more] = positionals;
  if (email === undefined || more.length > 0) throw new Error("Say whose address: one.");
  return { email, ...values };
}

async function erase({ email, remote, yes }: Wish): Promise<void> {
  const db = databaseAtWrangler({ remote });
  const addressHash = await hashOfAddress(db, email, { remote });
  if (!yes) {
    console.log(seen(email, await seeErasure({ db }, addressHash)));
    return;
  }
  const now = await nowAt({ remote });
  const erasure = await eraseAddress({ db }, { addressHash, now });
  console.error(
    isNothing(erasure)
      ? `There was nothing to erase of ${email}. The receipt:\n`
      : `Erased. The receipt, for your answer to her:\n`,
  );
  console.log(receiptText(erasure, { zone: course.zone, at: now, sender: "" }).trimEnd());
}

function seen(email: string, erasure: SeenErasure): string {
  const rows = (counts: { kind: string; count: number }[]) => counts.map(({ kind, count }) => `  ${kind}: ${count}`);
  if (isNothing(erasure)) return `Nothing is held of ${email}. With --yes you get a receipt that says so.`;
  return [
    `${email}: nothing was changed. With --yes would go`,
    ...rows(countsOf(REMOVED_WORDS, erasure.removed)),
    "and would stay, by a hash alone",
    ...rows(countsOf(KEPT_WORDS, erasure.kept)),
    ...(erasure.email === null
      ? []
      : [`This is a former address of a reader, who has ${erasure.email} today: all of hers would go.`]),
    ...(erasure.mailUnderWay ? ["A mail is under way and may still arrive."] : []),
  ].join("\n");
}
