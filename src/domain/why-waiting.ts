/** Why one reader's mail is not out yet: the one thing that holds it up, by name. */

import type { Trouble } from "./late.ts";
import { LEASE, MINUTE, UNKNOWN_UNTIL } from "./numbers.ts";

/** A mail later than this is late, and the desk says why. */
export const OVERDUE = 30 * MINUTE;

/** A lesson claimed and not settled, with its batch. Times are unix ms. */
export type MailOnItsWay = {
  readonly claimedAt: number;
  readonly state: "open" | "sealed" | "closed";
  readonly attempts: number;
  readonly leasedUntil: number | null;
  readonly firstUnknownAt: number | null;
};

/** What may hold her up. Times are unix ms. */
export type Circumstances = {
  readonly now: number;
  /** When her next lesson is due; null when none is. */
  readonly dueAt: number | null;
  readonly onItsWay: MailOnItsWay | null;
  /** What keeps everybody's mails from leaving. */
  readonly troubles: readonly Trouble[];
  readonly lastTickAt: number | null;
  /** Lessons that today's quota still allows; null where there is no quota. */
  readonly quotaLeft: number | null;
  /** As many batches wait as may wait. */
  readonly isFull: boolean;
  /** Readers due by now, herself among them. */
  readonly dueReaders: number;
};

export type Holdup =
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
  | { kind: "in-turn"; readers: number }
  /** The last of many, left over by the tick before; or, if the next does not take her, something that nobody thought of. */
  | { kind: "nothing-in-the-way" }
  /** Her batch is closed, and she has no outcome. */
  | { kind: "contradiction" };

/** Null when nothing of hers is late: no lesson is due, and none is on its way. */
export function whyWaiting(all: Circumstances): Holdup | null {
  if (all.onItsWay) return whyStillOnItsWay(all, all.onItsWay);
  const { dueAt, now } = all;
  return dueAt === null || dueAt > now ? null : whyNotClaimed(all, dueAt);
}

/** What was handed over already is asked for in spite of a pause; everything else waits for its end. */
function whyStillOnItsWay(all: Circumstances, mail: MailOnItsWay): Holdup {
  if (mail.state === "closed") return { kind: "contradiction" };
  return mail.state === "sealed" && mail.firstUnknownAt !== null
    ? whyNotAnswered(all, mail.leasedUntil, mail.firstUnknownAt)
    : whyNotHandedOver(all, mail);
}

/** Its first try has the lease that was taken when it was sealed. */
function whyNotAnswered(all: Circumstances, leasedUntil: number | null, sealedAt: number): Holdup {
  if (leasedUntil === sealedAt + LEASE && leasedUntil > all.now) return { kind: "being-sent" };
  return houseWith(all, TICK) ?? { kind: "answer-unknown", since: sealedAt, until: sealedAt + UNKNOWN_UNTIL };
}

function whyNotHandedOver(all: Circumstances, { leasedUntil, attempts }: MailOnItsWay): Holdup {
  const paused = houseWith(all, PAUSES);
  if (paused) return paused;
  if (leasedUntil !== null && leasedUntil > all.now) return { kind: "trying-again", at: leasedUntil, attempts };
  return houseWith(all, TICK) ?? { kind: "bell-again" };
}

/** In the order in which a tick meets them. */
function whyNotClaimed(all: Circumstances, dueAt: number): Holdup {
  const { now, lastTickAt } = all;
  const house = houseWith(all, TICK) ?? houseWith(all, PAUSES) ?? houseWith(all, ["replanning"]);
  if (house) return house;
  if (lastTickAt === null || lastTickAt < dueAt || now - lastTickAt < MINUTE) return { kind: "next-tick" };
  if (all.quotaLeft !== null && all.quotaLeft <= 0) return { kind: "quota" };
  if (all.isFull) return { kind: "full" };
  return all.dueReaders > 1 ? { kind: "in-turn", readers: all.dueReaders } : { kind: "nothing-in-the-way" };
}

const TICK = ["no-tick"] as const;
const PAUSES = ["stopped", "paused"] as const;

function houseWith({ troubles }: Circumstances, kinds: readonly Trouble["kind"][]): Holdup | null {
  const trouble = troubles.find(({ kind }) => kinds.includes(kind));
  return trouble ? { kind: "house", trouble } : null;
}
