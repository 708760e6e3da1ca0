/** Confirming: the address is proved, the reader is enrolled, and her first lesson is claimed in the same transaction. */

import { claim } from "../db/claims.ts";
import { confirmConsents } from "../db/consents.ts";
import { type Enrollment, enroll, latestEnrollment, type Passage, resume } from "../db/enrollments.ts";
import { countConfirmed } from "../db/funnel.ts";
import { firstRow, rowsOf } from "../db/rows.ts";
import { confirmSubscriber, type Subscriber, subscriberOfHash } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { type Clock, nextDue } from "../domain/clock.ts";
import { activeLessons, type Course, type Lesson } from "../domain/course.ts";
import { CONFIRM_LINK_LIFE } from "../domain/numbers.ts";
import { nextLesson } from "../domain/place.ts";
import { checkToken, signToken } from "../domain/token.ts";
import { planClaim } from "./plan-claim.ts";

type Reader = Subscriber & Clock & { suppressed: string | null };
type Proof = { addressHash: string; issuedAt: number };

export type Confirmed =
  | {
      kind: "confirmed";
      addressHash: string;
      batchIds: string[];
      already: boolean;
      zone: string;
      nextDueAt: number | null;
    }
  | { kind: "expired" }
  | { kind: "forged" }
  /** The address is unknown (forgotten since), suppressed, or was stopped after the link was made: sign up anew. */
  | { kind: "gone" };

/** Idempotent: a second click, another tab or the back button find the same end. */
export async function confirm(
  deps: Pick<Deps, "db" | "course" | "config">,
  { token, now }: { token: string; now: number },
): Promise<Confirmed> {
  const check = checkToken(deps.config.secrets, "confirm", token, now);
  if (!check.ok) return { kind: check.why };
  const proof = { addressHash: check.subject, issuedAt: check.expiresAt - CONFIRM_LINK_LIFE };
  const { reader, passage } = await look(deps, proof);
  if (!reader || reader.suppressed || (reader.unsubscribed_at ?? 0) > proof.issuedAt) return { kind: "gone" };
  const done = await enrolled(deps, proof, { reader, passage, now });
  // A lesson of hers was sealed between our look and this: what she has had is another thing now.
  const after = done.isStillStopped ? await enrolled(deps, proof, { ...(await look(deps, proof)), reader, now }) : done;
  const already = reader.confirmed_at !== null && reader.unsubscribed_at === null;
  const { addressHash } = proof;
  const { batchIds, nextDueAt } = after;
  return { kind: "confirmed", addressHash, batchIds, already, zone: reader.zone, nextDueAt };
}

async function look({ db, course }: Pick<Deps, "db" | "course">, { addressHash }: Proof) {
  const [readers, passages] = await db.batch([
    subscriberOfHash(db, addressHash),
    latestEnrollment(db, addressHash, course.key),
  ]);
  return { reader: firstRow<Reader>(readers), passage: firstRow<Passage>(passages) };
}

/** One transaction. `isStillStopped`: she comes back, and what she has had changed meanwhile. */
async function enrolled(
  { db, course, config }: Pick<Deps, "db" | "course" | "config">,
  { addressHash, issuedAt }: Proof,
  { reader, passage, now }: { reader: Reader; passage: Passage | undefined; now: number },
) {
  const first = firstLessonOf(course);
  const clocks = [{ ...reader, id: reader.clock_id }];
  const unsubscribeToken = signToken(config.secrets, "unsubscribe", addressHash, null);
  const proved = [
    countConfirmed(db, { addressHash, issuedAt }),
    confirmSubscriber(db, { addressHash, unsubscribeToken, issuedAt, now }),
    confirmConsents(db, addressHash, issuedAt, now),
    ...(passage ? resume(db, { passage, ...comingBack(course, reader, passage, now), now }) : []),
    enroll(db, { addressHash, course: course.key, firstLesson: first.key, now }),
  ];
  const results = await db.batch([
    ...proved,
    latestEnrollment(db, addressHash, course.key),
    ...claim(db, planClaim(course, first, clocks, { limit: 1, now, subscriberId: reader.id })),
    latestEnrollment(db, addressHash, course.key),
  ]);
  const [begun, claimed, , , after] = results.slice(proved.length);
  return {
    batchIds: rowsOf<{ id: string }>(claimed).map(({ id }) => id),
    nextDueAt: firstRow<Enrollment>(after)?.next_due_at ?? null,
    isStillStopped: (firstRow<Enrollment>(begun)?.stop_reason ?? null) !== null,
  };
}

/** She comes back after her own stop: the next lesson she has not had, at her next hour; a first lesson at once. */
function comingBack(course: Course, clock: Clock, passage: Passage, now: number) {
  const had = new Set(JSON.parse(passage.had) as string[]);
  const next = nextLesson(course, { had, last: passage.last_lesson, from: passage.from_lesson });
  const dueAt = next && (had.size === 0 ? now : nextDue(clock, next.wait ?? 0, now));
  return { nextLesson: next?.key ?? null, dueAt: dueAt ?? null };
}

function firstLessonOf(course: Course): Lesson {
  const first = activeLessons(course)[0];
  if (!first) throw new Error("The course has no lesson to send.");
  return first;
}
