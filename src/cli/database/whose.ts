/** From an address to the hash it is kept by, which takes the secret of the site it is kept at. */

import { rowsOf } from "../../db/rows.ts";
import { hashesOfEmail } from "../../db/suppressions.ts";
import { type Address, parseAddress } from "../../domain/address.ts";
import { hashIdentity } from "../../domain/token.ts";
import { readDevVars } from "../../local/local-config.ts";

/**
 * Here `.dev.vars` has the secret. The live one stands in the environment, or else a subscriber's row tells the hash. Throws when
 * neither does, or when the two disagree.
 */
export async function hashOfAddress(db: D1Database, typed: string, { remote }: { remote: boolean }): Promise<string> {
  const address = parseAddress(typed);
  if (!address) throw new Error(`${typed} is no mail address.`);
  return remote ? await liveHash(db, address) : hashed((await readDevVars()).IDENTITY_SECRET, address);
}

async function liveHash(db: D1Database, address: Address): Promise<string> {
  const [found] = await db.batch([hashesOfEmail(db, address.email)]);
  const kept = rowsOf<{ address_hash: string }>(found).map(({ address_hash: hash }) => hash);
  const secret = process.env.IDENTITY_SECRET;
  if (!secret && kept[0] !== undefined) return kept[0];
  const hash = hashed(secret, address);
  if (kept.length === 0 || kept.includes(hash)) return hash;
  throw new Error(`IDENTITY_SECRET is not the one of this site: ${address.email} is known there by another hash.`);
}

function hashed(secret: string | undefined, { email, identity }: Address): string {
  if (secret) return hashIdentity({ link: secret, identity: secret }, identity);
  throw new Error(`Nothing was changed. To find ${email}, this needs the IDENTITY_SECRET that the site has: npm start writes the one of
this machine into .dev.vars; the live one, of which your password manager has a copy, is taken from the environment.`);
}
