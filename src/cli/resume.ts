/** `npm run resume`: ends a pause of sending, and says for how many readers mails will go. */

import { parseArgs } from "node:util";
import { course } from "../../emails/course.ts";
import { type Resumed, resumeAllSending } from "../actions/resume-sending.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { databaseAtWrangler } from "./database/at-wrangler.ts";
import { nowAt } from "./database/clock.ts";

const USAGE = `Usage: npm run resume [-- --remote]
       … --without-reconcile
         after a restore, without asking the provider what was sent since: readers may get lessons a second time`;

await atTerminal(async () => {
  const where = withUsage(USAGE, () => whereOf(process.argv.slice(2)));
  const input = { now: await nowAt(where), withoutReconcile: where["without-reconcile"] };
  console.log(told(await resumeAllSending({ db: databaseAtWrangler(where), course }, input), where));
});

function whereOf(args: string[]) {
  const yes = { type: "boolean", default: false } as const;
  return parseArgs({ args, options: { remote: yes, "without-reconcile": yes } }).values;
}

function told(resumed: Resumed, { remote }: { remote: boolean }): string {
  const there = remote ? " -- --remote" : "";
  if (resumed.kind === "not-paused") return "Sending is not paused. Nothing was changed.";
  if (resumed.kind === "not-reconciled")
    throw new Error(`Nothing was changed: this database was put back to ${new Date(resumed.knowsUntil).toISOString()}, and does not know what was sent
since. npm run reconcile${there} asks the provider; after it npm run resume${there} goes on.`);
  const { reason, stoppedAt, due, claimed, notices } = resumed;
  const counts =
    stoppedAt === null ? "" : "\nWhat bounced or was complained about until now is settled, and stops nothing again.";
  return `Sending goes on with the next tick, within 5 minutes.
It was paused because of: ${reason}${counts}
due for a lesson        ${due} ${due === 1 ? "reader" : "readers"}
prepared, not sent yet  ${claimed} ${claimed === 1 ? "lesson" : "lessons"}
other mails             ${notices}`;
}
