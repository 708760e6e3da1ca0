/** Reads one mail of a request as Resend would (OpenAPI, SendEmailRequest), or says why it is refused. */

import { addressOf, domainOf } from "./mail.ts";
import { invalidField, invalidFrom, missingField, type Refusal, unverifiedDomain } from "./refusal.ts";

/** What a mail is before it is accepted. */
export type Draft = {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly reply_to: readonly string[];
  readonly subject: string;
  readonly html: string | null;
  readonly text: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
};

type DraftReading = { readonly draft: Draft } | { readonly refusal: Refusal };

/** Resend: at most 50 recipients in each field. */
const RECIPIENTS = 50;
const TAG = /^[A-Za-z0-9_-]{1,256}$/;
/** The one domain nobody verified, for tests of our own misconfiguration. */
const UNVERIFIED_DOMAIN = "unverified.example";

export function readDraft(value: unknown): DraftReading {
  if (!isObject(value)) return { refusal: invalidField("Each email must be an object.") };
  const refusal = refuseSender(value) ?? refuseRecipients(value) ?? refuseContent(value) ?? refuseTags(value.tags);
  return refusal === undefined ? { draft: toDraft(value) } : { refusal };
}

export function recipientsOf(draft: Pick<Draft, "to" | "cc" | "bcc">): string[] {
  return [...draft.to, ...draft.cc, ...draft.bcc];
}

function refuseSender({ from }: Record<string, unknown>): Refusal | undefined {
  if (from === undefined || from === null || from === "") return missingField("from");
  if (typeof from !== "string") return invalidFrom();
  const address = addressOf(from);
  if (address === null) return invalidFrom();
  return domainOf(address) === UNVERIFIED_DOMAIN ? unverifiedDomain(UNVERIFIED_DOMAIN) : undefined;
}

function refuseRecipients(value: Record<string, unknown>): Refusal | undefined {
  if (asList(value.to)?.length === 0) return missingField("to");
  for (const field of ["to", "cc", "bcc", "reply_to"]) {
    const addresses = asList(value[field]);
    if (addresses === null) return invalidAddress(field);
    if (addresses.length > RECIPIENTS)
      return invalidField(`The \`${field}\` field has more than ${RECIPIENTS} addresses.`);
    for (const address of addresses) {
      if (addressOf(address) === null) return invalidAddress(field);
      if (isRefused(address)) return invalidField(`The recipient in \`${field}\` cannot receive mail.`);
    }
  }
  return undefined;
}

function invalidAddress(field: string): Refusal {
  const format = "The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.";
  return invalidField(`Invalid \`${field}\` field. ${format}`);
}

/** `refused@…` on a test domain: the one recipient Resend will not take at all. */
function isRefused(recipient: string): boolean {
  return testLabel(recipient) === "refused";
}

/** The word before `+` of a recipient on resend.dev or example.*, where it decides what happens to the mail. */
export function testLabel(recipient: string): string | null {
  const address = addressOf(recipient);
  if (address === null || !/^resend\.dev$|^(.+\.)?example\.[^@]+$/.test(domainOf(address))) return null;
  const local = address.slice(0, address.lastIndexOf("@"));
  return (local.split("+")[0] ?? "").toLowerCase();
}

function refuseContent(value: Record<string, unknown>): Refusal | undefined {
  if (typeof value.subject !== "string" || value.subject === "") return missingField("subject");
  for (const unsupported of ["template", "scheduled_at"]) {
    if (value[unsupported] !== undefined) return invalidField(`This post office has no \`${unsupported}\`.`);
  }
  for (const field of ["html", "text"]) {
    const body = value[field];
    if (body !== undefined && body !== null && typeof body !== "string")
      return invalidField(`Invalid \`${field}\` field.`);
  }
  if (typeof value.html !== "string" && typeof value.text !== "string") {
    return invalidField("Missing `html` or `text` field.");
  }
  return refuseHeaders(value.headers);
}

function refuseHeaders(headers: unknown): Refusal | undefined {
  if (headers === undefined || headers === null) return undefined;
  const sound = isObject(headers) && Object.values(headers).every((header) => typeof header === "string");
  return sound ? undefined : invalidField("Invalid `headers` field. It must be an object of strings.");
}

function refuseTags(tags: unknown): Refusal | undefined {
  if (tags === undefined || tags === null) return undefined;
  if (!Array.isArray(tags)) return invalidField("Invalid `tags` field. It must be an array.");
  return tags.every(isTag)
    ? undefined
    : invalidField("Tags should only contain ASCII letters, numbers, underscores, or dashes, and at most 256 of them.");
}

function isTag(tag: unknown): tag is { name: string; value: string } {
  if (!isObject(tag)) return false;
  return [tag.name, tag.value].every((word) => typeof word === "string" && TAG.test(word));
}

function toDraft(value: Record<string, unknown>): Draft {
  const tags = Array.isArray(value.tags) ? value.tags.filter(isTag) : [];
  return {
    from: String(value.from),
    to: asList(value.to) ?? [],
    cc: asList(value.cc) ?? [],
    bcc: asList(value.bcc) ?? [],
    reply_to: asList(value.reply_to) ?? [],
    subject: String(value.subject),
    html: typeof value.html === "string" ? value.html : null,
    text: typeof value.text === "string" ? value.text : null,
    headers: isObject(value.headers) ? (value.headers as Record<string, string>) : {},
    tags: Object.fromEntries(tags.map((tag) => [tag.name, tag.value])),
  };
}

/** A string, a list of strings or nothing as a list; null when it is something else. */
function asList(value: unknown): string[] | null {
  if (value === undefined || value === null) return [];
  if (typeof value === "string") return [value];
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : null;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
