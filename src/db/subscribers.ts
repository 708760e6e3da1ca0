/** Subscribers: people by address, found by its keyed hash. */

import type { Clock } from "../domain/clock.ts";
import type { Cohort } from "../domain/funnel.ts";
import { UNCONFIRMED_LIFE } from "../domain/numbers.ts";
import type { Cap } from "../domain/sign-up-caps.ts";
import { withinCaps } from "./sign-up-counts.ts";

export type Subscriber = {
  id: number;
  address_hash: string;
  email: string;
  name: string;
  clock_id: number;
  /** The last time, until she confirms. */
  signed_up_at: number;
  confirmed_at: number | null;
  unsubscribed_at: number | null;
};

/** Makes sure a clock exists, so that subscribers can point to it. */
export function ensureClock(db: D1Database, clock: Clock) {
  return db
    .prepare(`INSERT INTO clocks (zone, minute, pace_days, quiet_days) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING`)
    .bind(clock.zone, clock.minute, clock.paceDays, clock.quietDays);
}

/** All clocks in use; readers may have left others behind. */
export function allClocks(db: D1Database) {
  return db.prepare(`
    SELECT id, zone, minute, pace_days AS paceDays, quiet_days AS quietDays FROM clocks k
    WHERE EXISTS (SELECT 1 FROM subscribers s WHERE s.clock_id = k.id) ORDER BY id`);
}

/** From now on she goes by this clock, which exists. */
export function setClock(db: D1Database, subscriberId: number, clock: Clock) {
  return db
    .prepare(`
      UPDATE subscribers SET clock_id = (SELECT id FROM clocks
        WHERE zone = ?2 AND minute = ?3 AND pace_days = ?4 AND quiet_days = ?5) WHERE id = ?1`)
    .bind(subscriberId, clock.zone, clock.minute, clock.paceDays, clock.quietDays);
}

type SigningUp = {
  addressHash: string;
  email: string;
  name: string;
  clock: Clock;
  caps: readonly Cap[];
  cohort: Cohort;
  now: number;
};

/**
 * A new address becomes a subscriber who has still to confirm. A known one keeps everything; of somebody who never confirmed
 * the name may still change. A suppressed address is left alone, and beyond one of the `caps` every address. Rejects as `isClockMissing` tells until the clock exists.
 */
export function signUpSubscriber(db: D1Database, { addressHash, email, name, clock, caps, cohort, now }: SigningUp) {
  return db
    .prepare(`
      INSERT INTO subscribers (address_hash, email, name, clock_id, signed_up_at, first_week, first_source)
      SELECT ?1, ?2, ?3, (SELECT id FROM clocks WHERE zone = ?4 AND minute = ?5 AND pace_days = ?6 AND quiet_days = ?7), ?8, ?10, ?11
      WHERE NOT EXISTS (SELECT 1 FROM suppressions WHERE address_hash = ?1) AND ${withinCaps("?9")}
      ON CONFLICT (address_hash) DO UPDATE SET signed_up_at = excluded.signed_up_at,
        name = iif(excluded.name = '', subscribers.name, excluded.name)
      WHERE subscribers.confirmed_at IS NULL`)
    .bind(
      ...[addressHash, email, name, clock.zone, clock.minute, clock.paceDays, clock.quietDays, now],
      JSON.stringify(caps),
      cohort.week,
      cohort.source,
    );
}

/** Whether a sign-up failed because nobody has its clock yet. */
export function isClockMissing(error: unknown): boolean {
  return error instanceof Error && error.message.includes("NOT NULL constraint failed: subscribers.clock_id");
}

/** Her row with her clock and whether her address is suppressed. */
export function subscriberOfHash(db: D1Database, addressHash: string) {
  return db
    .prepare(`
      SELECT s.*, k.zone, k.minute, k.pace_days AS paceDays, k.quiet_days AS quietDays,
        (SELECT reason FROM suppressions x WHERE x.address_hash = s.address_hash) AS suppressed
      FROM subscribers s JOIN clocks k ON k.id = s.clock_id WHERE s.address_hash = ?1`)
    .bind(addressHash);
}

type Confirming = { addressHash: string; unsubscribeToken: string; issuedAt: number; now: number };

/** Her address is proved, and a stop that lies before the proof is lifted. */
export function confirmSubscriber(db: D1Database, { addressHash, unsubscribeToken, issuedAt, now }: Confirming) {
  return db
    .prepare(`
      UPDATE subscribers SET confirmed_at = coalesce(confirmed_at, ?3), unsubscribed_at = NULL, unsubscribe_token = ?4
      WHERE address_hash = ?1 AND (unsubscribed_at IS NULL OR unsubscribed_at <= ?2)
        AND NOT EXISTS (SELECT 1 FROM suppressions WHERE address_hash = ?1)`)
    .bind(addressHash, issuedAt, now, unsubscribeToken);
}

/** The address hash by which she is known today, for one that she may have had before: none when nobody is meant. */
export function hashOfToday(db: D1Database, addressHash: string) {
  return db
    .prepare(`
      SELECT s.address_hash FROM subscribers s WHERE s.address_hash = ?1 UNION ALL
      SELECT s.address_hash FROM former_addresses f JOIN subscribers s ON s.id = f.subscriber_id WHERE f.address_hash = ?1
      LIMIT 1`)
    .bind(addressHash);
}

/** The newest subscriber, if there is one: her address and its hash, by which a secret is tried. */
export function anySubscriber(db: D1Database) {
  return db.prepare(`SELECT email, address_hash FROM subscribers ORDER BY id DESC LIMIT 1`);
}

export function unsubscribeSubscriber(db: D1Database, addressHash: string, now: number) {
  return db
    .prepare(`UPDATE subscribers SET unsubscribed_at = ?2 WHERE address_hash = ?1 AND unsubscribed_at IS NULL`)
    .bind(addressHash, now);
}

/** Addresses not confirmed in the 14 days since they last signed up are forgotten, with what was recorded about them. */
export function forgetUnconfirmed(db: D1Database, now: number, limit: number) {
  const old = `SELECT id FROM subscribers WHERE confirmed_at IS NULL AND signed_up_at <= ?1 - ${UNCONFIRMED_LIFE}
    ORDER BY signed_up_at LIMIT ?2`;
  return [
    db
      .prepare(`
        DELETE FROM consents WHERE confirmed_at IS NULL AND address_hash IN
          (SELECT address_hash FROM subscribers WHERE id IN (${old}))`)
      .bind(now, limit),
    db.prepare(`DELETE FROM subscribers WHERE id IN (${old}) RETURNING id`).bind(now, limit),
  ];
}
