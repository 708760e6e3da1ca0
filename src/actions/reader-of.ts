/** Who stands behind a link: her row, her clock and her latest passage, or why there is nobody. */

import { latestEnrollment, type Passage } from "../db/enrollments.ts";
import { firstRow } from "../db/rows.ts";
import { type Subscriber, subscriberOfHash } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { isZone } from "../domain/clock.ts";
import { checkToken, type Purpose } from "../domain/token.ts";
import type { StoredClock } from "./plan-claim.ts";

type Reader = Subscriber & { suppressed: string | null; unsubscribe_token: string | null };

export type Known = { kind: "known"; reader: Reader; clock: StoredClock; passage: Passage };

/** `gone`: the link is ours, but nobody has this address here any more: she was erased, or moved to another. */
export type Unknown = { kind: "expired" | "forged" | "gone" };

export async function readerOf(
  { db, course, config }: Pick<Deps, "db" | "course" | "config">,
  { purpose, token, now }: { purpose: Purpose; token: string; now: number },
): Promise<Known | Unknown> {
  const check = checkToken(config.secrets, purpose, token, now);
  if (!check.ok) return { kind: check.why };
  const [readers, passages] = await db.batch([
    subscriberOfHash(db, check.subject),
    latestEnrollment(db, check.subject, course.key),
  ]);
  const reader = firstRow<Reader & StoredClock>(readers);
  const passage = firstRow<Passage>(passages);
  if (!reader || reader.confirmed_at === null || !passage) return { kind: "gone" };
  const { zone, minute, paceDays, quietDays } = reader;
  const clock = { id: reader.clock_id, zone: isZone(zone) ? zone : course.zone, minute, paceDays, quietDays };
  return { kind: "known", reader, clock, passage };
}

/** Nothing is sent to her: she stopped, or her address must not be mailed. */
export function isStopped({ reader, passage }: Known): boolean {
  return reader.unsubscribed_at !== null || reader.suppressed !== null || passage.stopped_at !== null;
}
