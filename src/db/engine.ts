/** The engine's own state: its last tick, its pause, the course it planned with, the day's count and what room is left. */

import type { Stop } from "../domain/breaker.ts";
import {
  CONSENT_LIFE,
  DAY,
  IMPORT_UNREADY_LIFE,
  RATE_WINDOW_DAYS,
  UNCONFIRMED_LIFE,
  UNTIL_RESUMED,
} from "../domain/numbers.ts";
import type { Leased } from "./leases.ts";

export type Engine = {
  last_tick_at: number | null;
  paused_until: number | null;
  pause_reason: string | null;
  /** When sending went on after the last pause; null when there was none. */
  resumed_at: number | null;
  /** The shape every reader is planned with; while re-planning, the new one and the last enrollment looked at. */
  course_shape: string | null;
  replanning_shape: string | null;
  replanned_to: number | null;
  /** Nobody can be forgotten before this, and no consent is past its time. */
  forget_from: number;
  consents_from: number;
  /** When the circuit breaker stopped all sending; null when it has not. */
  stopped_at: number | null;
  /** Until this moment (unix ms) a restored database knows what was sent; null unless it still has to be reconciled. */
  restored_to: number | null;
  restored_at: number | null;
  /** How stops made since were learnt; null while they were not. */
  restored_stops: "newer copy" | "list" | "unknown" | null;
};

/** Whether anything is open, or somebody or a consent may be forgotten: 1 when the sweep has to look. */
export type Leftovers = { leftovers: number };

/** Whether readers wait to be brought in, or an import that never came whole is old enough to go: 1 when it has to be looked at. */
export type Importing = { importing: number };

const IMPORTS_WAIT = `(EXISTS (SELECT 1 FROM imports WHERE ready_at IS NOT NULL AND ended_at IS NULL)
  OR EXISTS (SELECT 1 FROM imports WHERE ready_at IS NULL AND begun_at <= ?1 - ${IMPORT_UNREADY_LIFE}))`;

/** Notes the tick, ends a pause that is over, and returns the row with its `Leftovers` and `Importing`. */
export function beginTick(db: D1Database, now: number) {
  return db
    .prepare(`
      UPDATE engine SET last_tick_at = ?1, resumed_at = iif(paused_until <= ?1, paused_until, resumed_at),
        pause_reason = iif(paused_until <= ?1, NULL, pause_reason), paused_until = iif(paused_until <= ?1, NULL, paused_until)
      WHERE id = 1 RETURNING *, (forget_from <= ?1 OR consents_from <= ?1
        OR EXISTS (SELECT 1 FROM notices WHERE state <> 'closed') OR EXISTS (SELECT 1 FROM batches WHERE state <> 'closed')
        OR EXISTS (SELECT 1 FROM outgoing_webhooks WHERE state = 'waiting' AND next_try_at <= ?1)) AS leftovers,
        ${IMPORTS_WAIT} AS importing`)
    .bind(now);
}

export function engineRow(db: D1Database) {
  return db.prepare(`SELECT * FROM engine WHERE id = 1`);
}

/** Stops all sending until then. A pause already longer stays. */
export function pauseSending(db: D1Database, until: number, reason: string) {
  return db
    .prepare(`
      UPDATE engine SET paused_until = ?1, pause_reason = ?2
      WHERE id = 1 AND (paused_until IS NULL OR paused_until < ?1)`)
    .bind(until, reason);
}

/** Stops all sending until the author resumes it, with the counts that she is told. A stop that stands already stays. */
export function stopSending(db: D1Database, { stop, reason, now }: { stop: Stop; reason: string; now: number }) {
  return db
    .prepare(`
      UPDATE engine SET paused_until = ${UNTIL_RESUMED}, pause_reason = ?1, stopped_at = ?2, stopped_for = ?3
      WHERE id = 1 AND stopped_at IS NULL`)
    .bind(reason, now, JSON.stringify(stop));
}

/** Ends every pause. After a stop the counts until `now` are settled, so that they stop nothing a second time. For one D1 batch. */
export function resumeSending(db: D1Database, now: number) {
  return [
    db
      .prepare(`
        UPDATE sending_days SET settled_accepted = accepted, settled_bounced = bounced, settled_complained = complained
        WHERE day > ${WINDOW_BEGAN} AND EXISTS (SELECT 1 FROM engine WHERE stopped_at IS NOT NULL)`)
      .bind(now),
    db
      .prepare(`
        UPDATE engine SET resumed_at = iif(paused_until IS NULL, resumed_at, ?1), paused_until = NULL, pause_reason = NULL,
          stopped_at = NULL
        WHERE id = 1`)
      .bind(now),
  ];
}

/** What the circuit breaker judges by: `Rates`. */
export function ratesNow(db: D1Database, now: number) {
  return db
    .prepare(`
      SELECT coalesce(sum(accepted - settled_accepted), 0) AS accepted, coalesce(sum(bounced - settled_bounced), 0) AS bounced,
        coalesce(sum(complained - settled_complained), 0) AS complained
      FROM sending_days WHERE day > ${WINDOW_BEGAN}`)
    .bind(now);
}

export type Waiting = { claimed: number; notices: number };

/** Mails that stand written and wait to be sent: lessons claimed, and notices. */
export function mailsWaiting(db: D1Database) {
  return db.prepare(`
    SELECT (SELECT coalesce(sum(json_array_length(members)), 0) FROM batches WHERE state <> 'closed') AS claimed,
      (SELECT count(*) FROM notices WHERE state <> 'closed') AS notices`);
}

/**
 * Nothing else can be forgotten before the oldest unconfirmed sign-up is old enough, or the oldest day of counts is over; and no
 * consent before the oldest is.
 */
export function noteSwept(db: D1Database, now: number) {
  return db
    .prepare(`
      UPDATE engine SET
        forget_from = min(
          ${UNCONFIRMED_LIFE} + ifnull((SELECT min(signed_up_at) FROM subscribers WHERE confirmed_at IS NULL), ?1),
          ifnull((SELECT min(day) + 1 FROM sign_up_counts) * ${DAY}, ?1 + ${UNCONFIRMED_LIFE})),
        consents_from = ${CONSENT_LIFE} + ifnull((SELECT ifnull(last_mail_at, given_at) FROM consents
          ORDER BY ifnull(last_mail_at, given_at) LIMIT 1), ?1)
      WHERE id = 1`)
    .bind(now);
}

/** How far re-planning for this course shape is: up to this enrollment, or done when null. */
export function noteReplanned(db: D1Database, shape: string, upTo: number | null) {
  return db
    .prepare(`
      UPDATE engine SET course_shape = iif(?2 IS NULL, ?1, course_shape),
        replanning_shape = iif(?2 IS NULL, NULL, ?1), replanned_to = ?2 WHERE id = 1`)
    .bind(shape, upTo);
}

/**
 * `mails` were accepted on the UTC day of `now`. For the transaction that records them: what somebody closed meanwhile was
 * counted by that somebody.
 */
export function countAccepted(
  db: D1Database,
  { table, id, mails, now }: { table: Leased; id: string; mails: number; now: number },
) {
  return db
    .prepare(`
      INSERT INTO sending_days (day, accepted)
      SELECT ${UTC_DAY}, ?2 WHERE EXISTS (SELECT 1 FROM ${table} WHERE id = ?3 AND state <> 'closed')
      ON CONFLICT (day) DO UPDATE SET accepted = accepted + excluded.accepted`)
    .bind(now, mails, id);
}

/** The UTC day of ?1 (unix ms), as SQL: the provider counts by UTC days. */
const UTC_DAY = `date(?1 / 1000, 'unixepoch')`;

/** The last UTC day that the circuit breaker no longer looks at. */
const WINDOW_BEGAN = `date((?1 - ${RATE_WINDOW_DAYS * DAY}) / 1000, 'unixepoch')`;

/**
 * What may be claimed yet, as SQL, with `now` as ?1 and as `limit` the readers of one day: the limit less what was accepted
 * today and what waits to be sent.
 */
export function quotaLeft(limit: string): string {
  return `max(0, ${limit} - ifnull((SELECT accepted FROM sending_days WHERE day = ${UTC_DAY}), 0)
    - (SELECT coalesce(sum(json_array_length(members)), 0) FROM batches WHERE state <> 'closed'))`;
}

export type Room = { open_batches: number; quota_left: number | null };

/** How many batches wait, counted up to `batches`, and what is left of a day's `dailyLimit` of readers, if there is one. */
export function roomNow(
  db: D1Database,
  { batches, dailyLimit, now }: { batches: number; dailyLimit: number | undefined; now: number },
) {
  return db
    .prepare(`
      SELECT (SELECT count(*) FROM (SELECT 1 FROM batches WHERE state <> 'closed' LIMIT ?2)) AS open_batches,
        CASE WHEN ?3 IS NOT NULL THEN ${quotaLeft("?3")} END AS quota_left`)
    .bind(now, batches, dailyLimit ?? null);
}
