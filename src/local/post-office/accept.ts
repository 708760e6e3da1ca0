/** Takes checked mails in: keeps them, counts them, decides their fate and tells it by webhook. */

import { randomUUID } from "node:crypto";
import { type Draft, recipientsOf } from "./draft.ts";
import { fateOf, type MailEvent, suppressionAfter } from "./fate.ts";
import type { Entry } from "./journal.ts";
import { countMails } from "./limits.ts";
import { type Mail, sameAddressKey } from "./mail.ts";
import { type Room, setLastEvent } from "./room.ts";
import { announce, newWebhookId, type WebhookEvent } from "./webhooks.ts";

/** What a mail's recipients meet comes this long after `email.sent`, and the second thing as long after the first. */
const FATE_AFTER_MS = 40;

/** Returns the mails in the order of the drafts. */
export function acceptMails(room: Room, drafts: readonly Draft[], key: string | null): Mail[] {
  const now = room.clock.now();
  const mails = drafts.map((draft) => toMail(draft, key, now, room.limits.keepBodies));
  const sent: WebhookEvent[] = [];
  const fates: WebhookEvent[] = [];
  const entries: Entry[] = [];
  for (const mail of mails) {
    room.mails.set(mail.id, mail);
    countMails(room.usage, recipientsOf(mail).length, now);
    sent.push(eventFor(mail, { type: "email.sent", details: {} }, mail.to, now, 0));
    meetFates(room, mail, fates, entries);
    entries.push({ kind: "mail", mail });
  }
  countAccepted(room, mails.length, key);
  room.journal.write(entries);
  announce(room.webhooks, [...sent, ...fates]);
  return mails;
}

/** An event by hand, as if the receiving server had just said so. */
export function happen(room: Room, mail: Mail, event: MailEvent, to: readonly string[], webhookId: string): void {
  const entries: Entry[] = [];
  suppressAfter(room, event, to, entries);
  setLastEvent(room, mail.id, shortName(event));
  room.journal.write([...entries, { kind: "event", email_id: mail.id, last_event: mail.last_event }]);
  announce(room.webhooks, [{ ...eventFor(mail, event, to, room.clock.now(), 0), id: webhookId }]);
}

function toMail(draft: Draft, key: string | null, now: number, keepBodies: boolean): Mail {
  const id = randomUUID();
  const mail: Mail = {
    ...draft,
    id,
    message_id: `<${id}@post-office.local>`,
    received_at: now,
    idempotency_key: key,
    last_event: "sent",
  };
  return keepBodies ? mail : { ...mail, html: null, text: null };
}

function meetFates(room: Room, mail: Mail, events: WebhookEvent[], entries: Entry[]): void {
  for (const recipient of recipientsOf(mail)) {
    const fate = fateOf(recipient, room.suppressed.get(sameAddressKey(recipient)));
    for (const [step, event] of fate.entries()) {
      events.push(eventFor(mail, event, [recipient], mail.received_at, FATE_AFTER_MS * (step + 1)));
      suppressAfter(room, event, [recipient], entries);
      mail.last_event = shortName(event);
    }
  }
}

function suppressAfter(room: Room, event: MailEvent, to: readonly string[], entries: Entry[]): void {
  const reason = suppressionAfter(event);
  if (reason === undefined) return;
  for (const address of to.map(sameAddressKey)) {
    room.suppressed.set(address, reason);
    entries.push({ kind: "suppressed", address, reason });
  }
}

function eventFor(mail: Mail, event: MailEvent, to: readonly string[], now: number, afterMs: number): WebhookEvent {
  const { type, details } = event;
  const notBefore = Date.now() + afterMs;
  return { id: newWebhookId(), type, created_at: now + afterMs, mail, to, details, notBefore };
}

function countAccepted(room: Room, mails: number, key: string | null): void {
  room.counts.accepted += mails;
  room.version += 1;
  if (key !== null) room.acceptedByKey.set(key, (room.acceptedByKey.get(key) ?? 0) + mails);
}

/** `email.delivered` → `delivered`. */
function shortName(event: MailEvent): string {
  return event.type.replace(/^email\./, "");
}
