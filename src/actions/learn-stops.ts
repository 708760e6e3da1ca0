/** Learning what a restored database forgot of those who must not be mailed: from a newer copy of it, or from the author's list. */

import {
  erasedIn,
  evidenceSince,
  hashesOfAddresses,
  keepEvidence,
  readersIn,
  type StoppedHash,
  type SuppressedRow,
  stopHashes,
  stoppedIn,
  suppressedIn,
} from "../db/carry-over.ts";
import { stopSuppressed } from "../db/enrollments.ts";
import { erasePerson } from "../db/person.ts";
import { noteStopsLearnt } from "../db/restores.ts";
import { rowsOf } from "../db/rows.ts";
import { suppress } from "../db/suppressions.ts";
import type { Deps } from "../deps.ts";

export type Learnt = {
  stopped: number;
  suppressed: number;
  erased: number;
  consents: number;
  /** Readers of the restored database whom the newer copy does not have, and not because they had themselves erased. */
  back: number;
};

type Hash = { address_hash: string; at: number };

/** Statements in one transaction: what wrangler's command line carries at once. */
const AT_ONCE = 50;
const HASHES_AT_ONCE = 500;

/** May be repeated. `knowsUntil`: what the restored database knows itself, unix ms. */
export async function learnStops(
  { db }: Pick<Deps, "db">,
  { from, knowsUntil, now }: { from: D1Database; knowsUntil: number; now: number },
): Promise<Learnt> {
  const newer = await from.batch([
    ...[stoppedIn(from), suppressedIn(from), erasedIn(from, knowsUntil), readersIn(from)],
    ...evidenceSince(from, knowsUntil),
  ]);
  const [mine, standing] = await db.batch([readersIn(db), suppressedIn(db)]);
  const here = new Set(rowsOf<Hash>(mine).map(hashOf));
  const stopped = rowsOf<Hash>(newer[0]).map(({ address_hash, at }): StoppedHash => [address_hash, at]);
  const erased = rowsOf<Hash>(newer[2]).filter((one) => here.has(one.address_hash));
  const there = new Set([...rowsOf<Hash>(newer[3]), ...erased].map(hashOf));
  const learnt = {
    consents: await carryEvidence(db, newer[4], newer[5]),
    stopped: await stopAll(db, stopped),
    suppressed: await suppressAll(db, rowsOf(newer[1]), rowsOf(standing), now),
    erased: await eraseAll(db, erased),
    back: [...here].filter((hash) => !there.has(hash)).length,
  };
  await db.batch([noteStopsLearnt(db, "newer copy")]);
  return learnt;
}

/** Addresses of people of whom the author knows that they stopped. Returns those that nobody here has. */
export async function stopAddresses(
  { db }: Pick<Deps, "db">,
  { addresses, now }: { addresses: readonly string[]; now: number },
): Promise<{ stopped: number; unknown: string[] }> {
  const unknown: string[] = [];
  let stopped = 0;
  for (const some of inParts(addresses, HASHES_AT_ONCE)) {
    const [found] = await db.batch([hashesOfAddresses(db, some)]);
    const rows = rowsOf<{ address_hash: string; email: string }>(found);
    const emails = new Set(rows.map(({ email }) => email));
    unknown.push(...some.filter((address) => !emails.has(address.toLowerCase())));
    stopped += await stopAll(
      db,
      rows.map(({ address_hash }): StoppedHash => [address_hash, now]),
    );
  }
  await db.batch([noteStopsLearnt(db, "list")]);
  return { stopped, unknown };
}

async function stopAll(db: D1Database, stopped: readonly StoppedHash[]): Promise<number> {
  let count = 0;
  for (const some of inParts(stopped, HASHES_AT_ONCE))
    count += rowsOf((await db.batch(stopHashes(db, some)))[0]).length;
  return count;
}

/** Those that stand already, as bad or worse, stay as they are. */
async function suppressAll(
  db: D1Database,
  newer: readonly SuppressedRow[],
  standing: readonly SuppressedRow[],
  now: number,
): Promise<number> {
  const known = new Set(standing.map(({ address_hash, reason }) => `${address_hash} ${reason}`));
  const missing = newer.filter(({ address_hash, reason }) => !known.has(`${address_hash} ${reason}`));
  const statements = missing.map(({ address_hash: addressHash, reason, at }) => [
    suppress(db, { addressHash, happenedAt: at, now }, reason),
    stopSuppressed(db, addressHash, now),
  ]);
  for (const some of inParts(statements, AT_ONCE / 2)) await db.batch(some.flat());
  return missing.length;
}

async function eraseAll(db: D1Database, erased: readonly Hash[]): Promise<number> {
  for (const { address_hash, at } of erased) await db.batch(erasePerson(db, address_hash, at));
  return erased.length;
}

async function carryEvidence(db: D1Database, consents?: D1Result, changes?: D1Result): Promise<number> {
  let count = 0;
  const written = (result: D1Result | undefined) => rowsOf<{ row: string }>(result).map(({ row }) => row);
  for (const some of inParts(written(consents), AT_ONCE))
    count += rowsOf((await db.batch(keepEvidence(db, some, [])))[0]).length;
  for (const some of inParts(written(changes), AT_ONCE)) await db.batch(keepEvidence(db, [], some));
  return count;
}

function hashOf({ address_hash }: { address_hash: string }): string {
  return address_hash;
}

function inParts<One>(all: readonly One[], size: number): One[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size));
}
