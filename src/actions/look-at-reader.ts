/** Looking at one reader: what comes next for her, when and why, what holds it up, and everything that happened. */

import * as her from "../db/desk/reader.ts";
import { deedsFor } from "../db/desk-deeds.ts";
import { latestEnrollment, type Passage, standingOf } from "../db/enrollments.ts";
import { firstRow, rowsOf } from "../db/rows.ts";
import { type Subscriber, subscriberOfHash } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { type Clock, isZone } from "../domain/clock.ts";
import type { Course } from "../domain/course.ts";
import { forecast } from "../domain/forecast.ts";
import type { Planned, ReaderRecord, Suppression } from "../domain/reader-in-full.ts";
import { type ReaderFacts, stateOf } from "../domain/reader-state.ts";
import { type OnItsWay, type Owed, whyWaiting } from "../domain/why-waiting.ts";
import { houseOf, houseQuestions } from "./find-holdups.ts";

type LookDeps = Pick<Deps, "db" | "course" | "config">;

/** Changes nothing. Null for a number that nobody has. */
export async function lookAtReader(
  deps: LookDeps,
  { id, now }: { id: number; now: number },
): Promise<ReaderRecord | null> {
  const { db, course } = deps;
  const known = await her.hashOfReader(db, id).first<{ address_hash: string }>();
  if (!known) return null;
  const hash = known.address_hash;
  const [reader, suppression, passages, way, ...told] = await db.batch([
    subscriberOfHash(db, hash),
    her.suppressionOf(db, hash),
    latestEnrollment(db, hash, course.key),
    her.onItsWay(db, id),
    ...everythingTold(db, id, hash),
  ]);
  const row = firstRow<Subscriber & Clock>(reader);
  if (!row) return null;
  const passage = firstRow<Passage>(passages);
  const standing = stood(course, row, firstRow<Suppression>(suppression), passage, now);
  const onItsWay = firstRow<OnItsWay>(way) ?? null;
  const owed = { next: nextOf(passage), onItsWay, isKeptFrom: !goesOn(standing.facts) };
  return { ...standing, late: await lateOf(deps, owed, now), ...asTold(told) };
}

function everythingTold(db: D1Database, id: number, hash: string) {
  return [
    her.ledgerOf(db, id),
    her.partsOf(db, id),
    her.noticesOf(db, id),
    her.eventsOf(db, id),
    her.consentsOf(db, hash),
    her.requestsOf(db, hash, id),
    her.suppressionChangesOf(db, hash),
    deedsFor(db, id, her.SHOWN),
  ];
}

type Told = Pick<
  ReaderRecord,
  "ledger" | "parts" | "notices" | "events" | "consents" | "requests" | "changes" | "deeds"
>;

function asTold([ledger, parts, notices, events, consents, requests, changes, deeds]: D1Result[]): Told {
  return {
    ledger: rowsOf(ledger),
    parts: rowsOf(parts),
    notices: rowsOf(notices),
    events: rowsOf(events),
    consents: rowsOf(consents),
    requests: rowsOf(requests),
    changes: rowsOf(changes),
    deeds: rowsOf(deeds),
  };
}

type Stood = Omit<ReaderRecord, keyof Told | "late">;

/** By the functions with which the engine itself goes on. */
function stood(
  course: Course,
  row: Subscriber & Clock,
  suppression: Suppression | undefined,
  passage: Passage | undefined,
  now: number,
): Stood {
  const { zone, minute, paceDays, quietDays } = row;
  const clock = { zone: isZone(zone) ? zone : course.zone, minute, paceDays, quietDays };
  const facts: ReaderFacts = {
    confirmed_at: row.confirmed_at,
    unsubscribed_at: row.unsubscribed_at,
    suppressed: suppression?.reason ?? null,
    completed_at: passage?.completed_at ?? null,
    stopped_at: passage?.stopped_at ?? null,
    stop_reason: passage?.stop_reason ?? null,
  };
  return {
    ...{ id: row.id, who: row.address_hash, email: row.email, name: row.name, signedUpAt: row.signed_up_at },
    ...{ facts, clock, suppression: suppression ?? null, part: passage?.part ?? null },
    coming: passage && goesOn(facts) ? planned(course, clock, passage, now) : [],
  };
}

function goesOn(facts: ReaderFacts): boolean {
  return ["reading", "finished"].includes(stateOf(facts));
}

function planned(course: Course, clock: Clock, passage: Passage, now: number): Planned[] {
  const standing = standingOf(passage);
  const coming = forecast(course, clock, standing, now);
  return coming.map((one, at) => {
    const before = coming[at - 1];
    return { ...one, lastAt: before ? Math.max(before.dueAt, now) : standing.lastAt };
  });
}

/** Asked of the whole house only when something of hers is owed: nobody else's page pays for it. */
async function lateOf(deps: LookDeps, owed: Owed, now: number): Promise<ReaderRecord["late"]> {
  if (!owed.onItsWay && (!owed.next || owed.next.dueAt > now)) return null;
  return whyWaiting({ ...houseOf(deps, await deps.db.batch(houseQuestions(deps, now)), now), ...owed });
}

/** As a tick finds it: what an edit makes of it counts once the tick has taken that up. */
function nextOf(passage: Passage | undefined): Owed["next"] {
  const { next_lesson: lesson = null, next_due_at: dueAt = null } = passage ?? {};
  return lesson === null || dueAt === null ? null : { lesson, dueAt };
}
