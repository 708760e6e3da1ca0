/** `npm run plan`: what the course at hand would change for readers, before it is deployed. It changes nothing. */

import { parseArgs } from "node:util";
import { course } from "../../emails/course.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { nowAt } from "./database/clock.ts";
import { unaccepted, unknownNames } from "./plan/accept.ts";
import { askPlan } from "./plan/ask.ts";
import { dangersTold } from "./plan/dangers.ts";
import { planTold } from "./plan/told.ts";

const USAGE = `Usage: npm run plan [-- --remote] [--json] [--accept skip:fears …]
         compares emails/course.ts with the course that readers are planned with here, or on the live
         site (--remote), and ends with status 1 when there is a danger that is not accepted by name`;

type Wish = { remote: boolean; json: boolean; accept: string[] };

await atTerminal(() => plan(withUsage(USAGE, () => wishOf(process.argv.slice(2)))));

function wishOf(args: string[]): Wish {
  const yes = { type: "boolean", default: false } as const;
  const options = { remote: yes, json: yes, accept: { type: "string", multiple: true } } as const;
  const { accept = [], ...rest } = parseArgs({ args, options }).values;
  return { ...rest, accept };
}

async function plan({ remote, json, accept }: Wish): Promise<void> {
  const now = await nowAt({ remote });
  const result = await askPlan({ course, remote, now });
  if (json) console.log(JSON.stringify(result, null, 2));
  if (result.kind !== "planned") {
    if (!json) console.log(result.words);
    return;
  }
  const { dangers } = result.plan;
  const open = unaccepted(dangers, accept);
  if (!json) console.log([planTold(result, { course, now }), dangersTold(dangers, { course, accept })].join("\n\n"));
  for (const name of unknownNames(dangers, accept)) console.error(`--accept ${name}: there is no such danger.`);
  if (open.length > 0) process.exitCode = 1;
}
