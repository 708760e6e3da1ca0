/** One room of the post office: its clock, mails, keys, limits and faults, shared with no other room. */

import { type Account, accountDomain } from "./account.ts";
import { type Clock, startClock } from "./clock.ts";
import { recipientsOf } from "./draft.ts";
import type { SuppressionReason } from "./fate.ts";
import type { Fault } from "./faults.ts";
import type { KeyRecord } from "./idempotency.ts";
import { type Entry, type Journal, journalPath, openJournal, readJournal } from "./journal.ts";
import { countMails, freshLimits, freshUsage, type Limits, type Usage } from "./limits.ts";
import type { Mail } from "./mail.ts";
import type { ZoneRecord } from "./resolver.ts";
import { openWebhookDesk, type WebhookDesk } from "./webhooks.ts";

type Counts = {
  requests: number;
  /** Mails, not requests. */
  accepted: number;
  replayed: number;
  limited: number;
  conflicts: number;
  /** Every other answer that was not 2xx, and every connection we broke. */
  errors: number;
};

export type Room = {
  /** Empty for the default room. */
  readonly name: string;
  /** What stands before every path of this room: "" or "/rooms/<name>". */
  readonly base: string;
  readonly clock: Clock;
  /** By id, oldest first. */
  readonly mails: Map<string, Mail>;
  /** Addresses Resend would no longer mail. */
  readonly suppressed: Map<string, SuppressionReason>;
  readonly keys: Map<string, KeyRecord>;
  /** Mails really accepted under each idempotency key. */
  readonly acceptedByKey: Map<string, number>;
  readonly counts: Counts;
  readonly limits: Limits;
  readonly usage: Usage;
  readonly faults: Fault[];
  readonly webhooks: WebhookDesk;
  /** What stands in the account beside mails. */
  readonly account: Account;
  /** What is known in DNS; null when the resolver fails. */
  zone: ZoneRecord[] | null;
  readonly journal: Journal;
  readonly closing: AbortSignal;
  /** Whether the office keeps the author's proofs beside the mails that came. */
  readonly hasProofs: boolean;
  /** Grows with every change an inbox page would show. */
  version: number;
  /** The tick under way, and those behind it. */
  ticking: Promise<void>;
};

export type RoomPlan = {
  readonly webhookSecret: string;
  readonly webhookUrl: string | null;
  readonly directory: string | undefined;
  readonly startAt: number | undefined;
  readonly hasProofs: boolean;
  readonly closing: AbortSignal;
};

export function openRoom(name: string, plan: RoomPlan): Room {
  const path = journalPath(plan.directory, name);
  const entries = readJournal(path);
  const room: Room = {
    name,
    base: name === "" ? "" : `/rooms/${name}`,
    clock: startClock(aheadAtStart(entries, plan.startAt)),
    mails: new Map(),
    suppressed: new Map(),
    keys: new Map(),
    acceptedByKey: new Map(),
    counts: { requests: 0, accepted: 0, replayed: 0, limited: 0, conflicts: 0, errors: 0 },
    limits: freshLimits(),
    usage: freshUsage(),
    faults: [],
    webhooks: openWebhookDesk(plan.webhookSecret, plan.webhookUrl, plan.closing),
    account: { domains: [accountDomain("example.com")], webhooks: [] },
    zone: [],
    journal: openJournal(path),
    closing: plan.closing,
    hasProofs: plan.hasProofs,
    version: 0,
    ticking: Promise.resolve(),
  };
  for (const entry of entries) replay(room, entry);
  return room;
}

/** A kept clock goes on where it was ahead; only a new one starts at `startAt`. */
function aheadAtStart(entries: readonly Entry[], startAt: number | undefined): number {
  const kept = entries.findLast((entry) => entry.kind === "clock");
  if (kept !== undefined) return kept.ahead;
  return startAt === undefined ? 0 : startAt - Date.now();
}

/** The clock was read before: it had to be there first. */
function replay(room: Room, entry: Entry): void {
  switch (entry.kind) {
    case "mail":
      room.mails.set(entry.mail.id, entry.mail);
      countMails(room.usage, recipientsOf(entry.mail).length, entry.mail.received_at);
      break;
    case "event":
      setLastEvent(room, entry.email_id, entry.last_event);
      break;
    case "suppressed":
      room.suppressed.set(entry.address, entry.reason);
      break;
    case "answered":
      room.keys.set(entry.key, entry);
      break;
    case "emptied":
      room.mails.clear();
      break;
    case "unsuppressed":
      room.suppressed.clear();
      break;
  }
}

export function setLastEvent(room: Room, emailId: string, lastEvent: string): void {
  const mail = room.mails.get(emailId);
  if (mail !== undefined) mail.last_event = lastEvent;
  room.version += 1;
}
