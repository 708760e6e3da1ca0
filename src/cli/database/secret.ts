/** The secret by which a site knows addresses, for commands that have many of them, and only when it is the right one. */

import { rowsOf } from "../../db/rows.ts";
import { anySubscriber } from "../../db/subscribers.ts";
import { parseAddress } from "../../domain/address.ts";
import { hashIdentity, type Secrets } from "../../domain/token.ts";
import { readDevVars } from "../../local/local-config.ts";

/** From `.dev.vars` here, from the environment for the live site. Throws when it is missing, or not the one of this database. */
export async function secretsAt(db: D1Database, { remote }: { remote: boolean }): Promise<Secrets> {
  const identity = remote ? process.env.IDENTITY_SECRET : (await readDevVars()).IDENTITY_SECRET;
  if (!identity) {
    throw new Error(`Nothing was changed. To know addresses, this needs the IDENTITY_SECRET that the site has: npm start writes the one of
this machine into .dev.vars; the live one, of which your password manager has a copy, is taken from the environment.`);
  }
  const secrets = { link: "", identity };
  const [found] = await db.batch([anySubscriber(db)]);
  for (const { email, address_hash: hash } of rowsOf<{ email: string; address_hash: string }>(found)) {
    const address = parseAddress(email);
    if (address && hashIdentity(secrets, address.identity) !== hash) {
      throw new Error(
        "Nothing was changed: IDENTITY_SECRET is not the one of this site, which knows its readers by other hashes.",
      );
    }
  }
  return secrets;
}
