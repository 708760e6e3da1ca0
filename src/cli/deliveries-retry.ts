/** `npm run deliveries:retry`: sends again the lessons and letters that failed by our fault; with --unconfirmed, those that may have come. */

import { parseArgs } from "node:util";
import { course } from "../../emails/course.ts";
import { retryDeliveries } from "../actions/retry-deliveries.ts";
import { compileMaterial } from "../local/compile-mails.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { databaseAtWrangler } from "./database/at-wrangler.ts";
import { nowAt } from "./database/clock.ts";

const USAGE = `Usage: npm run deliveries:retry [-- --remote] [--unconfirmed]
         --unconfirmed takes the mails of which nobody knows whether they came: some readers may get one twice`;

await atTerminal(async () => {
  const { remote, unconfirmed } = withUsage(USAGE, () => wishOf(process.argv.slice(2)));
  const status = unconfirmed ? "unconfirmed" : "failed";
  const { mails: compiled } = await compileMaterial();
  const { mails } = await retryDeliveries(
    { db: databaseAtWrangler({ remote }), course, mails: compiled },
    { status, now: await nowAt({ remote }) },
  );
  console.log(
    mails === 0
      ? `No lesson and no letter of the last 14 days is ${status} and can go again. Nothing was changed.`
      : `${mails} ${mails === 1 ? "mail goes" : "mails go"} again with the next tick, within 5 minutes.`,
  );
});

function wishOf(args: string[]): { remote: boolean; unconfirmed: boolean } {
  const options = {
    remote: { type: "boolean", default: false },
    unconfirmed: { type: "boolean", default: false },
  } as const;
  return parseArgs({ args, options }).values;
}
