/** Stopping a letter halfway: whoever does not have it and is not being sent it this moment does not get it. */

import { freeChunk, stopLetter } from "../db/letters.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { LETTER_CHUNK } from "../domain/numbers.ts";

export type Stopped = { kind: "stopped" | "not-sending" };

/** One transaction. Batches already sealed go their way; of those who wait the first are freed here, the rest by the tick. */
export async function stopSending(
  { db }: Pick<Deps, "db">,
  { key, now }: { key: string; now: number },
): Promise<Stopped> {
  const [stopped] = await db.batch([...stopLetter(db, key), ...freeChunk(db, key, { limit: LETTER_CHUNK, now })]);
  return { kind: firstRow(stopped) ? "stopped" : "not-sending" };
}
