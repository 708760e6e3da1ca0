/** Doing an import: only what was looked at, and no file twice. */

import { importReady, insertImport, insertImportRows } from "../db/imports.ts";
import { firstRow } from "../db/rows.ts";
import { type NewVerdict, newOnes } from "../domain/import-verdict.ts";
import { jsonChunks } from "../domain/json-chunks.ts";
import { randomId } from "../domain/random-id.ts";
import { hashIdentity } from "../domain/token.ts";
import { type ImportDeps, type ImportWish, type TriedImport, tryImport } from "./try-import.ts";

export type BegunImport =
  | { kind: "begun"; id: string; lines: number }
  /** The file, or what is known of its addresses, is not what was looked at: nothing was done, and this is what would happen now. */
  | { kind: "changed"; tried: TriedImport }
  | { kind: "taken"; id: string | null }
  | { kind: "nobody" };

/** `key`: of what was looked at. `atOnce`: chunks of lines that one call to the database may hold. */
export async function beginImport(
  deps: ImportDeps,
  { key, atOnce, ...wish }: ImportWish & { key: string; atOnce: number },
): Promise<BegunImport> {
  const tried = await tryImport(deps, wish);
  if (tried.kind !== "tried") return { kind: "changed", tried };
  if (tried.takenAt !== null) return { kind: "taken", id: tried.takenId };
  if (tried.key !== key) return { kind: "changed", tried };
  const rows = newOnes(tried.verdicts);
  if (rows.length === 0) return { kind: "nobody" };
  return store(deps, { rows, digest: tried.digest, wish, atOnce });
}

type Storing = { rows: NewVerdict[]; digest: string; wish: ImportWish; atOnce: number };

async function store({ db, secrets }: ImportDeps, { rows, digest, wish, atOnce }: Storing): Promise<BegunImport> {
  const id = randomId();
  const { mode, now } = wish;
  const told = rows.map(({ line, row }) => {
    const { email, identity, name, wording, source, consentAt, confirmedAt } = row;
    return [line, hashIdentity(secrets, identity), email, name, wording, source, consentAt, confirmedAt];
  });
  const statements = jsonChunks(told).map((chunk) => insertImportRows(db, id, chunk));
  const [last] = await inTurn(db, atOnce, [
    insertImport(db, { id, digest, mode, lines: rows.length, now }),
    statements,
    importReady(db, id, now),
  ]);
  return firstRow(last) ? { kind: "begun", id, lines: rows.length } : { kind: "taken", id: null };
}

type Parts = [first: D1PreparedStatement, chunks: D1PreparedStatement[], last: D1PreparedStatement[]];

/** `atOnce` chunks in one transaction, the first of which begins it and the last ends it. Returns the results of `last`. */
async function inTurn(db: D1Database, atOnce: number, [first, chunks, last]: Parts): Promise<D1Result[]> {
  for (let start = 0; start < chunks.length; start += atOnce) {
    const isLast = start + atOnce >= chunks.length;
    const begin = start === 0 ? [first] : [];
    const results = await db.batch([...begin, ...chunks.slice(start, start + atOnce), ...(isLast ? last : [])]);
    if (isLast) return results.slice(-last.length);
  }
  throw new Error("An import without lines.");
}
