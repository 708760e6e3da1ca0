/** Checks of the sender in DNS: a domain of the author's own, with SPF, DKIM and DMARC that fit each other. */

import { isProvider } from "../../../domain/providers.ts";
import type { Check } from "../check.ts";
import { allOr, type Finding, ok, Unasked, type Wrong, wrong } from "../finding.ts";
import { isAtHome, type Patient } from "../patient.ts";
import { dkimFault, dmarcFault, type Found, spfFault } from "./sender-records.ts";

export const senderChecks: readonly Check[] = [
  { name: "from", asks: "whether the domain of MAIL_FROM is the author's own and known in DNS", look: from },
  { name: "spf", asks: "whether SPF lets Resend send", look: spf },
  { name: "bounces", asks: "whether bounces find back to Resend, in its own region", look: bounces },
  { name: "dkim", asks: "whether the signature's key is there", look: dkim },
  { name: "dmarc", asks: "whether a policy is there that the mails pass", look: dmarc },
];

const DNS = "the DNS settings of your domain";

async function from(patient: Patient): Promise<Finding> {
  const domain = await senderOf(patient);
  if (isProvider(domain)) {
    const why = `the mailboxes there are ${domain}'s, and so is its DNS: mail from elsewhere in its name is refused or spam`;
    return wrong(
      `MAIL_FROM is at ${domain}, where strangers have their mailboxes`,
      why,
      "a domain of your own at https://resend.com/domains, then MAIL_FROM in wrangler.toml",
    );
  }
  try {
    await patient.records(domain, "TXT");
    return ok(domain);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return wrong(
      `${patient.resolverUrl} could not be asked: ${reason}`,
      "nothing is known of SPF, DKIM and DMARC",
      "DOH_URL=https://dns.google/resolve npm run doctor -- --remote",
    );
  }
}

/** The outbox of npm start takes every sender, and no mail leaves it for DNS to matter. */
async function senderOf(patient: Patient): Promise<string> {
  if (isAtHome(patient)) throw new Unasked("mails stay in the outbox of npm start, which takes every sender");
  return await patient.sender();
}

/** A domain of the author's own. The records of another say nothing of her. */
export async function ownDomain(patient: Patient): Promise<string> {
  const domain = await senderOf(patient);
  if (isProvider(domain)) throw new Unasked("MAIL_FROM is not at a domain of your own: see from");
  return domain;
}

async function recordsOf(patient: Patient, name: string, type: "TXT" | "MX"): Promise<readonly string[]> {
  return await patient.records(name, type).catch(() => {
    throw new Unasked("the resolver could not be asked: see from");
  });
}

/** Where bounces go, as Resend has it: `send` before the domain, or what was chosen there instead. */
async function returnPath(patient: Patient, domain: string): Promise<string> {
  const answer = await patient.account().catch(() => null);
  const records = answer?.kind === "seen" ? answer.account.records : [];
  const name = records.find(({ record }) => record === "SPF")?.name;
  return `${name?.split(".")[0] ?? "send"}.${domain}`;
}

async function spf(patient: Patient): Promise<Finding | readonly Finding[]> {
  const domain = await ownDomain(patient);
  const path = await returnPath(patient, domain);
  const of = async (name: string): Promise<Found> => ({ name, texts: await recordsOf(patient, name, "TXT") });
  const faults = [spfFault(await of(path), "needed"), spfFault(await of(domain), "if there")];
  return allOr(inDns(faults), `${path} lets Resend send`);
}

async function bounces(patient: Patient): Promise<Finding> {
  const domain = await ownDomain(patient);
  const path = await returnPath(patient, domain);
  const targets = (await recordsOf(patient, path, "MX")).map((text) => text.replace(/^\d+\s+/, "").replace(/\.$/, ""));
  const target = targets.find((name) => name.endsWith(".amazonses.com"));
  const answer = await patient.account().catch(() => null);
  const region = answer?.kind === "seen" ? answer.account.domain?.region : undefined;
  const wanted = `feedback-smtp.${region ?? "<region>"}.amazonses.com`;
  const fix = `in ${DNS}: ${path} MX 10 ${wanted}   (as https://resend.com/domains shows it)`;
  if (target === undefined)
    return wrong(
      `${path} has no MX to Amazon SES`,
      "bounces do not come back, and SPF does not count for the sender",
      fix,
    );
  if (region !== undefined && target !== wanted) {
    return wrong(
      `${path} MX is ${target}, but Resend sends from ${region}`,
      "the records are of another region: bounces get lost, and SPF stops counting",
      fix,
    );
  }
  return ok(`${path} leads to ${target}`);
}

async function dkim(patient: Patient): Promise<Finding | readonly Finding[]> {
  const domain = await ownDomain(patient);
  const name = `resend._domainkey.${domain}`;
  return allOr(inDns([dkimFault({ name, texts: await recordsOf(patient, name, "TXT") })]), `${name} has a key`);
}

/** Up the tree to whoever set a policy (DMARC, RFC 9989): the domain itself, or one above it. */
async function dmarc(patient: Patient): Promise<Finding | readonly Finding[]> {
  const domain = await ownDomain(patient);
  const labels = domain.split(".");
  const above = labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
  let found: Found = { name: `_dmarc.${domain}`, texts: [] };
  for (const level of above) {
    const texts = (await recordsOf(patient, `_dmarc.${level}`, "TXT")).filter((text) => /^v=DMARC1\b/i.test(text));
    if (texts.length === 0) continue;
    found = { name: `_dmarc.${level}`, texts };
    break;
  }
  return allOr(inDns([dmarcFault(found)]), `${found.name}: ${found.texts[0] ?? ""}`);
}

function inDns(faults: readonly (Wrong | null)[]): Wrong[] {
  return faults.flatMap((fault) => (fault === null ? [] : [{ ...fault, fix: `in ${DNS}: ${fault.fix}` }]));
}
