/** What `npm run reconcile` found, in words. Addresses are named only where the author asks for them. */

import type { Counts, Reconciled } from "../../actions/reconcile.ts";
import { moment } from "../restore/words.ts";

export function wordsOf(done: Reconciled, { list, remote }: { list: boolean; remote: boolean }): string {
  if (done.kind !== "reconciled")
    return "This database was not restored, or is reconciled already. Nothing was changed.";
  const { from, to, counts, strangers, stops } = done;
  return `What was sent between ${moment(from)} and ${moment(to)}
${wordsOfCounts(counts)}
${wordsOfStrangers(strangers, list)}
${stops === null ? STOPS_MISSING : `The gap is written down. Sending is still paused: npm run resume${remote ? " -- --remote" : ""} goes on.`}`;
}

function wordsOfCounts(counts: Counts): string {
  const lines: [number, string][] = [
    [counts.lessons, `lessons to ${counts.readers} readers: written down, and not sent again`],
    [counts.unclear, "mails under a subject no lesson has: each counts as the lesson she waited for (unconfirmed)"],
    [counts.notices, "other mails that waited here and had been sent"],
    [counts.known, "mails that were known"],
    [counts.repeats, "lessons somebody had twice, by a later part of her course"],
    [counts.moved, "of the lessons went to another address: she moved since, and is here under the old one"],
    [counts.bounced, "bounced since: those readers are stopped; npm run suppression is the way back"],
    [counts.complained, "complained since: those readers are stopped"],
    [counts.not_sent, "taken and not sent by the provider: they go again"],
  ];
  return lines.map(([count, what]) => `${String(count).padStart(7)}  ${what}`).join("\n");
}

function wordsOfStrangers(strangers: readonly string[], list: boolean): string {
  if (strangers.length === 0) return "Everybody who was mailed is known here.";
  const named = list ? `:\n${strangers.map((address) => `  ${address}`).join("\n")}` : " (--list names them)";
  return `${strangers.length} addresses were mailed that have no course here${named}
They signed up or confirmed since, or were erased. Nothing here proves that they may be mailed: they sign up anew.`;
}

const STOPS_MISSING = `
Not ended yet. Who stopped since is not known: it stood in the database alone, and the provider cannot tell. Say what you know:
  --stops-from backups/live-….sql   a backup made later
  --stops stopped.txt               addresses of whom you know it, one a line
  --stops-unknown                   nobody can tell. Whoever stopped since gets mails again, each with its link to stop`;
