/** Sending a batch: lease, seal, compose, call the provider under the batch's key, record each outcome. */

import { type Batch, batchOfRow, sealBatch, sendTheRestSingly, skipBeforeSeal } from "../db/batches.ts";
import { recordEnds } from "../db/deliveries.ts";
import { lease, leasedRow } from "../db/leases.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import type { CompiledMail } from "../domain/compiled-mail.ts";
import { activeLessons } from "../domain/course.ts";
import { POISON_ATTEMPTS } from "../domain/numbers.ts";
import { keysOf, lessonOfKey } from "../domain/place.ts";
import { composeLesson } from "../mail/compose.ts";
import type { Answer, Mail } from "../mail/mailer.ts";
import { endOf, type Outcome, outcomeOf, recordOutcomes, recordUnknowable } from "./record-outcomes.ts";
import { retryDelay } from "./retry-delay.ts";
import { type InHand, isFresh, type NotYet, postpone, tryLater } from "./try-later.ts";

type SendDeps = Pick<Deps, "db" | "mailer" | "course" | "mails" | "config">;
type Ready = { enrollmentId: number; mail: Mail };

export type SendReport =
  | { kind: "closed"; sent: number; failed: number; unconfirmed: number }
  /** Ring again at `retryAt` (unix ms). */
  | { kind: "later"; retryAt: number; why: string }
  /** Closed before, leased by another, past its time, or sending is paused: nothing to do here. */
  | { kind: "not-ours" };

/** Doubled, late and lost bells all end the same: a batch has one lessee, one set, one key. `now` is unix ms. */
export async function sendBatch(
  deps: SendDeps,
  { batchId, now }: { batchId: string; now: number },
): Promise<SendReport> {
  const batch = await leaseAndSeal(deps, batchId, now);
  if (!batch) return { kind: "not-ours" };
  if (batch.members.length === 0) return recordOutcomes(deps, batch, [], now);
  const lesson = wordsToday(deps, batch.lesson);
  if (!lesson) return recordUnknowable(deps, [batch], "the lesson left the course between two tries", now);
  const { ready, poisoned } = composeAll(deps, batch, lesson);
  if (poisoned.length > 0) return setAside(deps, batch, poisoned, now);
  if (batch.singly) return sendSingly(deps, batch, ready, now);
  const answer = await deps.mailer.sendBatch(
    ready.map(({ mail }) => mail),
    `${batch.id}.${batch.generation}`,
  );
  return settle(deps, batch, ready, answer, now);
}

async function leaseAndSeal({ db, course, mails }: SendDeps, id: string, now: number): Promise<Batch | null> {
  const results = await db.batch([
    lease(db, "batches", id, now),
    skipBeforeSeal(db, id, [...activeLessons(course).flatMap(keysOf), ...Object.keys(mails.letters)], now),
    sealBatch(db, id, now),
    leasedRow(db, "batches", id, now),
  ]);
  const leased = firstRow(results[0]) === undefined ? undefined : firstRow(results[3]);
  return leased === undefined ? null : batchOfRow(leased);
}

/** Of a lesson or a letter; undefined when it is gone. */
function wordsToday({ course, mails }: SendDeps, key: string): CompiledMail | undefined {
  const lesson = lessonOfKey(course, key);
  if (!lesson) return mails.letters[key];
  return lesson.retired ? undefined : mails.lessons[lesson.key];
}

function composeAll(deps: SendDeps, batch: Batch, lesson: CompiledMail) {
  const ready: Ready[] = [];
  const poisoned: Outcome[] = [];
  for (const member of batch.members) {
    const { enrollmentId } = member;
    try {
      ready.push({ enrollmentId, mail: composeLesson(deps.config, deps.course, lesson, batch, member) });
    } catch (error) {
      poisoned.push({ enrollmentId, status: "failed", reason: `could not be composed: ${(error as Error).message}` });
    }
  }
  return { ready, poisoned };
}

/** A mail that cannot be composed is a defect of ours. After five tries it fails alone, so that the others can go. */
async function setAside(deps: SendDeps, batch: Batch, poisoned: Outcome[], now: number): Promise<SendReport> {
  const isLastTry = isFresh(batch, now) && batch.attempts >= POISON_ATTEMPTS;
  if (isLastTry)
    await recordEnds(
      deps.db,
      poisoned.map((outcome) => endOf(batch, outcome)),
      now,
    ).run();
  const delayMs = isLastTry ? 0 : retryDelay(batch.attempts);
  return postpone(deps, inHand(batch), { now, delayMs, why: "some mails could not be composed", counts: true });
}

async function settle(deps: SendDeps, batch: Batch, ready: Ready[], answer: Answer, now: number): Promise<SendReport> {
  switch (answer.kind) {
    case "answered":
      return recordOutcomes(
        deps,
        batch,
        ready.map(({ enrollmentId }, place) => outcomeOf(enrollmentId, answer.results[place])),
        now,
      );
    case "refused":
      return refusedAsAWhole(deps, batch, ready, answer.reason, now);
    case "conflict":
      return recordUnknowable(deps, [batch], answer.reason, now);
    default:
      return tryLater(deps, inHand(batch), answer, now);
  }
}

/**
 * Nothing of it was accepted, unless an attempt before this one was and its answer got lost: then we must not try mail by
 * mail. From the first single mail on the batch's own key must not be used again, so that is written down before.
 */
async function refusedAsAWhole(
  deps: SendDeps,
  batch: Batch,
  ready: Ready[],
  reason: string,
  now: number,
): Promise<SendReport> {
  if (!isFresh(batch, now)) return recordUnknowable(deps, [batch], reason, now);
  if (ready.length === 1) return recordOutcomes(deps, batch, refusedAll(ready, reason), now);
  const everybody = ready.map(({ enrollmentId }) => enrollmentId);
  const ours = await sendTheRestSingly(deps.db, batch.id, everybody, now).first();
  return ours === null ? { kind: "not-ours" } : sendSingly(deps, batch, ready, now);
}

/** The provider refused the batch as a whole: mail by mail, each under a key of its own, the culprit fails alone. */
async function sendSingly(deps: SendDeps, batch: Batch, ready: Ready[], now: number): Promise<SendReport> {
  const outcomes: Outcome[] = [];
  let notYet: NotYet | undefined;
  for (const { enrollmentId, mail } of ready) {
    const answer = await deps.mailer.sendOne(mail, `${batch.id}.${batch.generation}.${enrollmentId}`);
    const end = endAlone(batch, enrollmentId, answer, now);
    if ("status" in end) outcomes.push(end);
    else notYet = end;
    if (notYet && notYet.kind !== "unknown") break;
  }
  const report = await recordOutcomes(deps, batch, outcomes, now);
  return notYet ? tryLater(deps, { ...inHand(batch), firstUnknownAt: 0 }, notYet, now) : report;
}

/** What one mail's answer settles. Only a refusal at the very first try tells that it was never accepted. */
function endAlone(batch: Batch, enrollmentId: number, answer: Answer, now: number): Outcome | NotYet {
  switch (answer.kind) {
    case "answered":
      return outcomeOf(enrollmentId, answer.results[0]);
    case "refused":
      return { enrollmentId, status: isFresh(batch, now) ? "failed" : "unconfirmed", reason: answer.reason };
    case "conflict":
      return { enrollmentId, status: "unconfirmed", reason: answer.reason };
    default:
      return answer;
  }
}

function refusedAll(ready: Ready[], reason: string): Outcome[] {
  return ready.map(({ enrollmentId }) => ({ enrollmentId, status: "failed", reason }));
}

function inHand(batch: Batch): InHand {
  return { table: "batches", ...batch };
}
