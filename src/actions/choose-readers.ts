/** Choosing whom a letter goes to: the group is written down and counted, here as far as one chunk goes, then by the tick. */

import { chooseGroup, countChunk } from "../db/letters.ts";
import type { Deps } from "../deps.ts";
import type { Group } from "../domain/letter.ts";
import { LETTER_CHUNK } from "../domain/numbers.ts";

/** `under-way`: another sending of this letter is not over. */
export type Chosen = { kind: "chosen" } | { kind: "under-way" } | { kind: "no-letter" };

/** Nobody is written to before the number is confirmed. */
export async function chooseReaders(
  { db, course, mails }: Pick<Deps, "db" | "course" | "mails">,
  { key, group, now }: { key: string; group: Group; now: number },
): Promise<Chosen> {
  if (!mails.letters[key]) return { kind: "no-letter" };
  const row = await chooseGroup(db, { key, ...group, now }).first<{ id: number }>();
  if (!row) return { kind: "under-way" };
  await countChunk(db, { id: row.id, course: course.key, from: 0, limit: LETTER_CHUNK }).run();
  return { kind: "chosen" };
}
