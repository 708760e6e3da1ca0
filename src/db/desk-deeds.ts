/** Desk deeds: what the author did for a reader by hand, and why; rows are added, and go with the reader. */

import type { DeedRow } from "../domain/reader-in-full.ts";

/** `detail` says of what: a lesson, a clock. `reason` is the author's own word, or empty. */
export type Deed = { readonly deed: DeedRow["deed"]; readonly detail?: string; readonly reason?: string };

type Noted = Deed & { addressHash: string; now: number };

/** Written down only if the statement right before it, in the same transaction, changed something. */
export function noteIfChanged(db: D1Database, { addressHash, deed, detail = "", reason = "", now }: Noted) {
  return db
    .prepare(`
      INSERT INTO desk_deeds (subscriber_id, deed, detail, reason, done_at)
      SELECT s.id, ?2, ?3, ?4, ?5 FROM subscribers s WHERE s.address_hash = ?1 AND changes() > 0`)
    .bind(addressHash, deed, detail, reason, now);
}

/** Of this reader, the newest first: `DeedRow`s. */
export function deedsFor(db: D1Database, subscriberId: number, limit: number) {
  return db
    .prepare(`
      SELECT deed, detail, reason, done_at FROM desk_deeds WHERE subscriber_id = ?1 ORDER BY done_at DESC, id DESC LIMIT ?2`)
    .bind(subscriberId, limit);
}
