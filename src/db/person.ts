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
  import_rows: `address_hash IN ${HER_HASHES}`,
  desk_deeds: `subscriber_id = ${HERS}`,
} as const;

export type TableAboutHer = keyof typeof ABOUT_HER;
export const TABLES_ABOUT_HER = Object.keys(ABOUT_HER) as TableAboutHer[];

/** Clocks are shared by many readers. */
export const COUNTED_ABOUT_HER: readonly TableAboutHer[] = TABLES_ABOUT_HER.filter((table) => table !== "clocks");

/** One statement a table, in the order of `TABLES_ABOUT_HER`. */
export function everythingAbout(db: D1Database, addressHash: string) {
  return TABLES_ABOUT_HER.map((table) =>
    db.prepare(`SELECT * FROM ${table} WHERE ${ABOUT_HER[table]}`).bind(addressHash),
  );
}

/** How many rows are about her: one statement a table, in the order of `COUNTED_ABOUT_HER`. */
export function countAbout(db: D1Database, addressHash: string) {
  return COUNTED_ABOUT_HER.map((table) =>
    db.prepare(`SELECT count(*) AS found FROM ${table} WHERE ${ABOUT_HER[table]}`).bind(addressHash),
  );
}

/** Whether a mail that is no lesson was handed over to her and may still arrive. */
export function noticeUnderWay(db: D1Database, addressHash: string) {
  return db
    .prepare(`
      SELECT 1 AS under_way FROM notices WHERE state = 'sealed' AND kind <> 'consultation-request' AND ${ABOUT_HER.notices} LIMIT 1`)
    .bind(addressHash);
}

/** Her consents that she never confirmed: these are erased, the others kept. */
export function countUnconfirmedConsents(db: D1Database, addressHash: string) {
  return db
    .prepare(`SELECT count(*) AS found FROM consents WHERE confirmed_at IS NULL AND ${ABOUT_HER.consents}`)
    .bind(addressHash);
}

/**
 * For one D1 batch; the last returns her id when she was here. What stays is known by hash alone: confirmed consents, which prove
 * that mail was allowed and remember the last one, and a suppression with what was done to it by hand, which keeps it from being
 * sent again. Her passages, deliveries, notices and former
 * addresses, and what was done for her by hand, go with her row, and with her requests for a consultation what was mailed, noted and
 * told about them.
 */
export function erasePerson(db: D1Database, addressHash: string, lastMailAt: number) {
  return [
    db.prepare(`DELETE FROM mail_events WHERE ${ABOUT_HER.mail_events}`).bind(addressHash),
    db.prepare(`DELETE FROM consents WHERE confirmed_at IS NULL AND ${ABOUT_HER.consents}`).bind(addressHash),
    db
      .prepare(`
        UPDATE consents SET last_mail_at = max(ifnull(last_mail_at, 0), iif(address_hash = ?1, ?2,
          (SELECT max(left_at) FROM former_addresses f WHERE f.address_hash = consents.address_hash)))
        WHERE ${ABOUT_HER.consents} AND EXISTS ${HERS}`)
      .bind(addressHash, lastMailAt),
    db.prepare(`DELETE FROM consultations WHERE ${ABOUT_HER.consultations}`).bind(addressHash),
    db
      .prepare(`
        UPDATE import_rows SET outcome = 'erased', address_hash = NULL, email = NULL, name = NULL, wording = NULL, source = NULL
        WHERE ${ABOUT_HER.import_rows}`)
      .bind(addressHash),
    db.prepare(`DELETE FROM subscribers WHERE address_hash = ?1 RETURNING id`).bind(addressHash),
  ];
}

/** When the last mail went to her: one row, `at` in unix ms or null. What failed or was skipped was none. */
export function lastMailTo(db: D1Database, addressHash: string) {
  return db
    .prepare(`
      SELECT max(at) AS at FROM (
        SELECT max(ifnull(sent_at, claimed_at)) AS at FROM deliveries
        WHERE enrollment_id IN ${HER_PASSAGES} AND status NOT IN ('failed', 'skipped')
        UNION ALL SELECT max(ifnull(sent_at, created_at)) FROM notices
        WHERE subscriber_id = ${HERS} AND status NOT IN ('failed', 'skipped'))`)
    .bind(addressHash);
}
