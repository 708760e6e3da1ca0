/** The sweep: what got stuck is rung for again, what is past its time is closed or removed, who never confirmed is forgotten. */

import { batchOfRow, expiredBatches } from "../db/batches.ts";
import { removeOutlived } from "../db/consents.ts";
import { noteSwept } from "../db/engine.ts";
import { type Rung, ringAgain } from "../db/leases.ts";
import { closeExpiredNotices } from "../db/notices.ts";
import { webhooksDue } from "../db/outgoing-webhooks.ts";
import { rowsOf } from "../db/rows.ts";
import { forgetCounts } from "../db/sign-up-counts.ts";
import { forgetUnconfirmed } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { CONSENTS_AT_ONCE, SWEEP_RINGS, SWEEP_WEBHOOKS } from "../domain/numbers.ts";
import { recordUnknowable } from "./record-outcomes.ts";
import { ring } from "./ring.ts";

export type SweepReport = { rung: number; closed: number; forgotten: number; consents_removed: number };

/** Expired batches closed in one sweep, and unconfirmed addresses and old counts forgotten: the rest waits for the next tick. */
const CLOSED_AT_ONCE = 50;
const FORGOTTEN_AT_ONCE = 200;
const COUNTS_AT_ONCE = 500;

/** Notices are rung for first: somebody waits for her confirm mail. */
export async function sweep(
  deps: Pick<Deps, "db" | "queue" | "course">,
  { now }: { now: number },
): Promise<SweepReport> {
  const { db, course } = deps;
  const results = await db.batch([
    expiredBatches(db, now, CLOSED_AT_ONCE),
    closeExpiredNotices(db, now),
    ringAgain(db, "notices", { now, limit: SWEEP_RINGS }),
    ringAgain(db, "batches", { now, limit: SWEEP_RINGS }),
    ...forgetUnconfirmed(db, now, FORGOTTEN_AT_ONCE),
    ...removeOutlived(db, { now, goesOn: course.finishedGetNewLessons, limit: CONSENTS_AT_ONCE }),
    forgetCounts(db, now, COUNTS_AT_ONCE),
    webhooksDue(db, { now, limit: SWEEP_WEBHOOKS }),
    noteSwept(db, now),
  ]);
  const [expired, , notices, batches, , forgotten, outlived] = results;
  const webhooks = rowsOf<{ id: string }>(results.at(-2)).map(({ id }) => ({ webhook: id }));
  const bells = [
    ...rowsOf<Rung>(notices).map(({ id }) => ({ notice: id })),
    ...rowsOf<Rung>(batches)
      .sort((a, b) => b.urgent - a.urgent)
      .map(({ id }) => ({ batch: id })),
    ...webhooks,
  ];
  await ring(deps, bells);
  const closing = rowsOf(expired).map(batchOfRow);
  if (closing.length > 0) await recordUnknowable(deps, closing, "no answer from the provider for 20 hours", now);
  return {
    rung: bells.length,
    closed: closing.length,
    forgotten: rowsOf(forgotten).length,
    consents_removed: rowsOf(outlived).length,
  };
}
