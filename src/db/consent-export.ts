/** Consents as the author takes them out of the database. */

export type ConsentRow = {
  id: number;
  address: string;
  address_hash: string;
  wording_version: string | null;
  wording: string;
  page: string;
  utm: string | null;
  referrer: string | null;
  network_hash: string | null;
  client_hash: string | null;
  given_at: number;
  confirmed_at: number | null;
  /** When the author brought it in from elsewhere; null for what the house saw itself. */
  imported_at: number | null;
};

type Asked = {
  /** As `hashIdentity` makes it; null for all addresses. */
  readonly addressHash: string | null;
  /** The last id that is known already; 0 at first. */
  readonly after: number;
  readonly limit: number;
};

/** `ConsentRow`s in the order in which they were given. The address is there as long as somebody stands under it. */
export function consentsAfter(db: D1Database, { addressHash, after, limit }: Asked) {
  const whose = addressHash === null ? "?2 IS NULL" : "c.address_hash = ?2";
  return db
    .prepare(`
      SELECT c.id, ifnull(s.email, '') AS address, c.address_hash, c.wording_version, c.wording, c.page, c.utm, c.referrer,
        c.network_hash, c.client_hash, c.given_at, c.confirmed_at, c.imported_at
      FROM consents c LEFT JOIN subscribers s ON s.address_hash = c.address_hash
      WHERE c.id > ?1 AND ${whose} ORDER BY c.id LIMIT ?3`)
    .bind(after, addressHash, limit);
}
