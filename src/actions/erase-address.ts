/** Erasing by address, by the author's hand: first what would go, then gone, with what the receipt has to say. */

import { mailUnderWay } from "../db/enrollments.ts";
import {
  COUNTED_ABOUT_HER,
  countAbout,
  countUnconfirmedConsents,
  erasePerson,
  noticeUnderWay,
  type TableAboutHer,
} from "../db/person.ts";
import { firstRow, onlyRow } from "../db/rows.ts";
import { hashOfToday, subscriberOfHash } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { type Erasure, referenceOf } from "../domain/erasure.ts";

type Database = Pick<Deps, "db">;

/** `email`: the address she has today, when the one that was asked for is a former one of hers; null otherwise. */
export type SeenErasure = Erasure & { readonly email: string | null };

/** What would go and what would stay. Changes nothing. */
export async function seeErasure({ db }: Database, addressHash: string): Promise<SeenErasure> {
  const today = await hashToday(db, addressHash);
  const [person, ...counts] = await db.batch([subscriberOfHash(db, today), ...counting(db, today)]);
  const email = today === addressHash ? null : (firstRow<{ email: string }>(person)?.email ?? null);
  return { ...erasureOf(today, counts), email };
}

/** One transaction, which counts and erases; a second time there is nothing to erase. */
export async function eraseAddress(
  { db }: Database,
  { addressHash, now }: { addressHash: string; now: number },
): Promise<Erasure> {
  const today = await hashToday(db, addressHash);
  return erasureOf(today, await db.batch([...counting(db, today), ...erasePerson(db, today, now)]));
}

/** Whoever had this address before and has another one now is meant as well. */
async function hashToday(db: D1Database, addressHash: string): Promise<string> {
  const [found] = await db.batch([hashOfToday(db, addressHash)]);
  return firstRow<{ address_hash: string }>(found)?.address_hash ?? addressHash;
}

function counting(db: D1Database, addressHash: string): D1PreparedStatement[] {
  return [
    mailUnderWay(db, addressHash),
    noticeUnderWay(db, addressHash),
    countUnconfirmedConsents(db, addressHash),
    ...countAbout(db, addressHash),
  ];
}

/** `results` of `counting`, in its order. */
function erasureOf(addressHash: string, results: readonly D1Result[]): Erasure {
  const [lesson, notice, unconfirmed, ...tables] = results;
  const foundIn = (result: D1Result | undefined) => onlyRow<{ found: number }>(result).found;
  const count = (table: TableAboutHer) => foundIn(tables[COUNTED_ABOUT_HER.indexOf(table)]);
  const unconfirmedConsents = foundIn(unconfirmed);
  return {
    reference: referenceOf(addressHash),
    removed: {
      subscribers: count("subscribers"),
      formerAddresses: count("former_addresses"),
      enrollments: count("enrollments"),
      deliveries: count("deliveries"),
      consultations: count("consultations"),
      consultationRecords: count("consultation_changes") + count("consultation_notes") + count("outgoing_webhooks"),
      notices: count("notices"),
      mailEvents: count("mail_events"),
      unconfirmedConsents,
      importRows: count("import_rows"),
    },
    kept: {
      consents: count("consents") - unconfirmedConsents,
      suppressions: count("suppressions"),
      suppressionChanges: count("suppression_changes"),
    },
    mailUnderWay: [lesson, notice].some((result) => firstRow(result) !== undefined),
  };
}
