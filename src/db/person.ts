/** Everything the tables hold about one person: to be handed to her, or to be gone. */

const HERS = `(SELECT id FROM subscribers WHERE address_hash = ?1)`;
const HER_PASSAGES = `(SELECT id FROM enrollments WHERE subscriber_id = ${HERS})`;
/** The one she has, and those she had before. */
const HER_HASHES = `(SELECT ?1 UNION SELECT address_hash FROM former_addresses WHERE subscriber_id = ${HERS})`;
const HER_REQUESTS = `(SELECT id FROM consultations WHERE address_hash IN ${HER_HASHES})`;
const HER_NOTICES = `(SELECT id FROM notices WHERE subscriber_id = ${HERS} OR consultation_id IN ${HER_REQUESTS})`;

/** Rows about her, by table. Batches hold numbers alone, but for the minutes or hours in which one is being sent. */
const ABOUT_HER = {
  subscribers: "address_hash = ?1",
  clocks: "id = (SELECT clock_id FROM subscribers WHERE address_hash = ?1)",
  former_addresses: `subscriber_id = ${HERS}`,
  consents: `address_hash IN ${HER_HASHES}`,
  enrollments: `subscriber_id = ${HERS}`,
  deliveries: `enrollment_id IN ${HER_PASSAGES}`,
  consultations: `id IN ${HER_REQUESTS}`,
  consultation_changes: `consultation_id IN ${HER_REQUESTS}`,
  consultation_notes: `consultation_id IN ${HER_REQUESTS}`,
  outgoing_webhooks: `consultation_id IN ${HER_REQUESTS}`,
  notices: `id IN ${HER_NOTICES}`,
  mail_events: `enrollment_id IN ${HER_PASSAGES} OR notice_id IN ${HER_NOTICES}`,
  suppressions: `address_hash IN ${HER_HASHES}`,
  suppression_changes: `address_hash IN ${HER_HASHES}`,
} as const;

export type TableAboutHer = keyof typeof ABOUT_HER;
export const TABLES_ABOUT_HER = Object.keys(ABOUT_HER) as TableAboutHer[];

/** One statement a table, in the order of `TABLES_ABOUT_HER`. */
export function everythingAbout(db: D1Database, addressHash: string) {
  return TABLES_ABOUT_HER.map((table) =>
    db.prepare(`SELECT * FROM ${table} WHERE ${ABOUT_HER[table]}`).bind(addressHash),
  );
}

/**
 * For one D1 batch; the last returns her id when she was here. What stays is known by hash alone: confirmed consents, which prove
 * that mail was allowed and remember the last one, and a suppression with what was done to it by hand, which keeps it from being
 * sent again. Her passages, deliveries, notices and former
 * addresses go with her row, and with her requests for a consultation what was mailed, noted and told about them.
 */
export function erasePerson(db: D1Database, addressHash: string, now: number) {
  return [
    db.prepare(`DELETE FROM mail_events WHERE ${ABOUT_HER.mail_events}`).bind(addressHash),
    db.prepare(`DELETE FROM consents WHERE confirmed_at IS NULL AND ${ABOUT_HER.consents}`).bind(addressHash),
    // The link with which she does this came by mail within two hours: that was the last.
    db
      .prepare(`
        UPDATE consents SET last_mail_at = max(ifnull(last_mail_at, 0), iif(address_hash = ?1, ?2,
          (SELECT max(left_at) FROM former_addresses f WHERE f.address_hash = consents.address_hash)))
        WHERE ${ABOUT_HER.consents} AND EXISTS ${HERS}`)
      .bind(addressHash, now),
    db.prepare(`DELETE FROM consultations WHERE ${ABOUT_HER.consultations}`).bind(addressHash),
    db.prepare(`DELETE FROM subscribers WHERE address_hash = ?1 RETURNING id`).bind(addressHash),
  ];
}
