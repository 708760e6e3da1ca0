/** Sending the next lesson now, because she asks: through the ledger like any other, but without waiting for her hour. */

import { hasten } from "../db/by-hand.ts";
import { claim } from "../db/claims.ts";
import { type Deed, noteIfChanged } from "../db/desk-deeds.ts";
import { standingOf } from "../db/enrollments.ts";
import { firstRow, rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { comingNext } from "../domain/forecast.ts";
import { dailyLimit, planClaim } from "./plan-claim.ts";
import { isStopped, readerOf, type Unknown } from "./reader-of.ts";

export type NextSent =
  /** `batchIds`: to be delivered at once; none when the mail before it is still on its way or the quota is spent: it goes with a tick. */
  | { kind: "sent"; batchIds: string[] }
  /** The lesson she asked for is not her next any more: a second click, another tab. */
  | { kind: "already" }
  | { kind: "stopped" }
  | Unknown;

/** One transaction. `lesson` is the one seen as her next, so that asking twice never sends two. `byAuthor`: who asked for her. */
export async function sendNextNow(
  deps: Pick<Deps, "db" | "course" | "config">,
  { token, lesson, now, byAuthor }: { token: string; lesson: string; now: number; byAuthor?: Deed },
): Promise<NextSent> {
  const { db, course, config } = deps;
  const known = await readerOf(deps, { purpose: "course", token, now });
  if (known.kind !== "known") return known;
  if (isStopped(known)) return { kind: "stopped" };
  const { reader, clock, passage } = known;
  const next = comingNext(course, clock, standingOf(passage), now)?.lesson;
  if (next?.key !== lesson) return { kind: "already" };
  const whom = { limit: 1, dailyLimit: dailyLimit(config), now, subscriberId: reader.id };
  const results = await db.batch([
    hasten(db, passage, lesson, now),
    ...(byAuthor ? [noteIfChanged(db, { ...byAuthor, addressHash: reader.address_hash, now })] : []),
    ...claim(db, planClaim(course, next, [clock], whom)),
  ]);
  if (!firstRow(results[0])) return { kind: "already" };
  return { kind: "sent", batchIds: rowsOf<{ id: string }>(results.at(-3)).map(({ id }) => id) };
}
