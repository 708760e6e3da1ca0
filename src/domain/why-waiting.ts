/** Why one reader's mail is not out yet: the one thing that holds it up, by name. */

import type { Trouble } from "./late.ts";
import { LEASE, MINUTE, UNKNOWN_UNTIL } from "./numbers.ts";

/** A lesson claimed and not settled, with its batch. Times are unix ms. */
export type OnItsWay = {
  readonly lesson: string;
  readonly claimed_at: number;
  readonly state: "open" | "sealed" | "closed";
  readonly attempts: number;
  readonly leased_until: number | null;
  readonly first_unknown_at: number | null;
};

/** What may hold up everybody. Times are unix ms. */
export type House = {
  readonly now: number;
  readonly troubles: readonly Trouble[];
  readonly lastTickAt: number | null;
  /** Lessons that today's quota still allows; null where there is no quota. */
  readonly quotaLeft: number | null;
  /** As many batches wait as may wait. */
  readonly isFull: boolean;
  /** Readers due by now. */
  readonly dueReaders: number;
};

/** What is hers: the next lesson as the table has it, due at (unix ms), and the last one while nobody knows what becomes of it. */
export type Owed = {
  readonly next: { readonly lesson: string; readonly dueAt: number } | null;
  readonly onItsWay: OnItsWay | null;
  /** Nothing new may go to her, whatever the table says of her next lesson. */
  readonly isKeptFrom: boolean;
};

export type Holdup =
  /** She stopped, or her address is suppressed. */
  | { kind: "not-hers" }
  /** Everybody waits for it. */
  | { kind: "house"; trouble: Trouble }
  /** Handed over, and the provider's answer never came: asked again until then, never sent twice. */
  | { kind: "answer-unknown"; since: number; until: number }
  | { kind: "being-sent" }
  | { kind: "trying-again"; at: number; attempts: number }
  | { kind: "bell-again" }
  | { kind: "quota" }
  | { kind: "full" }
  | { kind: "next-tick" }
  | { kind: "in-turn" }
  /** The last of many, left over by the tick before; or, if the next does not take her, something that nobody thought of. */
  | { kind: "nothing-in-the-way" }
  /** Her batch is closed, and she has no outcome. */
  | { kind: "contradiction" };

/** A mail that should have left at `since` (unix ms). */
export type Late = { readonly since: number; readonly lesson: string; readonly holdup: Holdup };

/** Null when nothing of hers should have left. What is not handed over yet is skipped when she has stopped. */
export function whyWaiting(all: House & Owed): Late | null {
  const { now, next, onItsWay, isKeptFrom } = all;
  if (onItsWay && !(isKeptFrom && onItsWay.state === "open"))
    return { since: onItsWay.claimed_at, lesson: onItsWay.lesson, holdup: whyStillOnItsWay(all, onItsWay) };
  if (!next || next.dueAt > now) return null;
  const holdup: Holdup = isKeptFrom ? { kind: "not-hers" } : whyNotClaimed(all, next.dueAt);
  return { since: next.dueAt, lesson: next.lesson, holdup };
}

/** What was handed over already is asked for in spite of a pause; everything else waits for its end. */
function whyStillOnItsWay(all: House, mail: OnItsWay): Holdup {
  if (mail.state === "closed") return { kind: "contradiction" };
  return mail.state === "sealed" && mail.first_unknown_at !== null
    ? whyNotAnswered(all, mail.leased_until, mail.first_unknown_at)
    : whyNotHandedOver(all, mail);
}

/** Its first try has the lease that was taken when it was sealed. */
function whyNotAnswered(all: House, leasedUntil: number | null, sealedAt: number): Holdup {
  if (leasedUntil === sealedAt + LEASE && leasedUntil > all.now) return { kind: "being-sent" };
  return houseWith(all, TICK) ?? { kind: "answer-unknown", since: sealedAt, until: sealedAt + UNKNOWN_UNTIL };
}

function whyNotHandedOver(all: House, { leased_until: leasedUntil, attempts }: OnItsWay): Holdup {
  const paused = houseWith(all, PAUSES);
  if (paused) return paused;
  if (leasedUntil !== null && leasedUntil > all.now) return { kind: "trying-again", at: leasedUntil, attempts };
  return houseWith(all, TICK) ?? { kind: "bell-again" };
}

/** In the order in which a tick meets them. */
function whyNotClaimed(all: House, dueAt: number): Holdup {
  const { now, lastTickAt } = all;
  const house = houseWith(all, TICK) ?? houseWith(all, PAUSES) ?? houseWith(all, ["replanning"]);
  if (house) return house;
  if (lastTickAt === null || lastTickAt < dueAt || now - lastTickAt < MINUTE) return { kind: "next-tick" };
  if (all.quotaLeft !== null && all.quotaLeft <= 0) return { kind: "quota" };
  if (all.isFull) return { kind: "full" };
  return all.dueReaders > 1 ? { kind: "in-turn" } : { kind: "nothing-in-the-way" };
}

const TICK = ["no-tick"] as const;
const PAUSES = ["stopped", "paused"] as const;

function houseWith({ troubles }: House, kinds: readonly Trouble["kind"][]): Holdup | null {
  const trouble = troubles.find(({ kind }) => kinds.includes(kind));
  return trouble ? { kind: "house", trouble } : null;
}
