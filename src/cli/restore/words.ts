/** What `npm run restore` says: before, what will be replaced; afterwards, what to do next. */

import type { Learnt } from "../../actions/learn-stops.ts";
import { DAY, HOUR } from "../../domain/numbers.ts";
import type { Contents } from "../backup/digest.ts";
import { SHOWN } from "../backup/write.ts";
import type { Ready } from "./prepare.ts";

export function wordsBefore(
  { knowsUntil, migrated, learnt }: Ready,
  { before, after, now }: { before: Contents; after: Contents; now: number },
): string {
  const line = (table: string) =>
    `  ${table.padEnd(14)} ${String(before.get(table)?.rows ?? 0).padStart(8)}  ${String(after.get(table)?.rows ?? 0).padStart(8)}`;
  const schema = migrated.length > 0 ? `\nIt is older than the project: ${migrated.join(", ")} will be applied.` : "";
  return `This backup knows what was sent until ${moment(knowsUntil)}, ${age(now - knowsUntil)} ago.${schema}

  rows           ${"now".padStart(8)}  ${"then".padStart(8)}
${SHOWN.map(line).join("\n")}

${learnt === null ? "Nothing newer is looked at: stops and erasures since then are lost." : wordsOfLearnt(learnt)}`;
}

export function wordsOfLearnt({ stopped, suppressed, erased, consents, back }: Learnt): string {
  return `Taken over from what is newer, so that nobody is mailed who must not be:
  ${stopped} stopped since, ${suppressed} suppressed since, ${erased} erased since, ${consents} consents confirmed since
  ${back} readers are in the backup but no more in what is newer, and not by their own wish: they come back`;
}

export function wordsAfter(remote: boolean): string {
  const where = remote ? " -- --remote" : "";
  return `Put back, and paused: nothing goes. Next
  npm run reconcile${where}   asks the provider what was sent since, so that nobody gets it again
  npm run resume${where}      goes on; it is refused before that`;
}

/** After a failure, or Ctrl-C, from the moment in which sending is paused. */
export function wordsBrokenOff(remote: boolean): string {
  const where = remote ? " -- --remote" : "";
  return `
Broken off. The database is as it was or wholly put back, never between, and sending rests. Run the same command again;
or, if nothing is to be put back, npm run resume${where}`;
}

export function moment(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace("T", " ").concat(" UTC");
}

function age(ms: number): string {
  if (ms >= 2 * DAY) return `${Math.floor(ms / DAY)} days`;
  return ms >= 2 * HOUR ? `${Math.floor(ms / HOUR)} hours` : `${Math.max(0, Math.floor(ms / 60_000))} minutes`;
}
