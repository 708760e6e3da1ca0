/** Reconciling: what a restored database knows of mails sent since, and the rows that are made right. */

import type { Clock } from "../domain/clock.ts";
import type { Status } from "../domain/delivery.ts";
import type { KnownNotice } from "../domain/sent-mail.ts";

export type PassageRow = Clock & {
  /** Null for a subscriber who has no passage. */
  id: number | null;
  email: string;
  from_lesson: string | null;
  last_lesson: string | null;
  next_lesson: string | null;
  next_due_at: number | null;
  created_at: number;
  completed_at: number | null;
  /** JSON of `LedgerTuple`s. */
  rows: string;
};

export type LedgerTuple = [
  lesson: string,
  status: Status,
  providerId: string | null,
  at: number,
  reason: string | null,
];

const KNOWN = `e.id, s.email, e.from_lesson, e.last_lesson, e.next_lesson, e.next_due_at, e.created_at, e.completed_at,
  k.zone, k.minute, k.pace_days AS paceDays, k.quiet_days AS quietDays,
  (SELECT json_group_array(json_array(d.lesson, d.status, d.provider_id, coalesce(d.sent_at, d.claimed_at), d.reason))
    FROM deliveries d WHERE d.enrollment_id = e.id) AS rows`;

/** These passages of the course: `PassageRow`s. */
export function passagesOf(db: D1Database, course: string, ids: readonly number[]) {
  return db
    .prepare(`
      SELECT ${KNOWN} FROM json_each(?1) i CROSS JOIN enrollments e ON e.id = i.value
      JOIN subscribers s ON s.id = e.subscriber_id JOIN clocks k ON k.id = s.clock_id WHERE e.course = ?2`)
    .bind(JSON.stringify(ids), course);
}

/** Subscribers with these addresses, whatever the case of their letters, each with her latest passage or without one. */
export function passagesAt(db: D1Database, course: string, addresses: readonly string[]) {
  return db
    .prepare(`
      SELECT ${KNOWN} FROM json_each(?1) a CROSS JOIN subscribers s ON s.email = a.value COLLATE NOCASE
      JOIN clocks k ON k.id = s.clock_id
      LEFT JOIN enrollments e ON e.id = (SELECT max(l.id) FROM enrollments l WHERE l.subscriber_id = s.id AND l.course = ?2)`)
    .bind(JSON.stringify(addresses), course);
}

export type NoticeRow = Omit<KnownNotice, "isOpen"> & { isOpen: number };

/** These notices, and whatever notice to readers still waits: `NoticeRow`s. */
export function noticesOf(db: D1Database, ids: readonly string[]) {
  return db
    .prepare(`
      SELECT id, kind, email, state <> 'closed' AS isOpen FROM notices WHERE id IN (SELECT value FROM json_each(?1))
      UNION SELECT id, kind, email, 1 FROM notices WHERE state <> 'closed'`)
    .bind(JSON.stringify(ids));
}

export type KnownMail = {
  provider_id: string;
  enrollment_id: number | null;
  lesson: string | null;
  batch_id: string | null;
  notice_id: string | null;
  /** 1 when the ledger has that news. */
  has_bounced: number;
  has_complained: number;
  has_failed: number;
};

/** Mails sent since then that the ledger knows by the provider's id: `KnownMail`s. Looks at every delivery. */
export function mailsKnownSince(db: D1Database, since: number) {
  const news =
    "bounced_at IS NOT NULL AS has_bounced, complained_at IS NOT NULL AS has_complained, status = 'failed' AS has_failed";
  return db
    .prepare(`
      SELECT provider_id, enrollment_id, lesson, batch_id, NULL AS notice_id, ${news} FROM deliveries
      WHERE provider_id IS NOT NULL AND coalesce(sent_at, claimed_at) >= ?1
      UNION ALL SELECT provider_id, NULL, NULL, NULL, id, ${news} FROM notices
      WHERE provider_id IS NOT NULL AND coalesce(sent_at, created_at) >= ?1`)
    .bind(since);
}

/** A mail that was sent, or that counts as sent: `sent` with its times, or `unconfirmed` with the reason. */
export type Settlement = [
  enrollmentId: number,
  lesson: string,
  batchId: string,
  status: "sent" | "unconfirmed",
  providerId: string,
  reason: string | null,
  sentAt: number,
  deliveredAt: number | null,
];

/** For one D1 batch, in this order: what is counted is what was not known before. A row that is sure stays as it is. */
export function settleMails(db: D1Database, mails: readonly Settlement[]) {
  const told = JSON.stringify(mails);
  return [
    db
      .prepare(`
        INSERT INTO sending_days (day, accepted)
        SELECT date((m.value ->> 6) / 1000, 'unixepoch'), count(*) FROM json_each(?1) m
        WHERE NOT EXISTS (SELECT 1 FROM deliveries d
          WHERE d.enrollment_id = m.value ->> 0 AND d.lesson = m.value ->> 1 AND d.provider_id IS NOT NULL)
        GROUP BY 1 ON CONFLICT (day) DO UPDATE SET accepted = accepted + excluded.accepted`)
      .bind(told),
    db
      .prepare(`
        INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, provider_id, reason, claimed_at, sent_at, delivered_at)
        SELECT m.value ->> 0, m.value ->> 1, m.value ->> 2, m.value ->> 3, m.value ->> 4, m.value ->> 5, m.value ->> 6,
          iif(m.value ->> 3 = 'sent', m.value ->> 6, NULL), m.value ->> 7
        FROM json_each(?1) m WHERE EXISTS (SELECT 1 FROM enrollments e WHERE e.id = m.value ->> 0)
        ON CONFLICT (enrollment_id, lesson) DO UPDATE SET batch_id = excluded.batch_id, status = excluded.status,
          provider_id = excluded.provider_id, reason = excluded.reason, claimed_at = excluded.claimed_at,
          sent_at = excluded.sent_at, delivered_at = coalesce(deliveries.delivered_at, excluded.delivered_at)
        WHERE deliveries.status <> 'sent' OR deliveries.provider_id IS NULL`)
      .bind(told),
  ];
}

/** [enrollment id, its last lesson as it was read, last, next, due at, last at] */
export type Placed = [number, string | null, string | null, string | null, number | null, number | null];

/** A passage moves on by what was found, unless it moved meanwhile. A stopped or replaced one gets no date. */
export function placeAnew(db: D1Database, placed: readonly Placed[]) {
  return db
    .prepare(`
      UPDATE enrollments SET last_lesson = m.value ->> 2,
        next_lesson = iif(replaced_at IS NULL, m.value ->> 3, NULL),
        next_due_at = iif(replaced_at IS NULL AND stopped_at IS NULL, m.value ->> 4, NULL),
        completed_at = iif(m.value ->> 3 IS NULL AND replaced_at IS NULL, coalesce(completed_at, m.value ->> 5), NULL)
      FROM json_each(?1) m WHERE enrollments.id = m.value ->> 0 AND last_lesson IS (m.value ->> 1)`)
    .bind(JSON.stringify(placed));
}

/** [notice id, provider id, sent at, delivered at] */
export type SentNotice = [string, string, number, number | null];

/** What waited and was sent since is closed. */
export function settleNotices(db: D1Database, notices: readonly SentNotice[]) {
  return db
    .prepare(`
      UPDATE notices SET state = 'closed', sealed = NULL, leased_until = NULL, status = 'sent', reason = NULL,
        provider_id = m.value ->> 1, sent_at = m.value ->> 2, delivered_at = coalesce(delivered_at, m.value ->> 3)
      FROM json_each(?1) m
      WHERE notices.id = m.value ->> 0 AND provider_id IS NULL AND status IN ('claimed', 'unconfirmed')`)
    .bind(JSON.stringify(notices));
}
