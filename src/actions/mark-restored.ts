/** Marking a database that was put back to an earlier moment: nothing goes from it before it is reconciled. */

import { endDeskSessions, markRestored } from "../db/restores.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";

/** `knowsUntil` (unix ms): null for what the database itself knows. Returns the moment that counts. */
export async function markAsRestored(
  { db }: Pick<Deps, "db">,
  input: { knowsUntil: number | null; now: number },
): Promise<number> {
  const [marked] = await db.batch([markRestored(db, input), endDeskSessions(db, input.now)]);
  return firstRow<{ restored_to: number }>(marked)?.restored_to ?? 0;
}
