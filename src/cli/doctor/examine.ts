/** All checks at once: none waits for another for ever, and none hides another. */

import type { Check } from "./check.ts";
import { databaseChecks } from "./checks/database.ts";
import { engineChecks } from "./checks/engine.ts";
import { machineChecks } from "./checks/machine.ts";
import { mailChecks } from "./checks/mails.ts";
import { queueChecks } from "./checks/queue.ts";
import { resendChecks } from "./checks/resend.ts";
import { senderChecks } from "./checks/sender.ts";
import { settingsChecks } from "./checks/settings.ts";
import { siteChecks } from "./checks/site.ts";
import { type Finding, skipped, Unasked, wrong } from "./finding.ts";
import type { Means } from "./means.ts";
import { type Patient, patientOf } from "./patient.ts";

export type Line = { readonly name: string } & Finding;

/** In the order of the report. */
const CHECKS: readonly Check[] = [
  ...machineChecks,
  ...settingsChecks,
  ...databaseChecks,
  ...engineChecks,
  ...queueChecks,
  ...siteChecks,
  ...senderChecks,
  ...resendChecks,
  ...mailChecks,
];

/** wrangler takes its time to start, and one machine starts several of it. */
const PATIENCE_MS = 90_000;

export async function examine(means: Means, patienceMs: number = PATIENCE_MS): Promise<Line[]> {
  const patient = patientOf(means);
  const lines = await Promise.all(CHECKS.map((check) => linesOf(check, patient, patienceMs)));
  return lines.flat();
}

async function linesOf(check: Check, patient: Patient, patienceMs: number): Promise<Line[]> {
  const { name } = check;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => resolve(unanswered(check, patient, patienceMs)), patienceMs);
  });
  const found = await Promise.race([askSafely(check, patient), tooLate]);
  clearTimeout(timer);
  return [found].flat().map((finding) => ({ name, ...finding }));
}

async function askSafely(check: Check, patient: Patient): Promise<Finding | readonly Finding[]> {
  try {
    return await check.look(patient);
  } catch (error) {
    if (error instanceof Unasked) return skipped(error.message);
    const reason = error instanceof Error ? error.message : String(error);
    return wrong(`could not be looked at: ${reason}`, `nobody knows ${check.asks}`, again(patient));
  }
}

function unanswered({ asks }: Check, patient: Patient, patienceMs: number): Finding {
  return wrong(`no answer within ${patienceMs / 1_000} s`, `nobody knows ${asks}`, again(patient));
}

function again({ where }: Patient): string {
  return `npm run doctor${where === "remote" ? " -- --remote" : ""}   (once more; if it stays, look at what the line names)`;
}
