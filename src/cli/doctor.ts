/** `npm run doctor`: looks at everything that has to be in order, and says of each fault how to mend it. */

import { parseArgs } from "node:util";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { meansAtHand } from "./doctor/at-hand.ts";
import { examine } from "./doctor/examine.ts";
import { forMachine, forPerson, isSound } from "./doctor/report.ts";

const USAGE = `Usage: npm run doctor [-- --remote] [--json]
         this machine as npm start sets it up, or with --remote the live site. Ends with 1 when anything is wrong.
         A RESEND_API_KEY of full access in the environment also looks at the account at Resend`;

await atTerminal(async () => {
  const { remote, json } = withUsage(USAGE, () => wishOf(process.argv.slice(2)));
  const lines = await examine(await meansAtHand({ remote }));
  const where = remote ? "remote" : "local";
  console.log(json ? forMachine(lines, where) : forPerson(lines, where));
  if (!isSound(lines)) process.exitCode = 1;
});

function wishOf(args: string[]): { remote: boolean; json: boolean } {
  const flag = { type: "boolean", default: false } as const;
  return parseArgs({ args, options: { remote: flag, json: flag } }).values;
}
