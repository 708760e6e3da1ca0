/** The soak's closing table, and what to type to see it again. */

import type { SoakPlan, SoakReport } from "./soaking.ts";

const OFFENCES_SHOWN = 40;

export function report({ account, tally, faults, mails, requests, days, seconds }: SoakReport, plan: SoakPlan): string {
  const { kills, killsMidCall, metMidCall, batchesUnrecorded, bodiesCut, deploys, stops, news, ticks } = tally;
  const rows: [string, string][] = [
    ["readers", String(plan.readers)],
    ["mails accepted", String(mails)],
    ["requests to the provider", counts(requests)],
    ["kills (SIGKILL, Node and workerd)", String(kills)],
    ["… in the middle of batches' calls", `${killsMidCall}, with ${metMidCall.size} batches under way`],
    ["… accepted, and not recorded", `${batchesUnrecorded} batches`],
    ["… with a request's body on its way", `${bodiesCut} requests`],
    ["deploys between two lives", String(deploys)],
    ["stops", String(stops)],
    ["webhooks taken", String(news)],
    ["ticks", counts(ticks)],
    ["faults", counts(faults)],
    ["days by the clock", days.toFixed(1)],
    ["rows by status", counts(account.statuses)],
    ["exceptions logged", [...tally.surprises].map(([line, times]) => `${times} × ${line}`).join("; ") || "none"],
    ["doubles", String(account.doubles)],
    ["lost", String(account.lost)],
    ["rows that are wrong", String(account.offences.length)],
    ["seconds", seconds.toFixed(0)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, figure]) => `${name.padEnd(width)}  ${figure}`).join("\n");
}

export function offences({ account }: SoakReport): string {
  const shown = account.offences.slice(0, OFFENCES_SHOWN);
  const more = account.offences.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join("\n");
}

/** The seed repeats what is drawn (faults, lives, ticks, jumps); what a kill meets is up to the machine. */
export function replay({ readers, seed, minutes, kills, sabotage }: SoakPlan): string {
  const flags = [`--readers ${readers}`, `--minutes ${minutes}`, `--seed ${seed}`];
  if (Number.isFinite(kills)) flags.push(`--kills ${kills}`);
  if (sabotage) flags.push("--sabotage");
  return `npm run soak -- ${flags.join(" ")}`;
}

function counts(figures: Readonly<Record<string, number>>): string {
  const named = Object.entries(figures).sort(([, one], [, other]) => other - one);
  return named.map(([name, figure]) => `${figure} ${name}`).join(", ") || "none";
}
