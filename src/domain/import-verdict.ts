/** What would become of each line of a file: new, skipped or refused, and exactly one of them. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ImportMode } from "./import-columns.ts";
import type { ImportRow, Refusal } from "./import-row.ts";

/** Why an address that is known here is left as it is. `erased`: she was a reader and had everything erased after this consent. */
export type Standing = "suppressed" | "unsubscribed" | "reader" | "waiting" | "moved" | "erased";

/** `queued`: another import still has this address before it. */
export type SkipReason = Standing | "queued" | "duplicate";

export type Verdict = { readonly line: number } & (
  | { readonly kind: "new"; readonly row: ImportRow }
  /** `first`: the line that has the same address before. */
  | { readonly kind: "skipped"; readonly why: SkipReason; readonly row: ImportRow; readonly first?: number }
  | { readonly kind: "refused"; readonly refusal: Refusal }
);

/** A line of the file, judged by itself. */
export type ReadLine = { readonly line: number } & ({ readonly row: ImportRow } | { readonly refusal: Refusal });

/** `standings`: by line, for those whose address is known here. Of one address the first line counts. */
export function decideLines(
  lines: readonly ReadLine[],
  standings: ReadonlyMap<number, Standing | "queued">,
): Verdict[] {
  const firsts = new Map<string, number>();
  return lines.map((read): Verdict => {
    const { line } = read;
    if ("refusal" in read) return { line, kind: "refused", refusal: read.refusal };
    const { row } = read;
    const first = firsts.get(row.identity);
    if (first !== undefined) return { line, kind: "skipped", why: "duplicate", first, row };
    firsts.set(row.identity, line);
    const why = standings.get(line);
    return why === undefined ? { line, kind: "new", row } : { line, kind: "skipped", why, row };
  });
}

export type NewVerdict = Extract<Verdict, { kind: "new" }>;

export function newOnes(verdicts: readonly Verdict[]): NewVerdict[] {
  return verdicts.filter((verdict) => verdict.kind === "new");
}

const KEY_DIGITS = 12;

/** Stands for what was looked at: the file, the way in, and the lines that are new. Whatever changes gives another key. */
export function keyOf(digest: string, mode: ImportMode, verdicts: readonly Verdict[]): string {
  const looked = [digest, mode, ...newOnes(verdicts).map(({ line }) => line)].join(" ");
  return bytesToHex(sha256(utf8ToBytes(looked))).slice(0, KEY_DIGITS);
}
