/** Leases: what batches and notices share of their life, from taking one to giving it back. */

import { LEASE, RING_AGAIN_AFTER, UNKNOWN_UNTIL } from "../domain/numbers.ts";

/** The two tables whose rows are leased, sealed, and closed. */
export type Leased = "batches" | "notices";

/** Kinds of notices to the author that no pause holds back, as SQL. */
const AT_ONCE = "'sending-stopped', 'sign-in', 'tick-missed', 'quota-near', 'mails-late', 'weekly'";

export function goesAtOnce(kind: string): boolean {
  return AT_ONCE.includes(`'${kind}'`);
}

/**
 * As SQL, whether a row may go at the time of this parameter. While sending is paused only what may have been accepted already is
 * asked for again: that sends nothing new, and its key is not remembered for ever. And the author hears at once of a stop, and is let
 * in to look. From a restored database nothing goes before it is reconciled, for whatever waits there may have been sent since; but for
 * a way in that the author has asked for after it.
 */
function mayGo(table: Leased, now: "?1" | "?2"): string {
  const atOnce = table === "notices" ? `OR kind IN (${AT_ONCE})` : "";
  const askedSince = table === "notices" ? "AND NOT (kind = 'sign-in' AND created_at >= restored_at)" : "";
  return `NOT EXISTS (SELECT 1 FROM engine
    WHERE restored_to IS NOT NULL ${askedSince} OR paused_until > ${now} AND NOT (state = 'sealed' ${atOnce}))`;
}

/** Takes it for two minutes, if nobody has it, it is not closed, not past its time, and may go. Returns its id. */
export function lease(db: D1Database, table: Leased, id: string, now: number) {
  return db
    .prepare(`
      UPDATE ${table} SET leased_until = ?2 + ${LEASE}, attempts = attempts + 1
      WHERE id = ?1 AND state <> 'closed' AND (leased_until IS NULL OR leased_until <= ?2)
        AND (first_unknown_at IS NULL OR first_unknown_at > ?2 - ${UNKNOWN_UNTIL})
        AND ${mayGo(table, "?2")}
      RETURNING id`)
    .bind(id, now);
}

export type Rung = { id: string; urgent: number };

/** The sealed row as its lessee of `now` sees it; no row for anybody else. */
export function leasedRow(db: D1Database, table: Leased, id: string, now: number) {
  return db
    .prepare(`SELECT * FROM ${table} WHERE id = ?1 AND state = 'sealed' AND leased_until = ?2 + ${LEASE}`)
    .bind(id, now);
}

/**
 * Surely not accepted, and no attempt was ever unknown: the seal is made anew at `retryAt`, under the next
 * generation. A try that was not the mails' fault does not count.
 */
export function reopen(
  db: D1Database,
  table: Leased,
  id: string,
  { now, retryAt, counts }: { now: number; retryAt: number; counts: boolean },
) {
  return db
    .prepare(`
      UPDATE ${table} SET state = 'open', sealed = NULL, first_unknown_at = NULL, generation = generation + 1,
        attempts = attempts - ?4, leased_until = ?3
      WHERE id = ?1 AND state = 'sealed' AND first_unknown_at = ?2 AND leased_until = ?2 + ${LEASE}`)
    .bind(id, now, retryAt, counts ? 0 : 1);
}

/** What was sealed stays as it is; asked for again, under the same key, at `retryAt`. */
export function keepSealed(db: D1Database, table: Leased, id: string, now: number, retryAt: number) {
  return db
    .prepare(
      `UPDATE ${table} SET leased_until = ?3 WHERE id = ?1 AND state = 'sealed' AND leased_until = ?2 + ${LEASE}`,
    )
    .bind(id, now, retryAt);
}

/**
 * What nobody closed and nobody has: its bell is rung again, first lessons first, if it may go. Returns `Rung` rows in no order.
 */
export function ringAgain(db: D1Database, table: Leased, { now, limit }: { now: number; limit: number }) {
  return db
    .prepare(`
      UPDATE ${table} SET rung_at = ?1
      WHERE id IN (SELECT id FROM ${table}
        WHERE state <> 'closed' AND rung_at <= ?1 - ${RING_AGAIN_AFTER} AND (leased_until IS NULL OR leased_until <= ?1)
          AND (first_unknown_at IS NULL OR first_unknown_at > ?1 - ${UNKNOWN_UNTIL})
          AND ${mayGo(table, "?1")}
        ORDER BY ${table === "batches" ? "urgent DESC, " : ""}rung_at LIMIT ?2)
      RETURNING id, ${table === "batches" ? "urgent" : "1 AS urgent"}`)
    .bind(now, limit);
}

/** Notices, then first lessons, that nobody has and that may go now: their ids, oldest first, at most `limit` of each. */
export function urgentlyWaiting(db: D1Database, now: number, limit: number) {
  const waiting = (table: Leased, urgent: string) =>
    db
      .prepare(`
        SELECT id FROM ${table} WHERE ${urgent} state <> 'closed' AND (leased_until IS NULL OR leased_until <= ?1)
          AND ${mayGo(table, "?1")}
        ORDER BY rung_at LIMIT ?2`)
      .bind(now, limit);
  return [waiting("notices", ""), waiting("batches", "urgent = 1 AND")];
}
