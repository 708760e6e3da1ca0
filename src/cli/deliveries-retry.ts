/** `npm run deliveries:retry`: sends again the lessons that failed by our fault; with --unconfirmed, those that may have come. */

import { parseArgs } from "node:util";
import { course } from "../../emails/course.ts";
import { retryDeliveries } from "../actions/retry-deliveries.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { databaseAtWrangler } from "./database/at-wrangler.ts";
import { nowAt } from "./database/clock.ts";

const USAGE = `Usage: npm run deliveries:retry [-- --remote] [--unconfirmed]
         --unconfirmed takes the lessons of which nobody knows whether they came: some readers may get one twice`;

await atTerminal(async () => {
  const { remote, unconfirmed } = withUsage(USAGE, () => wishOf(process.argv.slice(2)));
  const status = unconfirmed ? "unconfirmed" : "failed";
  const { lessons } = await retryDeliveries(
    { db: databaseAtWrangler({ remote }), course },
    { status, now: await nowAt({ remote }) },
  );
  console.log(
    lessons === 0
      ? `No lesson of the last 14 days is ${status} and can go again. Nothing was changed.`
      : `${lessons} ${lessons === 1 ? "lesson goes" : "lessons go"} again with the next tick, within 5 minutes.`,
  );
});

function wishOf(args: string[]): { remote: boolean; unconfirmed: boolean } {
  const options = {
    remote: { type: "boolean", default: false },
    unconfirmed: { type: "boolean", default: false },
  } as const;
  return parseArgs({ args, options }).values;
}
