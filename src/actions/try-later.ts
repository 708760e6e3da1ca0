/** Trying later: what surely was not accepted is sealed anew, what may have been keeps its key and bytes. */

import { keepSealed, type Leased, reopen } from "../db/leases.ts";
import type { Deps } from "../deps.ts";
import type { SendReport } from "./send-batch.ts";

/** A batch or notice in its lessee's hands. */
export type InHand = { id: string; firstUnknownAt: number };

/** Sealed by this very attempt: nothing of it can have reached the provider before. */
export function isFresh({ firstUnknownAt }: InHand, now: number): boolean {
  return firstUnknownAt === now;
}

/** Surely not accepted: sealed anew after `delayMs`, unless an attempt before this one was unknown. */
export async function postpone(
  deps: Pick<Deps, "db">,
  table: Leased,
  inHand: InHand,
  { now, delayMs, why }: { now: number; delayMs: number; why: string },
): Promise<SendReport> {
  if (!isFresh(inHand, now)) return keepFor(deps, table, inHand, { now, delayMs, why });
  const retryAt = now + delayMs;
  await reopen(deps.db, table, inHand.id, now, retryAt).run();
  return { kind: "later", retryAt, why };
}

/** Same key, same bytes, after `delayMs`. */
export async function keepFor(
  { db }: Pick<Deps, "db">,
  table: Leased,
  { id }: InHand,
  { now, delayMs, why }: { now: number; delayMs: number; why: string },
): Promise<SendReport> {
  const retryAt = now + delayMs;
  await keepSealed(db, table, id, now, retryAt).run();
  return { kind: "later", retryAt, why };
}
