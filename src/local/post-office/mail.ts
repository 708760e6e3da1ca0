/** A mail the post office has accepted. */

import type { Draft } from "./draft.ts";

export type Mail = Draft & {
  readonly id: string;
  readonly message_id: string;
  /** Unix ms by the post office's clock. */
  readonly received_at: number;
  readonly idempotency_key: string | null;
  /** The newest event without its `email.`: sent, delivered, bounced … */
  last_event: string;
};

/** The bare address of `a@b` or `Name <a@b>`; null when there is none. No judgement beyond one @ and no spaces. */
export function addressOf(recipient: string): string | null {
  const bare = /^[^<>\r\n]*<([^<>]*)>$/.exec(recipient)?.[1] ?? recipient;
  return /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(bare) ? bare : null;
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** How an address is compared: Resend's suppression list does not mind its case. */
export function sameAddressKey(recipient: string): string {
  return (addressOf(recipient) ?? recipient).toLowerCase();
}

/** One of GET /emails: without its words, and without the tags (the SDK's `ListEmail`). */
export function asListedEmail(mail: Mail): Record<string, unknown> {
  const { object: _, html: _html, text: _text, tags: _tags, ...listed } = asResendEmail(mail);
  return listed;
}

/** GET /emails/:id (OpenAPI, Email). */
export function asResendEmail(mail: Mail): Record<string, unknown> {
  const { id, message_id, to, from, subject, html, text, bcc, cc, reply_to, last_event } = mail;
  const created_at = new Date(mail.received_at).toISOString();
  const tags = Object.entries(mail.tags).map(([name, value]) => ({ name, value }));
  return {
    object: "email",
    id,
    message_id,
    to,
    from,
    created_at,
    subject,
    html,
    text,
    bcc,
    cc,
    reply_to,
    last_event,
    tags,
  };
}
