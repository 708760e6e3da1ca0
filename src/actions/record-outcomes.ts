/** Recording what became of a batch: each row its outcome, late leavers a new date, and the batch is closed. */

import { type Batch, closeBatch, sendTheRestSingly } from "../db/batches.ts";
import { recordFailed, recordSent, recordUnconfirmed } from "../db/deliveries.ts";
import { countAccepted } from "../db/engine.ts";
import { redate } from "../db/enrollments.ts";
import { allClocks } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { nextDue } from "../domain/clock.ts";
import type { Course } from "../domain/course.ts";
import { MINUTE } from "../domain/numbers.ts";
import { lessonOfKey } from "../domain/place.ts";
import type { PerMail } from "../mail/mailer.ts";
import type { StoredClock } from "./plan-claim.ts";
import type { SendReport } from "./send-batch.ts";

export type Outcome =
  | { enrollmentId: number; status: "sent"; providerId: string }
  | { enrollmentId: number; status: "failed" | "unconfirmed"; reason: string };

/** The provider's results stand in the order of the mails. */
export function outcomesOf(letters: readonly { enrollmentId: number }[], results: readonly PerMail[]): Outcome[] {
  return letters.flatMap(({ enrollmentId }, index): Outcome[] => {
    const result = results[index];
    if (!result) return [];
    return result.accepted
      ? [{ enrollmentId, status: "sent", providerId: result.providerId }]
      : [{ enrollmentId, status: "failed", reason: result.reason }];
  });
}

/** One D1 batch. The batch closes when every member has an outcome; otherwise the rest goes on mail by mail. */
export async function recordOutcomes(
  deps: Pick<Deps, "db" | "course">,
  batch: Batch,
  outcomes: readonly Outcome[],
  now: number,
): Promise<SendReport> {
  const { db } = deps;
  const sent = outcomes.flatMap((o): [number, string][] =>
    o.status === "sent" ? [[o.enrollmentId, o.providerId]] : [],
  );
  const withReason = (status: "failed" | "unconfirmed") =>
    outcomes.flatMap((o): [number, string][] => (o.status === status ? [[o.enrollmentId, o.reason]] : []));
  const failed = withReason("failed");
  const unconfirmed = withReason("unconfirmed");
  const settled = new Set(outcomes.map(({ enrollmentId }) => enrollmentId));
  const rest = batch.members.map(({ enrollmentId }) => enrollmentId).filter((id) => !settled.has(id));
  await db.batch([
    ...(sent.length > 0
      ? [recordSent(db, batch.id, batch.lesson, sent, now), countAccepted(db, now, sent.length)]
      : []),
    ...(failed.length > 0 ? [recordFailed(db, batch.id, batch.lesson, failed)] : []),
    ...(unconfirmed.length > 0 ? [recordUnconfirmed(db, batch.id, batch.lesson, unconfirmed)] : []),
    ...(await redated(deps, batch, settled, now)),
    rest.length > 0 ? sendTheRestSingly(db, batch.id, rest, now) : closeBatch(db, batch.id),
  ]);
  return { kind: "closed", sent: sent.length, failed: failed.length, unconfirmed: unconfirmed.length };
}

/** What became of these can no longer be found out by asking. Never sent again by itself; a webhook may still tell. */
export function recordUnknowable(
  deps: Pick<Deps, "db" | "course">,
  batch: Batch,
  reason: string,
  now: number,
): Promise<SendReport> {
  const outcomes = batch.members.map(({ enrollmentId }): Outcome => ({ enrollmentId, status: "unconfirmed", reason }));
  return recordOutcomes(deps, batch, outcomes, now);
}

/** A batch that took long is settled later than planned: her next mail is dated from the real day. */
async function redated(
  { db, course }: Pick<Deps, "db" | "course">,
  batch: Batch,
  settled: ReadonlySet<number>,
  now: number,
) {
  if (now - batch.createdAt < MINUTE || settled.size === 0) return [];
  const dueOf = dueFrom(course, (await allClocks(db).all<StoredClock>()).results, now);
  const dates = batch.members.flatMap(({ enrollmentId, clockId, nextLesson }): [number, number][] => {
    const dueAt = settled.has(enrollmentId) && nextLesson !== null ? dueOf(clockId, nextLesson) : undefined;
    return dueAt === undefined ? [] : [[enrollmentId, dueAt]];
  });
  return dates.length > 0 ? [redate(db, batch.lesson, dates)] : [];
}

/** Due times as if the lesson before had left at `now`, each reckoned once for all who share a clock. */
function dueFrom(course: Course, clocks: readonly StoredClock[], now: number) {
  const known = new Map<string, number | undefined>();
  function reckon(clockId: number, lesson: string): number | undefined {
    const clock = clocks.find(({ id }) => id === clockId);
    const next = lessonOfKey(course, lesson);
    return clock && next && nextDue(clock, next.wait ?? 0, now);
  }
  return (clockId: number, lesson: string): number | undefined => {
    const name = `${clockId} ${lesson}`;
    if (!known.has(name)) known.set(name, reckon(clockId, lesson));
    return known.get(name);
  };
}
