/** Looking at one reader: what comes next for her, when and why, what holds it up, and everything that happened. */

import * as her from "../db/desk/reader.ts";
import { type DueCount, dueBetween } from "../db/desk/today.ts";
import { deedsFor } from "../db/desk-deeds.ts";
import { type Engine, engineRow, type Room, roomNow } from "../db/engine.ts";
import { latestEnrollment, type Passage, standingOf } from "../db/enrollments.ts";
import { firstRow, onlyRow, rowsOf } from "../db/rows.ts";
import { type Subscriber, subscriberOfHash } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { type Clock, isZone } from "../domain/clock.ts";
import { activeLessons, type Course } from "../domain/course.ts";
import { forecast } from "../domain/forecast.ts";
import { troublesOf } from "../domain/late.ts";
import { TICK_LIMITS } from "../domain/numbers.ts";
import type { OnItsWay, Planned, ReaderRecord, Suppression } from "../domain/reader-in-full.ts";
import { type ReaderFacts, stateOf } from "../domain/reader-state.ts";
import { type MailOnItsWay, whyWaiting } from "../domain/why-waiting.ts";
import { machineOf } from "./look-at-today.ts";
import { dailyLimit } from "./plan-claim.ts";

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
  const [reader, suppression, passage, way, engine, ...told] = await db.batch([
    subscriberOfHash(db, hash),
    her.suppressionOf(db, hash),
    latestEnrollment(db, hash, course.key),
    her.onItsWay(db, id),
    engineRow(db),
    ...everythingTold(db, id, hash),
  ]);
  const row = firstRow<Subscriber & Clock>(reader);
  if (!row) return null;
  const standing = stood(course, row, firstRow<Suppression>(suppression), firstRow<Passage>(passage), now);
  const onItsWay = firstRow<OnItsWay>(way);
  const late = await lateOf(deps, onlyRow<Engine>(engine), standing, onItsWay, now);
  return { ...standing, late, ...asTold(told) };
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

/** Of what waits, only hers says something of her. */
const NO_WORK = { batches: 0, notices: 0, oldest: null };

/**
 * Asked of the whole house only when something of hers is owed: nobody else's page pays for it. What is not handed over yet is
 * skipped when she has stopped.
 */
async function lateOf(
  { db, course, config }: LookDeps,
  engine: Engine,
  { coming, facts }: Stood,
  claimed: OnItsWay | undefined,
  now: number,
): Promise<ReaderRecord["late"]> {
  const way = claimed?.state === "open" && !goesOn(facts) ? undefined : claimed;
  const [next] = coming;
  const since = way?.claimed_at ?? next?.dueAt ?? now;
  if (!way && (!next || next.dueAt > now)) return null;
  const keys = activeLessons(course).map(({ key }) => key);
  const [rooms, dues] = await db.batch([
    roomNow(db, { batches: TICK_LIMITS.openBatches, dailyLimit: dailyLimit(config), now }),
    dueBetween(db, keys, { from: 0, to: now }),
  ]);
  const { open_batches, quota_left } = onlyRow<Room>(rooms);
  const machine = machineOf({ course, config }, engine, NO_WORK, undefined);
  const holdup = whyWaiting({
    ...{ now, dueAt: next?.dueAt ?? null, onItsWay: way ? mailOf(way) : null },
    ...{ troubles: troublesOf(machine, now), lastTickAt: engine.last_tick_at },
    quotaLeft: quota_left,
    isFull: open_batches >= TICK_LIMITS.openBatches,
    dueReaders: onlyRow<DueCount>(dues).readers,
  });
  return holdup && { since, lesson: way?.lesson ?? next?.lesson.key ?? "", holdup };
}

function mailOf(way: OnItsWay): MailOnItsWay {
  return {
    claimedAt: way.claimed_at,
    state: way.state,
    attempts: way.attempts,
    leasedUntil: way.leased_until,
    firstUnknownAt: way.first_unknown_at,
  };
}
