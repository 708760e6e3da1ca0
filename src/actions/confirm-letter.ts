/** Confirming a letter: with the words and the number the author saw, and no others. */

import { confirmLetter, type LetterRow, letterById, withdrawLetter } from "../db/letters.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { COUNT_HOLDS } from "../domain/numbers.ts";

export type Confirmed =
  /** From the next tick on each of them gets it at her hour. */
  | { kind: "confirmed" }
  /** Confirmed before, in another tab perhaps. */
  | { kind: "already" }
  /** The words are others than those on the page she confirmed from: she is asked again. */
  | { kind: "edited" }
  /** Not the number that was counted. */
  | { kind: "other-number" }
  /** Counted too long ago, or taken back: to be chosen anew. */
  | { kind: "stale" };

/** `digest`: of the letter as it was on her page. `people`: the number as she typed it. */
export async function confirmSending(
  { db, mails }: Pick<Deps, "db" | "mails">,
  { id, people, digest, now }: { id: number; people: number; digest: string; now: number },
): Promise<Confirmed> {
  const row = await letterById(db, id).first<LetterRow>();
  if (!row) return { kind: "stale" };
  if (row.state !== "counted") return { kind: row.state === "counting" ? "stale" : "already" };
  if (mails.letters[row.key]?.digest !== digest) return { kind: "edited" };
  if (row.people !== people || people === 0) return { kind: "other-number" };
  if (row.created_at <= now - COUNT_HOLDS) {
    await withdrawLetter(db, id).run();
    return { kind: "stale" };
  }
  const confirmed = await confirmLetter(db, { id, people, digest, now }).first();
  return { kind: confirmed ? "confirmed" : "already" };
}

/** A group that was chosen and not confirmed is forgotten; what was confirmed meanwhile, in another tab perhaps, goes on. */
export async function withdrawChoice(
  { db }: Pick<Deps, "db">,
  { id }: { id: number },
): Promise<{ kind: "withdrawn" | "not-withdrawn" }> {
  const [, left] = await db.batch([withdrawLetter(db, id), letterById(db, id)]);
  return { kind: firstRow(left) ? "not-withdrawn" : "withdrawn" };
}
