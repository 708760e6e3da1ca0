/** Addresses: a reader moves to another one that she has proved. */

type Move = {
  subscriberId: number;
  oldHash: string;
  newHash: string;
  email: string;
  unsubscribeToken: string;
  now: number;
};

/**
 * For one D1 batch. Nothing happens when she moved or was erased meanwhile, or the new address became a reader's or suppressed;
 * a sign-up there that nobody confirmed gives way. Her consents are evidence for the new address too. The last returns her id.
 */
export function moveAddress(db: D1Database, { subscriberId, oldHash, newHash, email, unsubscribeToken, now }: Move) {
  const may = `EXISTS (SELECT 1 FROM subscribers WHERE id = ?1 AND address_hash = ?2)
    AND NOT EXISTS (SELECT 1 FROM suppressions WHERE address_hash = ?3)
    AND NOT EXISTS (SELECT 1 FROM subscribers WHERE address_hash = ?3 AND confirmed_at IS NOT NULL)`;
  const statement = (sql: string, ...more: unknown[]) => db.prepare(sql).bind(subscriberId, oldHash, newHash, ...more);
  return [
    statement(`DELETE FROM subscribers WHERE address_hash = ?3 AND confirmed_at IS NULL AND ${may}`),
    statement(
      `INSERT INTO former_addresses (subscriber_id, address_hash, left_at) SELECT ?1, ?2, ?4 WHERE ${may}`,
      now,
    ),
    statement(
      `INSERT INTO consents (address_hash, wording, wording_version, page, given_at, network_hash, client_hash,
          confirmed_at, last_mail_at)
        SELECT ?3, wording, wording_version, page, given_at, network_hash, client_hash, ?4, ?4 FROM consents WHERE address_hash = ?2 AND confirmed_at IS NOT NULL AND ${may}`,
      now,
    ),
    statement(
      `UPDATE subscribers SET address_hash = ?3, email = ?4, unsubscribe_token = ?5
        WHERE id = ?1 AND address_hash = ?2 AND ${may} RETURNING id`,
      email,
      unsubscribeToken,
    ),
  ];
}

export type Proof = { subscriber_id: number; old_hash: string; new_hash: string; email: string };

/** What a mailed proof of an address was about, with the hash its reader has today: a `Proof`, while she is here. */
export function proofOfAddress(db: D1Database, noticeId: string) {
  return db
    .prepare(`
      SELECT n.subscriber_id, s.address_hash AS old_hash, n.address_hash AS new_hash, n.email
      FROM notices n JOIN subscribers s ON s.id = n.subscriber_id
      WHERE n.id = ?1 AND n.kind = 'address-proof' AND n.address_hash IS NOT NULL`)
    .bind(noticeId);
}
