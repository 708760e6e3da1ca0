/** Suppressions: addresses that must not be mailed, by hash; a reason only gets worse. */

import { SUPPRESSION_REASONS, type SuppressionReason } from "../domain/delivery.ts";

export function suppress(db: D1Database, addressHash: string, reason: SuppressionReason, now: number) {
  const milder = SUPPRESSION_REASONS.slice(0, SUPPRESSION_REASONS.indexOf(reason));
  return db
    .prepare(`
      INSERT INTO suppressions (address_hash, reason, created_at) VALUES (?1, ?2, ?3)
      ON CONFLICT (address_hash) DO UPDATE SET reason = excluded.reason
      WHERE suppressions.reason IN (SELECT value FROM json_each(?4))`)
    .bind(addressHash, reason, now, JSON.stringify(milder));
}
