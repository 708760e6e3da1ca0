/** Trying later: what surely was not accepted is sealed anew, what may have been keeps its key and bytes. */

import { keepSealed, type Leased, reopen } from "../db/leases.ts";
import type { Deps } from "../deps.ts";
import { MISCONFIGURED_PAUSE } from "../domain/numbers.ts";
import type { Answer } from "../mail/mailer.ts";
import { pauseFor } from "./pause-sending.ts";
import { retryDelay } from "./retry-delay.ts";
import type { SendReport } from "./send-batch.ts";

/** A batch or notice in its lessee's hands; `evenPaused` when no pause holds it, so that it must not knock without rest. */
export type InHand = { table: Leased; id: string; firstUnknownAt: number; attempts: number; evenPaused?: boolean };

/** `counts`: whether this was a try of the mails themselves, and not our own fault or the provider's limit. */
type Later = { now: number; delayMs: number; why: string; counts: boolean };

/** The answers that settle nothing. */
export type NotYet = Extract<Answer, { kind: "limited" | "exhausted" | "misconfigured" | "unknown" }>;

/** Sealed by this very attempt: nothing of it can have reached the provider before. */
export function isFresh({ firstUnknownAt }: { firstUnknownAt: number }, now: number): boolean {
  return firstUnknownAt === now;
}

export async function tryLater(
  deps: Pick<Deps, "db" | "config">,
  inHand: InHand,
  answer: NotYet,
  now: number,
): Promise<SendReport> {
  switch (answer.kind) {
    case "limited":
      return postpone(deps, inHand, {
        now,
        delayMs: answer.retryAfterMs,
        why: "the provider's rate limit",
        counts: false,
      });
    case "exhausted":
    case "misconfigured":
      return postpone(deps, inHand, {
        now,
        delayMs: inHand.evenPaused ? MISCONFIGURED_PAUSE : 0,
        why: await pauseFor(deps, answer, now),
        counts: false,
      });
    case "unknown":
      return keepFor(deps, inHand, { now, delayMs: retryDelay(inHand.attempts), why: answer.reason });
  }
}

/** Surely not accepted: sealed anew after `delayMs`, unless an attempt before this one was unknown. */
export async function postpone(
  deps: Pick<Deps, "db">,
  inHand: InHand,
  { now, delayMs, why, counts }: Later,
): Promise<SendReport> {
  if (!isFresh(inHand, now)) return keepFor(deps, inHand, { now, delayMs, why });
  const retryAt = now + delayMs;
  await reopen(deps.db, inHand.table, inHand.id, { now, retryAt, counts }).run();
  return { kind: "later", retryAt, why };
}

/** Same key, same bytes, after `delayMs`, and never at once: what is sealed is asked for even while sending is paused. */
async function keepFor(
  { db }: Pick<Deps, "db">,
  { table, id, attempts }: InHand,
  { now, delayMs, why }: Omit<Later, "counts">,
): Promise<SendReport> {
  const retryAt = now + (delayMs > 0 ? delayMs : retryDelay(attempts));
  await keepSealed(db, table, id, now, retryAt).run();
  return { kind: "later", retryAt, why };
}
