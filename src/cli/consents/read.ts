/** Reads consents through wrangler, from the database of this machine or from the one on Cloudflare. */

import { resolve } from "node:path";
import { type ConsentRow, consentsAsSql } from "../../db/consent-export.ts";
import { parseAddress } from "../../domain/address.ts";
import { hashIdentity } from "../../domain/token.ts";
import { readDevVars } from "../../local/local-config.ts";
import { stateOf } from "../../local/worker.ts";
import { askWrangler, ROOT } from "../../local/wrangler.ts";

/** Rows asked for at once: some 2 MB. */
const AT_ONCE = 2_000;

export type Where = "local" | "remote";

/** The hash under which this database knows an address. Throws, with the remedy, where it cannot be worked out. */
export async function hashOf(email: string, where: Where): Promise<string> {
  const address = parseAddress(email);
  if (address === null) throw new Error(`--email ${email} is no mail address.`);
  const identity = where === "remote" ? process.env.IDENTITY_SECRET : (await readDevVars()).IDENTITY_SECRET;
  if (identity?.trim()) return hashIdentity({ identity, link: "" }, address.identity);
  throw new Error(
    where === "remote"
      ? "IDENTITY_SECRET is not in the environment: an address is found by a hash that needs the secret of the live site. Take it from your password manager (IDENTITY_SECRET=… npm run consents -- …), or ask for --all."
      : "There is no IDENTITY_SECRET in .dev.vars: an address is found by a hash that needs it. npm start makes one.",
  );
}

/** All of them, or those of one address, in the order in which they were given. */
export async function readConsents(where: Where, addressHash: string | null): Promise<ConsentRow[]> {
  const all: ConsentRow[] = [];
  for (;;) {
    const sql = consentsAsSql({ addressHash, after: all.at(-1)?.id ?? 0, limit: AT_ONCE });
    const rows = await ask(where, sql);
    all.push(...rows);
    if (rows.length < AT_ONCE) return all;
  }
}

async function ask(where: Where, sql: string): Promise<ConsentRow[]> {
  const which = where === "remote" ? ["--remote"] : ["--local", "--persist-to", stateOf(stateDirectory())];
  const answer = await askWrangler(["d1", "execute", "DB", ...which, "--json", "--command", sql]).catch(explained);
  const [result] = answer as { results: ConsentRow[] }[];
  if (!result) throw new Error("wrangler answered without a result.");
  return result.results;
}

function stateDirectory(): string {
  return resolve(ROOT, process.env.STATE_DIRECTORY || ".");
}

function explained(error: Error): never {
  if (!/no such (table|column)/.test(error.message)) throw error;
  const remedy = "Run npm start once on this machine; for the live site, npm run deploy.";
  throw new Error(`The database has no ledger of consents yet. ${remedy}`, { cause: error });
}
