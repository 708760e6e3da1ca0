/** Trying later: what surely was not accepted is sealed anew, what may have been keeps its key and bytes. */

import { keepSealed, type Leased, reopen } from "../db/leases.ts";
import type { Deps } from "../deps.ts";
import { retryDelay } from "./retry-delay.ts";
import type { SendReport } from "./send-batch.ts";

/** A batch or notice in its lessee's hands. */
export type InHand = { id: string; firstUnknownAt: number; attempts: number };

/** `counts`: whether this was a try of the mails themselves, and not our own fault or the provider's limit. */
type Later = { now: number; delayMs: number; why: string; counts: boolean };

/** Sealed by this very attempt: nothing of it can have reached the provider before. */
export function isFresh({ firstUnknownAt }: InHand, now: number): boolean {
  return firstUnknownAt === now;
}

/** Surely not accepted: sealed anew after `delayMs`, unless an attempt before this one was unknown. */
export async function postpone(
  deps: Pick<Deps, "db">,
  table: Leased,
  inHand: InHand,
  { now, delayMs, why, counts }: Later,
): Promise<SendReport> {
  if (!isFresh(inHand, now)) return keepFor(deps, table, inHand, { now, delayMs, why });
  const retryAt = now + delayMs;
  await reopen(deps.db, table, inHand.id, { now, retryAt, counts }).run();
  return { kind: "later", retryAt, why };
}

/** Same key, same bytes, after `delayMs`, and never at once: what is sealed is asked for even while sending is paused. */
export async function keepFor(
  { db }: Pick<Deps, "db">,
  table: Leased,
  { id, attempts }: InHand,
  { now, delayMs, why }: Omit<Later, "counts">,
): Promise<SendReport> {
  const retryAt = now + (delayMs > 0 ? delayMs : retryDelay(attempts));
  await keepSealed(db, table, id, now, retryAt).run();
  return { kind: "later", retryAt, why };
}
