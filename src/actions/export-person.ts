/** Handing out everything held about a reader, table by table, as it stands. */

import { everythingAbout, TABLES_ABOUT_HER, type TableAboutHer } from "../db/person.ts";
import type { Deps } from "../deps.ts";
import { readerOf, type Unknown } from "./reader-of.ts";

export type Exported = { kind: "exported"; tables: Record<TableAboutHer, unknown[]> } | Unknown;

/** Changes nothing. */
export async function exportPerson(
  deps: Pick<Deps, "db" | "course" | "config">,
  { token, now }: { token: string; now: number },
): Promise<Exported> {
  const known = await readerOf(deps, { purpose: "owner", token, now });
  if (known.kind !== "known") return known;
  return { kind: "exported", tables: await everythingOf(deps, known.reader.address_hash) };
}

/** Of anybody who stands under this address, also who never confirmed it. */
export async function everythingOf(
  { db }: Pick<Deps, "db">,
  addressHash: string,
): Promise<Record<TableAboutHer, unknown[]>> {
  const results = await db.batch(everythingAbout(db, addressHash));
  const tables = TABLES_ABOUT_HER.map((table, place) => [table, results[place]?.results ?? []] as const);
  return Object.fromEntries(tables) as Record<TableAboutHer, unknown[]>;
}
