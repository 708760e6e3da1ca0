/** Reads consents page by page, so that however many there are wrangler prints only a part of them at once. */

import { type ConsentRow, consentsAfter } from "../../db/consent-export.ts";
import { rowsOf } from "../../db/rows.ts";

/** Rows asked for at once: some 2 MB. */
const AT_ONCE = 2_000;

/** All of them, or those of one address, in the order in which they were given. */
export async function readConsents(db: D1Database, addressHash: string | null): Promise<ConsentRow[]> {
  const all: ConsentRow[] = [];
  for (;;) {
    const [page] = await db.batch([consentsAfter(db, { addressHash, after: all.at(-1)?.id ?? 0, limit: AT_ONCE })]);
    const rows = rowsOf<ConsentRow>(page);
    all.push(...rows);
    if (rows.length < AT_ONCE) return all;
  }
}
