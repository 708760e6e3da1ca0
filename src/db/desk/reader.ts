/** What the author's page of one reader asks: her rows alone, each found by an index. */

/** The mails, events and requests of one person shown at most; the file of everything has them all. */
export const SHOWN = 100;

export function hashOfReader(db: D1Database, id: number) {
  return db.prepare(`SELECT address_hash FROM subscribers WHERE id = ?1`).bind(id);
}

/** Every lesson of hers in all her parts, letters and copies too, the newest first: `LedgerRow`s. */
export function ledgerOf(db: D1Database, subscriberId: number) {
  return db
    .prepare(`
      SELECT e.course, e.part, d.lesson, d.status, d.reason, d.batch_id, d.provider_id, d.claimed_at, d.sent_at, d.delivered_at,
        d.bounced_at, d.complained_at
      FROM enrollments e CROSS JOIN deliveries d ON d.enrollment_id = e.id
      WHERE e.subscriber_id = ?1 ORDER BY d.claimed_at DESC, e.part DESC LIMIT ${SHOWN}`)
    .bind(subscriberId);
}

/** `PartRow`s of the course, the latest first. */
export function partsOf(db: D1Database, subscriberId: number) {
  return db
    .prepare(`
      SELECT part, from_lesson, created_at, completed_at, stopped_at, replaced_at FROM enrollments
      WHERE subscriber_id = ?1 AND course NOT GLOB '*:*' ORDER BY id DESC LIMIT ${SHOWN}`)
    .bind(subscriberId);
}

/** `NoticeRow`s, the newest first. */
export function noticesOf(db: D1Database, subscriberId: number) {
  return db
    .prepare(`
      SELECT kind, status, reason, created_at, sent_at, delivered_at, bounced_at, complained_at FROM notices
      WHERE subscriber_id = ?1 ORDER BY created_at DESC LIMIT ${SHOWN}`)
    .bind(subscriberId);
}

/** What was told of her mails, the newest first: `EventRow`s. */
export function eventsOf(db: D1Database, subscriberId: number) {
  return db
    .prepare(`
      SELECT type, detail, lesson, happened_at FROM (
        SELECT v.type, v.detail, v.lesson, v.happened_at FROM enrollments e
        CROSS JOIN mail_events v INDEXED BY mail_events_of_enrollment ON v.enrollment_id = e.id WHERE e.subscriber_id = ?1
        UNION ALL SELECT v.type, v.detail, v.lesson, v.happened_at FROM notices n
        CROSS JOIN mail_events v INDEXED BY mail_events_of_notice ON v.notice_id = n.id WHERE n.subscriber_id = ?1)
      ORDER BY happened_at DESC LIMIT ${SHOWN}`)
    .bind(subscriberId);
}

/** `ConsentRow`s, the newest first. */
export function consentsOf(db: D1Database, addressHash: string) {
  return db
    .prepare(`
      SELECT wording, page, given_at, confirmed_at FROM consents WHERE address_hash = ?1 ORDER BY id DESC LIMIT ${SHOWN}`)
    .bind(addressHash);
}

/** `RequestRow`s, the newest first; also what she asked before she was a reader. */
export function requestsOf(db: D1Database, addressHash: string, subscriberId: number) {
  return db
    .prepare(`
      SELECT id, status, created_at FROM consultations WHERE address_hash = ?1
      UNION SELECT id, status, created_at FROM consultations WHERE subscriber_id = ?2
      ORDER BY created_at DESC LIMIT ${SHOWN}`)
    .bind(addressHash, subscriberId);
}

/** What the author did to suppressions of this address: `SuppressionChange`s. */
export function suppressionChangesOf(db: D1Database, addressHash: string) {
  return db
    .prepare(`
      SELECT change, was, reason, she_asked, changed_at FROM suppression_changes
      WHERE address_hash = ?1 ORDER BY changed_at DESC LIMIT ${SHOWN}`)
    .bind(addressHash);
}

/** The lesson claimed last in her latest passage, if nobody knows yet what becomes of it: `OnItsWay`. */
export function onItsWay(db: D1Database, subscriberId: number) {
  return db
    .prepare(`
      SELECT d.lesson, d.claimed_at, b.state, b.attempts, b.leased_until, b.first_unknown_at
      FROM enrollments e JOIN deliveries d ON d.enrollment_id = e.id AND d.lesson = e.last_lesson AND d.status = 'claimed'
      JOIN batches b ON b.id = d.batch_id WHERE e.id = (SELECT max(id) FROM enrollments WHERE subscriber_id = ?1 AND course NOT GLOB '*:*')`)
    .bind(subscriberId);
}

/** Why and since when her address is suppressed: `Suppression`, if it is. */
export function suppressionOf(db: D1Database, addressHash: string) {
  return db.prepare(`SELECT reason, created_at FROM suppressions WHERE address_hash = ?1`).bind(addressHash);
}
