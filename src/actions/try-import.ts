/** What an import would do, line by line; nothing changes. */

import { importOfDigest, standingsOf } from "../db/imports.ts";
import { firstRow, rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import type { Judging } from "../domain/import-row.ts";
import { decideLines, keyOf, type ReadLine, type Standing, type Verdict } from "../domain/import-verdict.ts";
import { jsonChunks } from "../domain/json-chunks.ts";
import { hashIdentity, type Secrets } from "../domain/token.ts";
import { type ReadImportFile, readImportFile } from "./read-import-file.ts";

export type ImportWish = Judging & {
  readonly bytes: Uint8Array;
  /** Lines beyond the header that are taken. */
  readonly mostRows: number;
};

export type TriedImport =
  | {
      kind: "tried";
      digest: string;
      encoding: "UTF-8" | "Shift_JIS";
      /** Stands for all that was looked at: doing it asks for it. */
      key: string;
      verdicts: Verdict[];
      /** When this very file came in before; then it is not taken again. */
      takenAt: number | null;
      takenId: string | null;
    }
  | Exclude<ReadImportFile, { kind: "read" }>;

export type ImportDeps = Pick<Deps, "db"> & { readonly secrets: Secrets };

/** Changes nothing. */
export async function tryImport({ db, secrets }: ImportDeps, wish: ImportWish): Promise<TriedImport> {
  const read = readImportFile(wish.bytes, wish);
  if (read.kind !== "read") return read;
  const { digest, encoding, lines } = read;
  const { standings, before } = await look(db, read, secrets);
  const verdicts = decideLines(lines, standings);
  const key = keyOf(digest, wish.mode, verdicts);
  return {
    kind: "tried",
    digest,
    encoding,
    key,
    verdicts,
    takenAt: before?.ready_at ?? null,
    takenId: before?.id ?? null,
  };
}

type Before = { id: string; ready_at: number };

/** What is known of the addresses, and of the file itself: one call to the database for every chunk of lines. */
async function look(
  db: D1Database,
  { digest, lines }: { digest: string; lines: readonly ReadLine[] },
  secrets: Secrets,
) {
  const asked = lines.flatMap((read) =>
    "row" in read ? [[read.line, hashIdentity(secrets, read.row.identity), read.row.consentAt]] : [],
  );
  const standings = new Map<number, Standing | "queued">();
  let before: Before | undefined;
  for (const chunk of jsonChunks(asked)) {
    const [known, taken] = await db.batch([standingsOf(db, chunk), importOfDigest(db, digest)]);
    for (const { line, why } of rowsOf<{ line: number; why: Standing | "queued" }>(known)) standings.set(line, why);
    before = firstRow<Before>(taken);
  }
  return { standings, before };
}
