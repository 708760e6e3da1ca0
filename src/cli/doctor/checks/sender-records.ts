/** What is wrong with the texts that DNS has of a sender: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). */

import { createPublicKey } from "node:crypto";
import { type Wrong, wrong } from "../finding.ts";

/** The texts found under one name. */
export type Found = { readonly name: string; readonly texts: readonly string[] };

const RESEND_SPF = "v=spf1 include:amazonses.com ~all";

/** Of the return path one is needed; of the domain itself it must only do no harm. */
export function spfFault({ name, texts }: Found, need: "needed" | "if there"): Wrong | null {
  const records = texts.filter((text) => /^v=spf1(\s|$)/i.test(text));
  const [record] = records;
  if (record === undefined) {
    if (need === "if there") return null;
    return wrong(
      `${name} has no SPF record`,
      "Gmail, Yahoo and docomo ask for it, and refuse or sort out mail without",
      `${name} TXT "${RESEND_SPF}"`,
    );
  }
  if (records.length > 1) {
    return wrong(
      `${name} has ${records.length} SPF records`,
      "more than one counts as an error, and none of them holds",
      `leave one of ${records.map((text) => `"${text}"`).join(" and ")}, with all their includes in it`,
    );
  }
  if (/\s\+?all(\s|$)/i.test(record)) {
    return wrong(
      `SPF of ${name} ends in +all: ${record}`,
      "it lets everybody in the world send in your name",
      `${name} TXT "${record.replace(/\+?all\b/i, "~all")}"`,
    );
  }
  if (need === "needed" && !/\binclude:amazonses\.com\b/i.test(record)) {
    return wrong(
      `SPF of ${name} does not name Amazon SES: ${record}`,
      "Resend sends through it, and mail from there fails SPF",
      `${name} TXT "${RESEND_SPF}"`,
    );
  }
  return null;
}

/** The least that Gmail takes. */
const LEAST_KEY_BITS = 1024;

export function dkimFault({ name, texts }: Found): Wrong | null {
  const [text] = texts;
  const fix = `${name} TXT as https://resend.com/domains shows it, whole`;
  const why = "without a valid signature mails are refused or spam, and DMARC fails";
  if (text === undefined) return wrong(`${name} is not there`, why, fix);
  if (texts.length > 1)
    return wrong(`${name} has ${texts.length} texts`, "which of them is the key is not defined", fix);
  const bits = keyBits(/(?:^|[;\s])p=([A-Za-z0-9+/=\s]*)/.exec(text)?.[1] ?? "");
  if (bits === null) return wrong(`${name} holds no key that can be read (cut off, or revoked)`, why, fix);
  if (bits < LEAST_KEY_BITS)
    return wrong(`the key at ${name} has ${bits} bits`, `Gmail takes none under ${LEAST_KEY_BITS}`, fix);
  return null;
}

function keyBits(base64: string): number | null {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, "base64"), format: "der", type: "spki" });
    return key.asymmetricKeyDetails?.modulusLength ?? LEAST_KEY_BITS;
  } catch {
    return null;
  }
}

export function dmarcFault({ name, texts }: Found): Wrong | null {
  const [text] = texts;
  const least = `${name} TXT "v=DMARC1; p=none; rua=mailto:…"`;
  if (text === undefined) {
    return wrong(
      `${name} has no DMARC policy`,
      "Gmail and Yahoo ask for one of whoever sends to many; p=none is enough",
      least,
    );
  }
  if (texts.length > 1) {
    return wrong(`${name} has ${texts.length} DMARC policies`, "more than one counts as none", "leave one of them");
  }
  const tags = new Map(
    text.split(";").map((part) => [part.split("=")[0]?.trim().toLowerCase(), part.split("=")[1]?.trim().toLowerCase()]),
  );
  if (!["none", "quarantine", "reject"].includes(tags.get("p") ?? "")) {
    return wrong(
      `${name} says no policy that is known: ${text}`,
      "a policy without p=none, quarantine or reject counts as none",
      least,
    );
  }
  if (tags.get("aspf") === "s") {
    return wrong(
      `${name} asks for strict SPF (aspf=s)`,
      "mails leave with another subdomain as their envelope's sender, so SPF never aligns with MAIL_FROM",
      `${name} TXT "${text.replace(/aspf=s/i, "aspf=r")}"`,
    );
  }
  return null;
}
