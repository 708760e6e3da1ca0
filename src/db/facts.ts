/** Facts: what the provider tells of a mail, once each, of lessons and notices alike. */

import { type Effect, MAY_BECOME, type MailKey } from "../domain/delivery.ts";

/**
 * Told in any order, the end is the same: a status changes only where it may, of two times of one fact the earlier stays, and of
 * two reasons for one status the first by the alphabet, in which a hard bounce stands before a soft one.
 */
export function recordEffect(db: D1Database, mail: MailKey, effect: Effect, providerId: string, happenedAt: number) {
  const { status, fact, reason = null } = effect;
  const { table, isIt, key } = rowOf(mail, 6);
  const may = `status IN (SELECT value FROM json_each(?2))`;
  return db
    .prepare(`
      UPDATE ${table} SET
        status = iif(${may}, ?1, status),
        reason = CASE WHEN ${may} THEN ?5 WHEN status = ?1 AND ?5 IS NOT NULL THEN min(coalesce(reason, ?5), ?5) ELSE reason END,
        sent_at = CASE WHEN NOT ${may} THEN sent_at WHEN ?1 = 'sent' THEN coalesce(sent_at, ?4) END,
        provider_id = coalesce(provider_id, ?3)
        ${fact ? `, ${fact} = min(coalesce(${fact}, ?4), ?4)` : ""}
      WHERE ${isIt} AND (${may} OR ?5 IS NOT NULL ${fact ? `OR ${fact} IS NULL OR ${fact} > ?4` : ""})`)
    .bind(status ?? "", JSON.stringify(status ? MAY_BECOME[status] : []), providerId, happenedAt, reason, ...key);
}

/**
 * Counts a hard bounce or a complaint for the UTC day on which it happened, once a mail: for the transaction that records the
 * fact, before it does.
 */
export function countFact(db: D1Database, mail: MailKey, fact: "bounced_at" | "complained_at", happenedAt: number) {
  const { table, isIt, key } = rowOf(mail, 2);
  const count = fact === "bounced_at" ? "bounced" : "complained";
  return db
    .prepare(`
      INSERT INTO sending_days (day, accepted, ${count})
      SELECT date(?1 / 1000, 'unixepoch'), 0, 1 FROM ${table}
      WHERE ${isIt} AND ${fact} IS NULL
      ON CONFLICT (day) DO UPDATE SET ${count} = ${count} + 1`)
    .bind(happenedAt, ...key);
}

/**
 * The address that this mail went to, by its hash; a row with null for a notice to the author, none when no mail of ours has this
 * key. Of a reader who moved since, it is the address she had when the mail was sealed. A lesson that is owed again,
 * in another batch, is still the mail of its first batch.
 */
export function addressHashOf(db: D1Database, mail: MailKey) {
  const thenHers = (sealedAt: string) => `coalesce((SELECT f.address_hash FROM former_addresses f
    WHERE f.subscriber_id = s.id AND f.left_at > ${sealedAt} ORDER BY f.left_at LIMIT 1), s.address_hash)`;
  return "noticeId" in mail
    ? db
        .prepare(`
          SELECT coalesce(n.address_hash, ${thenHers("n.first_unknown_at")}, c.address_hash) AS address_hash
          FROM notices n LEFT JOIN subscribers s ON s.id = n.subscriber_id
          LEFT JOIN consultations c ON c.id = n.consultation_id AND n.kind = 'consultation-received'
          WHERE n.id = ?1`)
        .bind(mail.noticeId)
    : db
        .prepare(`
          SELECT ${thenHers("b.first_unknown_at")} AS address_hash FROM deliveries d
          JOIN enrollments e ON e.id = d.enrollment_id JOIN subscribers s ON s.id = e.subscriber_id
          LEFT JOIN batches b ON b.id = ?3
          WHERE d.enrollment_id = ?1 AND d.lesson = ?2 AND (d.batch_id = ?3
            OR b.lesson = ?2 AND EXISTS (SELECT 1 FROM json_each(b.members) m WHERE m.value ->> 0 = ?1))`)
        .bind(mail.enrollmentId, mail.lesson, mail.batchId);
}

/** The ledger row, its key's values from the parameter `first` on. All three names of a delivery must belong together. */
function rowOf(mail: MailKey, first: number) {
  return "noticeId" in mail
    ? { table: "notices", isIt: `id = ?${first}`, key: [mail.noticeId] }
    : {
        table: "deliveries",
        isIt: `enrollment_id = ?${first} AND lesson = ?${first + 1} AND batch_id = ?${first + 2}`,
        key: [mail.enrollmentId, mail.lesson, mail.batchId],
      };
}
