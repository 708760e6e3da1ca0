/** The funnel: how many people of each week and source came how far, counted once each, in the transaction that takes them there. */

import type { DeliveryKey } from "../domain/delivery.ts";
import { type Cohort, EVERYBODY } from "../domain/funnel.ts";
import type { Cap } from "../domain/sign-up-caps.ts";
import { maySend } from "./consultations.ts";
import type { End } from "./deliveries.ts";
import type { Settlement } from "./reconciling.ts";
import { withinCaps } from "./sign-up-counts.ts";

/** `people`: a query for (week, source, step, people). Each counts for her source, and for everybody. */
function counting(people: string): string {
  return `
    INSERT INTO funnel (week, source, step, people)
    SELECT p.week, iif(a.value, '${EVERYBODY}', p.source), p.step, sum(p.people) FROM (${people}) p, json_each('[0,1]') a
    WHERE p.week IS NOT NULL GROUP BY 1, 2, 3
    ON CONFLICT DO UPDATE SET people = people + excluded.people`;
}

/** For the transaction of a sign-up, before it makes her a subscriber. */
export function countNewcomer(
  db: D1Database,
  { addressHash, caps, cohort }: { addressHash: string; caps: readonly Cap[]; cohort: Cohort },
) {
  return db
    .prepare(
      counting(`
        SELECT ?2 AS week, ?3 AS source, 'sign-up' AS step, 1 AS people
        WHERE NOT EXISTS (SELECT 1 FROM subscribers WHERE address_hash = ?1)
          AND NOT EXISTS (SELECT 1 FROM suppressions WHERE address_hash = ?1) AND ${withinCaps("?4")}`),
    )
    .bind(addressHash, cohort.week, cohort.source, JSON.stringify(caps));
}

/** Before her address is proved for the first time. */
export function countConfirmed(db: D1Database, { addressHash, issuedAt }: { addressHash: string; issuedAt: number }) {
  return db
    .prepare(
      counting(`
        SELECT first_week AS week, first_source AS source, 'confirm' AS step, 1 AS people FROM subscribers
        WHERE address_hash = ?1 AND confirmed_at IS NULL AND (unsubscribed_at IS NULL OR unsubscribed_at <= ?2)
          AND NOT EXISTS (SELECT 1 FROM suppressions WHERE address_hash = ?1)`),
    )
    .bind(addressHash, issuedAt);
}

/** Deliveries of `m` as (week, source, step, people), for whoever has the course for the first time and is in one of these statuses. */
function lessonsOf(m: string, statuses: string, people: string): string {
  return `
    SELECT s.first_week AS week, s.first_source AS source, 'lesson:' || d.lesson AS step, ${people} AS people
    FROM ${m} JOIN deliveries d ON d.enrollment_id = m.value ->> 0 AND d.lesson = m.value ->> 1 AND d.batch_id = m.value ->> 2
    JOIN enrollments e ON e.id = d.enrollment_id JOIN subscribers s ON s.id = e.subscriber_id
    WHERE e.part = 0 AND d.status IN (${statuses})`;
}

/** Before `recordEnds` of the same: who has this lesson with it. */
export function countSent(db: D1Database, ends: readonly End[]) {
  const sent = ends.filter(([, , , status]) => status === "sent").map(([id, lesson, batch]) => [id, lesson, batch]);
  return db.prepare(counting(lessonsOf("json_each(?1) m", "'claimed', 'unconfirmed'", "1"))).bind(JSON.stringify(sent));
}

/** Before `settleMails` of the same: whose lesson turns out to have been sent. */
export function countFound(db: D1Database, mails: readonly Settlement[]) {
  return db
    .prepare(
      counting(`
        SELECT s.first_week AS week, s.first_source AS source, 'lesson:' || (m.value ->> 1) AS step, 1 AS people
        FROM json_each(?1) m JOIN enrollments e ON e.id = m.value ->> 0 JOIN subscribers s ON s.id = e.subscriber_id
        LEFT JOIN deliveries d ON d.enrollment_id = e.id AND d.lesson = m.value ->> 1
        WHERE m.value ->> 3 = 'sent' AND e.part = 0 AND ifnull(d.status, '') <> 'sent'`),
    )
    .bind(JSON.stringify(mails));
}

/** Before the provider's news change this delivery's status: she has it now, or does not have it after all. */
export function countNews(db: D1Database, { enrollmentId, lesson, batchId }: DeliveryKey, status: "sent" | "failed") {
  const [from, people] = status === "sent" ? ["'claimed', 'unconfirmed'", "1"] : ["'sent'", "-1"];
  return db
    .prepare(counting(lessonsOf("json_each(?1) m", from, people)))
    .bind(JSON.stringify([[enrollmentId, lesson, batchId]]));
}

/** Before her request is stored, if it will be: her first. A stranger counts for this week, from nowhere in particular. */
export function countAsker(
  db: D1Database,
  { addressHash, week, now }: { addressHash: string; week: number; now: number },
) {
  return db
    .prepare(
      counting(`
        SELECT ifnull(s.first_week, ?2) AS week, ifnull(s.first_source, '') AS source, 'consultation' AS step, 1 AS people
        FROM (SELECT 1) LEFT JOIN subscribers s ON s.address_hash = ?1 AND s.confirmed_at IS NOT NULL
        WHERE NOT EXISTS (SELECT 1 FROM consultations WHERE address_hash = ?1) AND ${maySend("?3")}`),
    )
    .bind(addressHash, week, now);
}

/** Sources told apart in one week, everybody's row among them; whoever comes from yet another is counted together. */
const VISIT_SOURCES = 41;

/** For where she came from, and for everybody. */
export function countVisit(db: D1Database, { week, source }: Cohort) {
  return db
    .prepare(`
      INSERT INTO visits (week, source, visits)
      SELECT ?1, '${EVERYBODY}', 1 UNION ALL
      SELECT ?1, iif(EXISTS (SELECT 1 FROM visits WHERE week = ?1 AND source = ?2)
        OR (SELECT count(*) FROM (SELECT 1 FROM visits WHERE week = ?1 LIMIT ${VISIT_SOURCES})) < ${VISIT_SOURCES}, ?2, '…'), 1
      WHERE true ON CONFLICT DO UPDATE SET visits = visits + 1`)
    .bind(week, source);
}
