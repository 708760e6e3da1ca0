/** Checks of the engine: that it ticks, that nothing waits too long, that sending is not at rest and its quota is known. */

import { OVERDUE_TOO_LONG } from "../../../actions/check-health.ts";
import { CONFIRM_RESERVE, MINUTE, SECOND, TICK_TOO_OLD } from "../../../domain/numbers.ts";
import { count } from "../../count.ts";
import type { Check } from "../check.ts";
import { type Finding, ok, Unasked, wrong } from "../finding.ts";
import { ASLEEP, accountSeen, type Ledger, ledgerOf, type Patient } from "../patient.ts";

export const engineChecks: readonly Check[] = [
  { name: "ticks", asks: "when the cron ticked last", look: ticks },
  { name: "lessons", asks: "whether a lesson is overdue or its batch stuck", look: lessons },
  { name: "notices", asks: "whether another mail is stuck", look: notices },
  { name: "sending", asks: "whether sending is paused or stopped, and why", look: sending },
  { name: "quota", asks: "what is left of the day's quota", look: quota },
  { name: "plan", asks: "whether the plan at Resend allows what DAILY_QUOTA says", look: plan },
];

async function ticks(patient: Patient): Promise<Finding> {
  if (!patient.isAwake) throw new Unasked(ASLEEP);
  const { health } = await ledgerOf(patient);
  const age = health.last_tick_age_seconds;
  if (age !== null && age * SECOND < TICK_TOO_OLD) return ok(`the last one was ${ago(age)}`);
  const what = age === null ? "it never ticked" : `the last tick was ${ago(age)}`;
  const remote = `npx wrangler tail   (a tick fails there), or npm run deploy   (sets the cron anew; give it 15 minutes)`;
  const fix =
    patient.where === "remote" ? remote : "stop npm start and start it again; its terminal says why a tick failed";
  return wrong(what, "without ticks no lesson becomes due and nothing stuck is put back", fix);
}

/** After a night's sleep of npm start everything is overdue, until its first tick. */
async function waiting(patient: Patient): Promise<Ledger> {
  if (!patient.isAwake) throw new Unasked(ASLEEP);
  const ledger = await ledgerOf(patient);
  if (ledger.health.paused) throw new Unasked("sending rests: see sending");
  return ledger;
}

async function lessons(patient: Patient): Promise<Finding> {
  const { health } = await waiting(patient);
  const overdue = health.oldest_overdue_seconds;
  if (overdue * SECOND < OVERDUE_TOO_LONG) return ok("nobody waits longer than she should");
  const why = "readers get their lesson late; ticks put back what got stuck, so something keeps failing";
  return wrong(`the longest waiting lesson is ${lasting(overdue)} overdue`, why, logs(patient));
}

async function notices(patient: Patient): Promise<Finding> {
  const { passing } = await waiting(patient);
  const waits = passing.notice_at === null ? 0 : patient.houseNow - passing.notice_at;
  if (waits < OVERDUE_TOO_LONG) return ok("none waits");
  const why = "confirm mails are among them: nobody new gets in meanwhile";
  return wrong(`the oldest unsent notice waits since ${lasting(waits / SECOND)}`, why, logs(patient));
}

function logs({ where }: Patient): string {
  return where === "remote"
    ? "npx wrangler tail   (a line for each batch and notice, with what came of it)"
    : "look into the terminal of npm start";
}

async function sending(patient: Patient): Promise<Finding> {
  const { health, rates } = await ledgerOf(patient);
  const counts = `${count(rates.accepted, "mail")} in seven days, ${rates.bounced} bounced, ${rates.complained} complained of`;
  if (!health.paused) return ok(`goes on; ${counts}`);
  const until =
    health.paused_until === null ? "until you resume it" : `until ${new Date(health.paused_until).toISOString()}`;
  const command = health.gap?.reconciled === false ? "npm run reconcile" : "npm run resume";
  const fix = `mend what it says, then ${command}${patient.where === "remote" ? " -- --remote" : ""}`;
  return wrong(`sending rests ${until}: ${health.pause_reason}`, `no lesson leaves meanwhile (${counts})`, fix);
}

async function quota(patient: Patient): Promise<Finding> {
  const { passing } = await ledgerOf(patient);
  const { dailyQuota } = await patient.config();
  if (dailyQuota === undefined) return ok(`${count(passing.accepted, "mail")} today; DAILY_QUOTA is not set`);
  const left = dailyQuota - passing.accepted;
  const reserve = Math.min(CONFIRM_RESERVE, Math.floor(dailyQuota / 2));
  if (left > reserve) return ok(`${passing.accepted} of ${dailyQuota} mails used today`);
  const why = "lessons wait until midnight UTC; what is left is kept for confirm mails";
  const fix = `a larger plan at https://resend.com/settings/billing, then DAILY_QUOTA = "…" in wrangler.toml and npm run deploy`;
  return wrong(`${passing.accepted} of ${dailyQuota} mails are used today`, why, fix);
}

async function plan(patient: Patient): Promise<Finding> {
  const { dailyLimit } = await accountSeen(patient);
  const { dailyQuota } = await patient.config();
  if (dailyLimit === undefined) throw new Unasked("Resend did not tell what the plan allows");
  if (dailyLimit === null) return ok("no daily limit");
  if (dailyQuota !== undefined && dailyQuota <= dailyLimit)
    return ok(`${dailyLimit} mails a day, and DAILY_QUOTA keeps within`);
  const said = dailyQuota === undefined ? "DAILY_QUOTA is not set" : `DAILY_QUOTA is ${dailyQuota}`;
  const why = "lessons would use up the day's mails, and new readers' confirm mails would wait until midnight UTC";
  return wrong(
    `the plan allows ${dailyLimit} mails a day, ${said}`,
    why,
    `DAILY_QUOTA = "${dailyLimit}" under [vars] in wrangler.toml, then npm run deploy`,
  );
}

function ago(seconds: number): string {
  return `${lasting(seconds)} ago`;
}

function lasting(seconds: number): string {
  const minutes = (seconds * SECOND) / MINUTE;
  if (minutes < 1) return `${Math.round(seconds)} s`;
  return minutes < 120 ? `${Math.round(minutes)} minutes` : `${(minutes / 60).toFixed(1)} hours`;
}
