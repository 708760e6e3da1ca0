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
  const [taken] = await db.batch([importOfDigest(db, digest)]);
  const before = firstRow<{ id: string; ready_at: number }>(taken);
  const verdicts = decideLines(lines, await standings(db, lines, secrets));
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

async function standings(db: D1Database, lines: readonly ReadLine[], secrets: ImportDeps["secrets"]) {
  const asked = lines.flatMap((read) =>
    "row" in read ? [[read.line, hashIdentity(secrets, read.row.identity), read.row.consentAt]] : [],
  );
  const found = new Map<number, Standing | "queued">();
  for (const chunk of jsonChunks(asked)) {
    const [known] = await db.batch([standingsOf(db, chunk)]);
    for (const { line, why } of rowsOf<{ line: number; why: Standing | "queued" }>(known)) found.set(line, why);
  }
  return found;
}
