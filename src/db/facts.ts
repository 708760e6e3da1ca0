/** Facts: what the provider tells of a mail, once each, of lessons and notices alike. */

import { type Effect, MAY_BECOME, type MailKey } from "../domain/delivery.ts";

/** A fact that is set stays; a status changes only where it may. */
export function recordEffect(db: D1Database, mail: MailKey, effect: Effect, providerId: string, happenedAt: number) {
  const { status, fact, reason = null } = effect;
  const { table, isIt, key } = rowOf(mail);
  const may = `status IN (SELECT value FROM json_each(?2))`;
  return db
    .prepare(`
      UPDATE ${table} SET
        status = iif(${may}, ?1, status),
        reason = iif(${may} AND ?1 = 'sent', ?5, coalesce(?5, reason)),
        sent_at = coalesce(sent_at, iif(${may} AND ?1 = 'sent', ?4, NULL)),
        provider_id = coalesce(provider_id, ?3)
        ${fact ? `, ${fact} = coalesce(${fact}, ?4)` : ""}
      WHERE ${isIt} AND (${may} OR ?5 IS NOT NULL ${fact ? `OR ${fact} IS NULL` : ""})`)
    .bind(status ?? "", JSON.stringify(status ? MAY_BECOME[status] : []), providerId, happenedAt, reason, ...key);
}

/**
 * The address that this mail went to, by its hash; a row with null for a notice to the author, none when no mail of ours has this
 * key. Of a reader who moved since, it is the address she had when the mail was sealed.
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
          LEFT JOIN batches b ON b.id = d.batch_id
          WHERE d.enrollment_id = ?1 AND d.lesson = ?2 AND d.batch_id = ?3`)
        .bind(mail.enrollmentId, mail.lesson, mail.batchId);
}

/** The ledger row, its key's values from ?6 on. All three names of a delivery must belong together. */
function rowOf(mail: MailKey) {
  return "noticeId" in mail
    ? { table: "notices", isIt: "id = ?6", key: [mail.noticeId] }
    : {
        table: "deliveries",
        isIt: "enrollment_id = ?6 AND lesson = ?7 AND batch_id = ?8",
        key: [mail.enrollmentId, mail.lesson, mail.batchId],
      };
}
