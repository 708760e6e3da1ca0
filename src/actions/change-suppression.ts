/** Suppressions by the author's hand: what stands against an address, and the guarded way back. */

import { stopSuppressed } from "../db/enrollments.ts";
import { firstRow, onlyRow, rowsOf } from "../db/rows.ts";
import {
  type History,
  historyOf,
  noteAdded,
  removeSuppression,
  type Standing,
  standingOf,
  suppress,
} from "../db/suppressions.ts";
import type { Deps } from "../deps.ts";

type Database = Pick<Deps, "db">;
type Change = { addressHash: string; reason: string; now: number };

export type Shown = Standing & { history: History[] };

export async function showSuppression({ db }: Database, addressHash: string): Promise<Shown> {
  const [standing, history] = await db.batch([standingOf(db, addressHash), historyOf(db, addressHash)]);
  return { ...onlyRow<Standing>(standing), history: rowsOf<History>(history) };
}

/** From now on nothing goes to this address. Worse than by hand stays what it is. */
export async function addSuppression({ db }: Database, { addressHash, reason, now }: Change): Promise<void> {
  await db.batch([
    noteAdded(db, { addressHash, reason, now }),
    suppress(db, { addressHash, happenedAt: now, now }, "manual"),
    stopSuppressed(db, addressHash, now),
  ]);
}

export type Lifted =
  | { kind: "removed" }
  | { kind: "not-suppressed" }
  /** She complained: only her own written wish opens that door again. */
  | { kind: "she-must-ask" };

/** Sends nothing: she signs up and confirms anew, and goes on where she stood. */
export async function liftSuppression({ db }: Database, change: Change & { sheAsked: boolean }): Promise<Lifted> {
  const [before, written] = await db.batch([standingOf(db, change.addressHash), ...removeSuppression(db, change)]);
  if (firstRow(written)) return { kind: "removed" };
  return { kind: onlyRow<Standing>(before).suppressed === null ? "not-suppressed" : "she-must-ask" };
}
