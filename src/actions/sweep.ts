/** The sweep: what got stuck is rung for again, what is past its time is closed, who never confirmed is forgotten. */

import { batchOfRow, expiredBatches } from "../db/batches.ts";
import { type Engine, engineRow } from "../db/engine.ts";
import { ringAgain } from "../db/leases.ts";
import { closeExpiredNotices } from "../db/notices.ts";
import { onlyRow, rowsOf } from "../db/rows.ts";
import { forgetUnconfirmed } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { SWEEP_RINGS } from "../domain/numbers.ts";
import { recordUnknowable } from "./record-outcomes.ts";
import { ring } from "./ring.ts";

export type SweepReport = { rung: number; closed: number; forgotten: number };

/** Expired batches closed in one sweep, and unconfirmed addresses forgotten: the rest waits for the next tick. */
const CLOSED_AT_ONCE = 20;
const FORGOTTEN_AT_ONCE = 200;

export async function sweep(
  deps: Pick<Deps, "db" | "queue" | "course">,
  { now }: { now: number },
): Promise<SweepReport> {
  const { db } = deps;
  const [engines, expired, , , forgotten] = await db.batch([
    engineRow(db),
    expiredBatches(db, now, CLOSED_AT_ONCE),
    closeExpiredNotices(db, now),
    ...forgetUnconfirmed(db, now, FORGOTTEN_AT_ONCE),
  ]);
  const closing = rowsOf(expired).map(batchOfRow);
  for (const batch of closing) await recordUnknowable(deps, batch, "no answer from the provider for 20 hours", now);
  const paused = onlyRow<Engine>(engines).paused_until !== null;
  return {
    rung: await ringAllAgain(deps, { now, limit: SWEEP_RINGS, onlySealed: paused }),
    closed: closing.length,
    forgotten: rowsOf(forgotten).length,
  };
}

/** Notices first: somebody waits for her confirm mail. */
async function ringAllAgain(
  deps: Pick<Deps, "db" | "queue">,
  which: { now: number; limit: number; onlySealed: boolean },
): Promise<number> {
  const { db } = deps;
  const [notices, batches] = await db.batch([ringAgain(db, "notices", which), ringAgain(db, "batches", which)]);
  const bells = [
    ...rowsOf<{ id: string }>(notices).map(({ id }) => ({ notice: id })),
    ...rowsOf<{ id: string }>(batches).map(({ id }) => ({ batch: id })),
  ];
  await ring(deps, bells);
  return bells.length;
}
