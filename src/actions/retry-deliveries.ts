/** Sending again what failed by our fault, or, where the author says so, what nobody knows the end of. */

import { retryTroubled, troubledLessons } from "../db/deliveries.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { activeLessons } from "../domain/course.ts";
import { DAY } from "../domain/numbers.ts";
import { keysOf } from "../domain/place.ts";
import { randomId } from "../domain/random-id.ts";

export type Retried = { mails: number; batchIds: string[] };

/** Batches made at once: what one tick rings for. */
const BATCHES_AT_ONCE = 100;
/** What is older nobody waits for any more. */
const RETRY_WITHIN = 14 * DAY;

/**
 * `failed` was surely not accepted: again is once. `unconfirmed` may have come, so that a reader may have it twice; it is the author
 * who says that it shall go. Pressed twice, the second time finds nothing. Lessons that left the course stay as they are,
 * and letters whose words are gone; a letter that was stopped since is skipped when its batch is sealed.
 */
export async function retryDeliveries(
  { db, course, mails: { letters } }: Pick<Deps, "db" | "course" | "mails">,
  { status, now }: { status: "failed" | "unconfirmed"; now: number },
): Promise<Retried> {
  const since = now - RETRY_WITHIN;
  const sent = new Set([...activeLessons(course).flatMap(keysOf), ...Object.keys(letters)]);
  const { results } = await troubledLessons(db, status, since).all<{ lesson: string }>();
  const retried: Retried = { mails: 0, batchIds: [] };
  for (const { lesson } of results.filter((row) => sent.has(row.lesson))) {
    while (retried.batchIds.length < BATCHES_AT_ONCE) {
      const [made] = await db.batch(retryTroubled(db, { status, lesson, since, batchId: randomId(), now }));
      const batch = firstRow<{ id: string; readers: number }>(made);
      if (!batch) break;
      retried.mails += batch.readers;
      retried.batchIds.push(batch.id);
    }
  }
  return retried;
}
