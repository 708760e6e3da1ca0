/** Sending one reader a lesson once more, because the author says so; her course goes on as if nothing had been. */

import { writeLedger } from "../db/claims.ts";
import { batchOfCopy, beginCopy, type Copying, type NoCopy, whyNoCopy } from "../db/copies.ts";
import { type Deed, noteIfChanged } from "../db/desk-deeds.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { activeLessons } from "../domain/course.ts";
import { keysOf } from "../domain/place.ts";
import { randomId } from "../domain/random-id.ts";
import { dailyLimit } from "./plan-claim.ts";

export type CopySent =
  /** Claimed: to be delivered at once. */
  | { kind: "sent"; batchIds: string[] }
  /** The same button was pressed a moment ago. */
  | { kind: "already" }
  | { kind: "too-often" }
  /** A lesson that is not in the course, that has not gone to her yet, or nobody's id. */
  | { kind: "not-hers" }
  | { kind: "stopped" }
  /** The day's quota is spoken for; nothing waits. */
  | { kind: "no-quota" };

type Wish = {
  subscriberId: number;
  lesson: string;
  now: number;
  /** To be written down with her passage. */
  byAuthor?: Deed & { addressHash: string };
};

/** One transaction: a passage of its own, with its row in the ledger. */
export async function sendCopy(
  { db, course, config }: Pick<Deps, "db" | "course" | "config">,
  { subscriberId, lesson: key, now, byAuthor }: Wish,
): Promise<CopySent> {
  const lesson = activeLessons(course).find((one) => one.key === key);
  if (!lesson) return { kind: "not-hers" };
  const batchId = randomId();
  const copying: Copying = {
    ...{ subscriberId, lesson: key, keys: keysOf(lesson), course: course.key, now },
    dailyLimit: dailyLimit(config),
    batchId,
  };
  const results = await db.batch([
    beginCopy(db, copying),
    ...(byAuthor ? [noteIfChanged(db, { ...byAuthor, now })] : []),
    batchOfCopy(db, copying),
    writeLedger(db, { batchIds: [batchId], now }),
  ]);
  return firstRow(results.at(-2)) ? { kind: "sent", batchIds: [batchId] } : whyNot(db, copying);
}

async function whyNot(db: D1Database, copying: Copying): Promise<CopySent> {
  const why = await whyNoCopy(db, copying).first<NoCopy>();
  if (!why) return { kind: "not-hers" };
  if (why.stopped === 1) return { kind: "stopped" };
  if (why.had === 0) return { kind: "not-hers" };
  if (why.sent === 1) return { kind: "already" };
  return { kind: why.enough === 1 ? "too-often" : "no-quota" };
}
