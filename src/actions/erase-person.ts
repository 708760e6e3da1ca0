/** Erasing a reader: her rows are gone, but for what the law and the shield against unwanted mail keep by hash. */

import { mailUnderWay } from "../db/enrollments.ts";
import { erasePerson as eraseRows } from "../db/person.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { checkToken } from "../domain/token.ts";

export type Erased =
  /** `already`: nobody had this address here. `mailUnderWay`: one mail was handed over and may still arrive. */
  { kind: "erased"; already: boolean; mailUnderWay: boolean } | { kind: "expired" | "forged" };

/**
 * Idempotent, and one transaction. `lastMailAt` (unix ms): when her last mail went; the link with which she does this herself came by
 * mail within two hours.
 */
export async function erasePerson(
  { db, config }: Pick<Deps, "db" | "config">,
  { token, now, lastMailAt = now }: { token: string; now: number; lastMailAt?: number },
): Promise<Erased> {
  const check = checkToken(config.secrets, "owner", token, now);
  if (!check.ok) return { kind: check.why };
  const results = await db.batch([mailUnderWay(db, check.subject), ...eraseRows(db, check.subject, lastMailAt)]);
  return { kind: "erased", already: !firstRow(results.at(-1)), mailUnderWay: Boolean(firstRow(results[0])) };
}
