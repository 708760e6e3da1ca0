/** Recording what became of batches: each row its outcome, late leavers a new date, and the batch is closed. */

import { type Batch, closeBatches, sendTheRestSingly } from "../db/batches.ts";
import { type End, recordEnds } from "../db/deliveries.ts";
import { countAccepted } from "../db/engine.ts";
import { redate } from "../db/enrollments.ts";
import { countSent } from "../db/funnel.ts";
import { countLetterSent } from "../db/letter-counts.ts";
import { allClocks } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { nextDue } from "../domain/clock.ts";
import type { Course } from "../domain/course.ts";
import { MINUTE } from "../domain/numbers.ts";
import { lessonOfKey } from "../domain/place.ts";
import type { PerMail } from "../mail/mailer.ts";
import { clocksIn, type StoredClock } from "./plan-claim.ts";
import type { SendReport } from "./send-batch.ts";

export type Outcome =
  | { enrollmentId: number; status: "sent"; providerId: string }
  | { enrollmentId: number; status: "failed" | "unconfirmed"; reason: string };

/** What the provider answered for one mail. */
export function outcomeOf(enrollmentId: number, result: PerMail | undefined): Outcome {
  if (!result) throw new Error("The mailer answered without a result for each mail.");
  return result.accepted
    ? { enrollmentId, status: "sent", providerId: result.providerId }
    : { enrollmentId, status: "failed", reason: result.reason };
}

/** One D1 batch. The batch closes when every member has an outcome; otherwise the rest goes on mail by mail. */
export async function recordOutcomes(
  deps: Pick<Deps, "db" | "course">,
  batch: Batch,
  outcomes: readonly Outcome[],
  now: number,
): Promise<SendReport> {
  const { db } = deps;
  const { id, members } = batch;
  const settled = new Set(outcomes.map(({ enrollmentId }) => enrollmentId));
  const rest = members.map(({ enrollmentId }) => enrollmentId).filter((enrollmentId) => !settled.has(enrollmentId));
  const sent = countOf(outcomes, "sent");
  const ends = outcomes.map((outcome) => endOf(batch, outcome));
  await db.batch([
    ...(sent > 0 ? [countAccepted(db, { table: "batches", id, mails: sent, now })] : []),
    ...(outcomes.length > 0 ? [...counted(deps, batch, ends), recordEnds(db, ends, now)] : []),
    ...(await redated(deps, [{ ...batch, members: members.filter((one) => settled.has(one.enrollmentId)) }], now)),
    rest.length > 0 ? sendTheRestSingly(db, id, rest, now) : closeBatches(db, [id]),
  ]);
  return { kind: "closed", sent, failed: countOf(outcomes, "failed"), unconfirmed: countOf(outcomes, "unconfirmed") };
}

/** In the funnel, or for a letter. */
function counted({ db, course }: Pick<Deps, "db" | "course">, { lesson }: Batch, ends: readonly End[]) {
  return [lessonOfKey(course, lesson) ? countSent(db, course.key, ends) : countLetterSent(db, ends)];
}

/** What became of these can no longer be found out by asking. Never sent again by itself; a webhook may still tell. */
export async function recordUnknowable(
  deps: Pick<Deps, "db" | "course">,
  batches: readonly Batch[],
  reason: string,
  now: number,
): Promise<SendReport> {
  const ends = batches.flatMap((batch) =>
    batch.members.map(({ enrollmentId }) => endOf(batch, { enrollmentId, status: "unconfirmed", reason })),
  );
  await deps.db.batch([
    recordEnds(deps.db, ends, now),
    ...(await redated(deps, batches, now)),
    closeBatches(
      deps.db,
      batches.map(({ id }) => id),
    ),
  ]);
  return { kind: "closed", sent: 0, failed: 0, unconfirmed: ends.length };
}

export function endOf({ id, lesson }: Batch, outcome: Outcome): End {
  const { enrollmentId, status } = outcome;
  const [providerId, reason] = status === "sent" ? [outcome.providerId, null] : [null, outcome.reason];
  return [enrollmentId, lesson, id, status, providerId, reason];
}

function countOf(outcomes: readonly Outcome[], status: Outcome["status"]): number {
  return outcomes.filter((outcome) => outcome.status === status).length;
}

/** A batch that took long is settled later than planned: her next mail is dated from the real day. */
async function redated({ db, course }: Pick<Deps, "db" | "course">, batches: readonly Batch[], now: number) {
  const late = batches.filter(({ createdAt, members }) => now - createdAt >= MINUTE && members.length > 0);
  if (late.length === 0) return [];
  const dueOf = dueFrom(course, clocksIn(course, await allClocks(db).all()), now);
  const dates = late.flatMap(({ lesson, members }) =>
    members.flatMap(({ enrollmentId, clockId, nextLesson }): [number, string, number][] => {
      const dueAt = nextLesson === null ? undefined : dueOf(clockId, nextLesson);
      return dueAt === undefined ? [] : [[enrollmentId, lesson, dueAt]];
    }),
  );
  return dates.length > 0 ? [redate(db, dates)] : [];
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
