/** Stopping an import: who is in stays, who still waited is forgotten. */

import { stopImport as stop } from "../db/imports.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";

/** False when nothing of it was still to be done. */
export async function stopImport({ db }: Pick<Deps, "db">, { id, now }: { id: string; now: number }): Promise<boolean> {
  const [, stopped] = await db.batch(stop(db, id, now));
  return firstRow(stopped) !== undefined;
}
