/** Confirming: the address is proved, the reader is enrolled, and her first lesson is claimed in the same transaction. */

import { claim } from "../db/claims.ts";
import { confirmConsents } from "../db/consents.ts";
import { type Enrollment, enroll, latestEnrollment, resume } from "../db/enrollments.ts";
import { firstRow, rowsOf } from "../db/rows.ts";
import { allClocks, confirmSubscriber, type Subscriber, subscriberOfHash } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { type Clock, nextDue } from "../domain/clock.ts";
import { activeLessons } from "../domain/course.ts";
import { CONFIRM_LINK_LIFE } from "../domain/numbers.ts";
import { nextLesson } from "../domain/place.ts";
import { checkToken } from "../domain/token.ts";
import { planClaim, type StoredClock } from "./plan-claim.ts";

type Known = Subscriber & Clock & { suppressed: string | null };
type Passage = Enrollment & { had: string };

export type Confirmed =
  | { kind: "confirmed"; batchIds: string[]; already: boolean; zone: string; nextDueAt: number | null }
  | { kind: "expired" }
  | { kind: "forged" }
  /** The address is unknown (forgotten since), suppressed, or was stopped after the link was made: sign up anew. */
  | { kind: "gone" };

/** Idempotent: a second click, another tab or the back button find the same end. */
export async function confirm(
  deps: Pick<Deps, "db" | "course" | "config">,
  { token, now }: { token: string; now: number },
): Promise<Confirmed> {
  const { db, course, config } = deps;
  const check = await checkToken(config.secrets, "confirm", token, now);
  if (!check.ok) return { kind: check.why };
  const addressHash = check.subject;
  const issuedAt = check.expiresAt - CONFIRM_LINK_LIFE;
  const [people, passages, clocks] = await db.batch([
    subscriberOfHash(db, addressHash),
    latestEnrollment(db, addressHash, course.key),
    allClocks(db),
  ]);
  const reader = firstRow<Known>(people);
  const passage = firstRow<Passage>(passages);
  if (!reader || reader.suppressed || (reader.unsubscribed_at ?? 0) > issuedAt) return { kind: "gone" };

  const first = activeLessons(course)[0];
  if (!first) throw new Error("The course has no lesson to send.");
  const begin = planClaim(course, first, rowsOf<StoredClock>(clocks), {
    limit: 1,
    now,
    subscriberId: reader.id,
  });
  const results = await db.batch([
    confirmSubscriber(db, addressHash, issuedAt, now),
    confirmConsents(db, addressHash, issuedAt, now),
    ...(passage ? resumed(deps, reader, passage, now) : []),
    enroll(db, { addressHash, course: course.key, firstLesson: first.key, now }),
    ...claim(db, begin),
    latestEnrollment(db, addressHash, course.key),
  ]);
  const after = firstRow<Enrollment>(results.at(-1));
  const claimed = rowsOf<{ id: string }>(results.at(-4));
  return {
    kind: "confirmed",
    batchIds: claimed.map(({ id }) => id),
    already: reader.confirmed_at !== null && reader.unsubscribed_at === null,
    zone: reader.zone,
    nextDueAt: after?.next_due_at ?? null,
  };
}

/** She comes back after her own stop: the next lesson she has not had, at her next hour; a first lesson at once. */
function resumed({ db, course }: Pick<Deps, "db" | "course">, clock: Clock, passage: Passage, now: number) {
  const had = new Set(JSON.parse(passage.had) as string[]);
  const next = nextLesson(course, { had, last: passage.last_lesson });
  const dueAt = next && (had.size === 0 ? now : nextDue(clock, next.wait ?? 0, now));
  return resume(db, { enrollmentId: passage.id, nextLesson: next?.key ?? null, dueAt: dueAt ?? null, now });
}
