/** Notices: mails that are not lessons, each with the life of a batch and a delivery in one row. */

import type { Stop } from "../domain/breaker.ts";
import type { ConsultationFacts } from "../domain/consultation.ts";
import { CONFIRM_WINDOW, LEASE, UNKNOWN_UNTIL } from "../domain/numbers.ts";
import type { Cap } from "../domain/sign-up-caps.ts";
import type { Told } from "../domain/watch.ts";
import { withinCaps } from "./sign-up-counts.ts";

export type NoticeKind =
  | "confirm"
  | "already-enrolled"
  | "sending-paused"
  | "sending-stopped"
  | "sign-in"
  | "tick-missed"
  | "quota-near"
  | "mails-late"
  | "weekly"
  | "fresh-link"
  | "address-proof"
  | "consultation-received"
  | "consultation-request";

/** A sealed notice, with what its text says about the reader at the time it was sealed. */
export type Notice = {
  id: string;
  kind: NoticeKind;
  email: string;
  generation: number;
  attempts: number;
  first_unknown_at: number;
  created_at: number;
  sealed: string;
};

export type NoticeFacts = {
  addressHash: string | null;
  zone: string | null;
  nextDueAt: number | null;
  /** Undefined in what was sealed by a Worker that knew of no consultations. */
  consultation?: ConsultationFacts | null;
  stop?: Stop | null;
  told?: Told | null;
};

/** How many notices she had: one that failed or was skipped is a quarter, as nobody had it. */
const COUNTED = "total(iif(n.status IN ('failed', 'skipped'), 0.25, 1))";

/**
 * The right notice for whoever signed up: the confirm mail, or for a reader who is enrolled a word that she is. None for a
 * suppressed address, beyond one of the `caps`, or beyond `most` of its kind in 24 hours, in which one that failed counts a
 * quarter: it is no mail she had, and yet nobody may have us try for ever. Returns its id.
 */
export function noticeOfSignUp(
  db: D1Database,
  {
    id,
    addressHash,
    most,
    caps,
    now,
  }: { id: string; addressHash: string; most: number; caps: readonly Cap[]; now: number },
) {
  return db
    .prepare(`
      INSERT INTO notices (id, kind, subscriber_id, email, rung_at, created_at)
      SELECT ?1, iif(s.confirmed_at IS NOT NULL AND s.unsubscribed_at IS NULL, 'already-enrolled', 'confirm'),
        s.id, s.email, ?4, ?4
      FROM subscribers s
      WHERE s.address_hash = ?2 AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = ?2)
        AND (SELECT ${COUNTED} FROM notices n
          WHERE n.subscriber_id = s.id AND n.created_at > ?4 - ${CONFIRM_WINDOW}
          AND n.kind = iif(s.confirmed_at IS NOT NULL AND s.unsubscribed_at IS NULL, 'already-enrolled', 'confirm')) < ?3
        AND ${withinCaps("?5")}
      RETURNING id`)
    .bind(id, addressHash, most, now, JSON.stringify(caps));
}

/** The link for what only she may do, to her own address; a stopped reader may have it too. Returns its id. */
export function freshLinkNotice(
  db: D1Database,
  { id, addressHash, most, now }: { id: string; addressHash: string; most: number; now: number },
) {
  return db
    .prepare(`
      INSERT INTO notices (id, kind, subscriber_id, email, rung_at, created_at)
      SELECT ?1, 'fresh-link', s.id, s.email, ?4, ?4 FROM subscribers s
      WHERE s.address_hash = ?2 AND s.confirmed_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = ?2)
        AND (SELECT ${COUNTED} FROM notices n
          WHERE n.subscriber_id = s.id AND n.kind = 'fresh-link' AND n.created_at > ?4 - ${CONFIRM_WINDOW}) < ?3
      RETURNING id`)
    .bind(id, addressHash, most, now);
}

type Moving = { id: string; addressHash: string; newHash: string; newEmail: string; most: number; now: number };

/**
 * The mail that proves a new address: none to one that is suppressed or a reader's already, none beyond `most` that she asked for
 * in 24 hours, and one to each address, whoever asks. Returns its id.
 */
export function addressProofNotice(db: D1Database, { id, addressHash, newHash, newEmail, most, now }: Moving) {
  const inWindow = `n.kind = 'address-proof' AND n.created_at > ?6 - ${CONFIRM_WINDOW}`;
  return db
    .prepare(`
      INSERT INTO notices (id, kind, subscriber_id, email, address_hash, rung_at, created_at)
      SELECT ?1, 'address-proof', s.id, ?4, ?3, ?6, ?6 FROM subscribers s
      WHERE s.address_hash = ?2 AND s.confirmed_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash IN (?2, ?3))
        AND NOT EXISTS (SELECT 1 FROM subscribers o WHERE o.address_hash = ?3 AND o.confirmed_at IS NOT NULL)
        AND (SELECT ${COUNTED} FROM notices n WHERE n.subscriber_id = s.id AND ${inWindow}) < ?5
        AND (SELECT ${COUNTED} FROM notices n WHERE n.address_hash = ?3 AND ${inWindow}) < 1
      RETURNING id`)
    .bind(id, addressHash, newHash, newEmail, most, now);
}

/**
 * A notice whose address was suppressed since, or whose reader stopped or moved since, does not go any more: what opens her own
 * page must not reach a mailbox that she has left.
 */
export function skipNoticeBeforeSeal(db: D1Database, id: string, now: number) {
  return db
    .prepare(`
      UPDATE notices SET state = 'closed', status = 'skipped', leased_until = NULL, reason = gone.reason
      FROM (
        SELECT coalesce(x.reason, iif(n.kind = 'already-enrolled' AND s.unsubscribed_at IS NOT NULL, 'unsubscribed', NULL),
          iif(n.address_hash IS NULL AND n.email <> s.email, 'address changed', NULL)) AS reason
        FROM notices n LEFT JOIN subscribers s ON s.id = n.subscriber_id
        LEFT JOIN consultations c ON c.id = n.consultation_id AND n.kind = 'consultation-received'
        LEFT JOIN suppressions x ON x.address_hash = coalesce(n.address_hash, s.address_hash, c.address_hash)
        WHERE n.id = ?1 AND n.state = 'open' AND n.leased_until = ?2 + ${LEASE}
      ) gone
      WHERE notices.id = ?1 AND gone.reason IS NOT NULL`)
    .bind(id, now);
}

/** What the author is told of a request, with the lessons that this reader has had until now; null for everybody's other notices. */
const CONSULTATION = `(
  SELECT json_object('name', c.name, 'email', c.email, 'reach', c.reach, 'times', c.times, 'topic', c.topic,
    'worksheet', c.worksheet, 'read', iif(c.subscriber_id IS NULL, NULL, (
      SELECT json_group_array(had.lesson) FROM (
        SELECT d.lesson, min(d.sent_at) AS sent_at FROM enrollments e JOIN deliveries d ON d.enrollment_id = e.id
        WHERE e.subscriber_id = c.subscriber_id AND d.sent_at IS NOT NULL GROUP BY d.lesson ORDER BY 2) had)))
  FROM consultations c WHERE c.id = notices.consultation_id AND notices.kind = 'consultation-request')`;

export function sealNotice(db: D1Database, id: string, now: number) {
  return db
    .prepare(`
      UPDATE notices SET state = 'sealed', first_unknown_at = ?2, sealed = json_set(coalesce((
        SELECT json_object('addressHash', s.address_hash, 'zone', k.zone, 'nextDueAt',
          (SELECT max(e.next_due_at) FROM enrollments e WHERE e.subscriber_id = s.id))
        FROM subscribers s JOIN clocks k ON k.id = s.clock_id WHERE s.id = notices.subscriber_id),
        json_object('addressHash', NULL, 'zone', NULL, 'nextDueAt', NULL)), '$.consultation', json(${CONSULTATION}),
        '$.stop', (SELECT json(stopped_for) FROM engine WHERE notices.kind = 'sending-stopped'), '$.told', json(told))
      WHERE id = ?1 AND state = 'open' AND leased_until = ?2 + ${LEASE}`)
    .bind(id, now);
}

export function closeNotice(
  db: D1Database,
  id: string,
  outcome: { status: "sent" | "failed" | "unconfirmed"; providerId?: string; reason?: string },
  now: number,
) {
  return db
    .prepare(`
      UPDATE notices SET state = 'closed', sealed = NULL, leased_until = NULL,
        status = iif(status = 'claimed', ?2, status), reason = iif(status = 'claimed', ?4, reason),
        provider_id = coalesce(provider_id, ?3), sent_at = iif(?2 = 'sent' AND status IN ('claimed', 'sent'), coalesce(sent_at, ?5), sent_at)
      WHERE id = ?1`)
    .bind(id, outcome.status, outcome.providerId ?? null, outcome.reason ?? null, now);
}

/** Sealed so long ago that asking again could send twice: what became of them stays unknown. */
export function closeExpiredNotices(db: D1Database, now: number) {
  return db
    .prepare(`
      UPDATE notices SET state = 'closed', sealed = NULL, leased_until = NULL,
        status = iif(status = 'claimed', 'unconfirmed', status), reason = coalesce(reason, 'no answer for 20 hours')
      WHERE state <> 'closed' AND state = 'sealed' AND first_unknown_at <= ?1 - ${UNKNOWN_UNTIL} AND leased_until <= ?1`)
    .bind(now);
}

/**
 * The provider took this notice and then did not send it, for our quota: a new one is owed in its place, so that late news of
 * the old one say nothing of it. Told twice, the second time finds the old one failed.
 */
export function oweNoticeAgain(
  db: D1Database,
  id: string,
  { newId, providerId, reason, now }: { newId: string; providerId: string; reason: string; now: number },
) {
  return [
    db
      .prepare(`
        INSERT INTO notices (id, kind, subscriber_id, consultation_id, email, address_hash, rung_at, created_at)
        SELECT ?2, kind, subscriber_id, consultation_id, email, address_hash, ?3, ?3 FROM notices
        WHERE id = ?1 AND attempts > 0 AND status IN ('claimed', 'sent', 'unconfirmed') AND delivered_at IS NULL AND bounced_at IS NULL AND complained_at IS NULL`)
      .bind(id, newId, now),
    db
      .prepare(`
        UPDATE notices SET status = 'failed', reason = ?3, sent_at = NULL, provider_id = coalesce(provider_id, ?4)
        WHERE id = ?1 AND EXISTS (SELECT 1 FROM notices WHERE id = ?2)`)
      .bind(id, newId, reason, providerId),
  ];
}
