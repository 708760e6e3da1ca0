/** What one sign-up has in common with others, and how many of each are taken: its network, its domain, its mailbox. */

import { type Address, domainOf } from "./address.ts";
import {
  DAY,
  DOMAIN_CAP,
  HOUR,
  NETWORK_CAP,
  type SignUpCap,
  SPELLING_CAP,
  UNPROVED_CAP,
  UNPROVED_NETWORK_CAP,
} from "./numbers.ts";
import { isProvider } from "./providers.ts";
import { hashCounted, type Secrets } from "./token.ts";

/** What is counted, as it stands in the database. `day` is in days since 1970, UTC. */
export type Cap = SignUpCap & { readonly counted: string; readonly day: number };

/** How many sign-ups there were of one thing counted, this one with them. */
export type Counted = { readonly counted: string; readonly in_hour: number; readonly in_day: number };

/**
 * `told` are those that a visitor may learn of, because they say something of herself alone. Of the others she learns nothing:
 * they say what strangers did.
 */
export type Caps = { readonly told: readonly Cap[]; readonly silent: readonly Cap[] };

type SigningUp = {
  readonly address: Address;
  readonly network: string | null;
  /** Turnstile should have been asked about it, and could not. */
  readonly isUnproved: boolean;
  readonly now: number;
};

/** The same for every address of one spelling: whether it is known has no part in it. */
export function capsOf(secrets: Secrets, { address, network, isUnproved, now }: SigningUp): Caps {
  const day = Math.floor(now / DAY);
  const domain = domainOf(address.identity);
  const mailbox = plainMailbox(address);
  const cap = (kind: string, value: string, most: SignUpCap): Cap => ({
    counted: hashCounted(secrets, kind, value, day),
    day,
    ...most,
  });
  return {
    told: [
      ...(network === null ? [] : [cap("network", network, NETWORK_CAP)]),
      ...(network === null || !isUnproved ? [] : [cap("unproved network", network, UNPROVED_NETWORK_CAP)]),
      ...(isUnproved ? [cap("unproved", "in all", UNPROVED_CAP)] : []),
    ],
    silent: [
      ...(isProvider(domain) ? [] : [cap("domain", domain, DOMAIN_CAP)]),
      ...(mailbox === address.identity ? [] : [cap("mailbox", mailbox, SPELLING_CAP)]),
    ],
  };
}

/** Milliseconds until all of `told` take sign-ups again; null when they have taken this one. */
export function fullFor(told: readonly Cap[], counts: readonly Counted[], now: number): number | null {
  const waits = told.flatMap(({ counted, perHour, perDay }) => {
    const found = counts.find((count) => count.counted === counted);
    if (!found) return [];
    if (found.in_day > perDay) return [DAY - (now % DAY)];
    return found.in_hour > perHour ? [HOUR - (now % HOUR)] : [];
  });
  return waits.length === 0 ? null : Math.max(...waits);
}

/** What is after a + is a label almost everywhere; Gmail overlooks dots too (support.google.com/mail/answer/7436150). */
function plainMailbox({ identity }: Address): string {
  const domain = domainOf(identity);
  const [local = ""] = identity.slice(0, -domain.length - 1).split("+", 1);
  const isGmail = domain === "gmail.com" || domain === "googlemail.com";
  return isGmail ? `${local.replaceAll(".", "")}@gmail.com` : `${local}@${domain}`;
}
