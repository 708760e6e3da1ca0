/** Checks at Resend: the key, the domain and its tracking, the webhook, and whether anything was heard of late. */

import { WEBHOOK_EVENTS } from "../../../mail/webhook.ts";
import { count } from "../../count.ts";
import type { Webhook } from "../account.ts";
import type { Check } from "../check.ts";
import { allOr, type Finding, ok, skipped, Unasked, type Wrong, wrong } from "../finding.ts";
import { ASLEEP, accountSeen, isAtHome, isOurs, ledgerOf, type Patient } from "../patient.ts";
import { ownDomain } from "./sender.ts";

export const resendChecks: readonly Check[] = [
  { name: "resend-key", asks: "whether the key works, and what it may see", look: key },
  { name: "domain", asks: "whether Resend may send from the domain of MAIL_FROM", look: domain },
  { name: "tracking", asks: "whether opens and clicks are left alone", look: tracking },
  { name: "webhook", asks: "whether Resend tells us what becomes of mails", look: webhook },
  { name: "heard", asks: "whether it told us anything of late", look: heard },
];

const NEW_KEY = "a new key at https://resend.com/api-keys, then npx wrangler secret put RESEND_API_KEY";
const ASK_WITH = "RESEND_API_KEY=re_… npm run doctor -- --remote, with a key of full access";

async function key(patient: Patient): Promise<Finding> {
  if (!patient.isAwake && isAtHome(patient)) throw new Unasked(ASLEEP);
  const answer = await patient.account();
  switch (answer.kind) {
    case "seen":
      return ok(isAtHome(patient) ? "the outbox of npm start stands in for Resend" : "works, and may look around");
    case "restricted":
      return skipped(`this key may only send, as the Worker's should; to look at the account: ${ASK_WITH}`);
    case "no-key":
      return skipped(`no key is known here; to look at the account: ${ASK_WITH}`);
    case "refused":
      return wrong(
        `Resend refuses the key: ${answer.reason}`,
        "with such a key nothing is sent, and sending pauses by itself",
        NEW_KEY,
      );
    case "silent":
      return wrong(
        `${patient.resendUrl} could not be asked: ${answer.reason}`,
        "if the Worker cannot either, mails wait",
        "look at https://resend-status.com, and ask again",
      );
  }
}

async function domain(patient: Patient): Promise<Finding> {
  const sender = await ownDomain(patient);
  const account = await accountSeen(patient);
  const found = account.domain;
  if (!found) {
    const others = account.otherDomains.length > 0 ? ` (it has ${account.otherDomains.join(", ")})` : "";
    return wrong(
      `${sender} is not a domain of this account${others}`,
      "Resend refuses every mail from it",
      "add it at https://resend.com/domains and set the records it shows",
    );
  }
  const isAsleep = found.capabilities?.sending === "disabled";
  if (found.status !== "verified" || isAsleep) {
    const what = isAsleep ? "sending is turned off" : `it is ${found.status}`;
    const fix = isAsleep
      ? `turn on sending at https://resend.com/domains/${found.id}`
      : `curl -X POST https://api.resend.com/domains/${found.id}/verify -H "Authorization: Bearer $RESEND_API_KEY"   (after the records stand in DNS)`;
    return wrong(`${sender} at Resend: ${what}`, "Resend refuses every mail from it", fix);
  }
  return ok(`${sender} is verified and sends from ${found.region}`);
}

async function tracking(patient: Patient): Promise<Finding | readonly Finding[]> {
  await ownDomain(patient);
  const found = (await accountSeen(patient)).domain;
  if (!found) throw new Unasked("the domain is not there: see domain");
  const faults: Wrong[] = [];
  const on = [found.open_tracking ? "open" : "", found.click_tracking ? "click" : ""].filter(Boolean);
  if (on.length > 0) {
    const why =
      "links would lead through another host, which carriers filter and link checks press; and /privacy says that nothing is tracked";
    const off = `curl -X PATCH https://api.resend.com/domains/${found.id} -H "Authorization: Bearer $RESEND_API_KEY" -H "Content-Type: application/json" -d '{"open_tracking":false,"click_tracking":false}'`;
    faults.push(wrong(`${on.join(" and ")} tracking is on`, why, off));
  }
  return allOr(faults, "open and click tracking are off");
}

async function webhook(patient: Patient): Promise<Finding | readonly Finding[]> {
  const { webhooks, signingSecret } = await accountSeen(patient);
  const { siteUrl } = await patient.config();
  const found = webhooks.find(({ endpoint }) => isOurs(endpoint, siteUrl));
  const endpoint = `${siteUrl}/webhooks/resend`;
  if (!found) {
    const others = webhooks.length > 0 ? `; it has ${webhooks.map((one) => one.endpoint).join(", ")}` : "";
    return wrong(
      `no webhook leads to ${endpoint}${others}`,
      DEAF,
      `add it at https://resend.com/webhooks with ${WEBHOOK_EVENTS.join(", ")}`,
    );
  }
  return allOr(
    [...statusFaults(found), ...eventFaults(found), ...secretFaults(patient, signingSecret)],
    `${found.endpoint} is told ${found.events?.length ?? "all"} kinds of events`,
  );
}

const DEAF = "bounces and complaints are not heard of, so mail goes on to who should get none";

function statusFaults({ id, status }: Webhook): Wrong[] {
  if (status === "enabled") return [];
  return [wrong(`the webhook is ${status}`, DEAF, `${patch(id)} -d '{"status":"enabled"}'`)];
}

function eventFaults({ id, events }: Webhook): Wrong[] {
  const missing = events === null ? [] : WEBHOOK_EVENTS.filter((event) => !events.includes(event));
  if (missing.length === 0) return [];
  const all = JSON.stringify({ events: [...new Set([...(events ?? []), ...WEBHOOK_EVENTS])] });
  return [wrong(`the webhook is not told of ${missing.join(", ")}`, DEAF, `${patch(id)} -d '${all}'`)];
}

function secretFaults(
  { settings: { RESEND_WEBHOOK_SECRET: known } }: Patient,
  signingSecret: string | undefined,
): Wrong[] {
  if (!known || signingSecret === undefined || known === signingSecret) return [];
  const fix =
    "npx wrangler secret put RESEND_WEBHOOK_SECRET   (the Signing Secret of the webhook at https://resend.com/webhooks)";
  return [wrong("RESEND_WEBHOOK_SECRET is not the webhook's signing secret", "every webhook is refused with 401", fix)];
}

function patch(id: string): string {
  return `curl -X PATCH https://api.resend.com/webhooks/${id} -H "Authorization: Bearer $RESEND_API_KEY" -H "Content-Type: application/json"`;
}

async function heard(patient: Patient): Promise<Finding> {
  const {
    heard: { sent, heard: told },
  } = await ledgerOf(patient);
  if (sent === 0) return ok("nothing was sent of late that could have been heard of");
  if (told > 0) return ok(`${told} of the last ${count(sent, "mail")} heard of`);
  const tail =
    patient.where === "remote"
      ? 'npx wrangler tail   ("webhook","result":"refused" is a wrong RESEND_WEBHOOK_SECRET; no line is a missing webhook)'
      : "look into the terminal of npm start";
  return wrong(`none of the last ${count(sent, "mail")} was heard of for an hour`, DEAF, tail);
}
