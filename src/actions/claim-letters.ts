/** Claiming for letters: after the lessons, in what room and quota they leave, at each reader's hour and far from her lessons. */

import { type Room, roomNow } from "../db/engine.ts";
import { lessonsUntil } from "../db/enrollments.ts";
import { claimForLetter } from "../db/letter-claims.ts";
import type { LetterRow } from "../db/letters.ts";
import { onlyRow, rowsOf } from "../db/rows.ts";
import { allClocks } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { nextDue } from "../domain/clock.ts";
import { activeLessons } from "../domain/course.ts";
import { BATCH_SIZE, DAY, LETTER_CLAIMS, type TickLimits } from "../domain/numbers.ts";
import { randomId } from "../domain/random-id.ts";
import { byClock } from "./forward-letters.ts";
import { clocksIn, dailyLimit, type StoredClock } from "./plan-claim.ts";
import { ring } from "./ring.ts";

type TickDeps = Pick<Deps, "db" | "queue" | "course" | "mails" | "config">;
type Claimed = { claimed: number; batches: number };

/** For those whose words there are. The oldest sending first; a reader who waits for two letters gets one a day. */
export async function claimLetters(
  deps: TickDeps,
  { letters, limits, now }: { letters: readonly LetterRow[]; limits: TickLimits; now: number },
): Promise<Claimed> {
  const ready = letters
    .filter(({ key, state }) => state === "sending" && deps.mails.letters[key])
    .map(({ key }) => key);
  const total: Claimed = { claimed: 0, batches: 0 };
  if (ready.length === 0) return total;
  const { clocks, room, quota } = await roomForLetters(deps, limits, now);
  for (let chunks = LETTER_CLAIMS; ready[0] && chunks > 0; chunks--) {
    const limit = Math.min(limits.claimChunk, room - total.claimed);
    if (limit <= 0) break;
    const claimed = await claimChunk(deps, ready[0], clocks, { limit, dailyLimit: quota, now });
    total.claimed += claimed.claimed;
    total.batches += claimed.batches;
    if (claimed.claimed < limit) ready.shift();
  }
  return total;
}

/** The quota of a day, less what lessons will need of it until that day is over. */
async function roomForLetters({ db, course, config }: TickDeps, { openBatches }: TickLimits, now: number) {
  const ofDay = dailyLimit(config);
  const keys = activeLessons(course).map(({ key }) => key);
  const [known, rooms, lessons] = await db.batch([
    allClocks(db),
    roomNow(db, { batches: openBatches, dailyLimit: ofDay, now }),
    lessonsUntil(db, keys, { until: (Math.floor(now / DAY) + 1) * DAY, limit: ofDay ?? 0 }),
  ]);
  const { open_batches, quota_left } = onlyRow<Room>(rooms);
  const kept = onlyRow<{ readers: number }>(lessons).readers;
  const byQuota = quota_left === null ? Number.POSITIVE_INFINITY : quota_left - kept;
  return {
    clocks: clocksIn(course, known),
    room: Math.min((openBatches - open_batches) * BATCH_SIZE, byQuota),
    quota: ofDay === undefined ? undefined : Math.max(0, ofDay - kept),
  };
}

/** One transaction, and its bells. */
async function claimChunk(
  deps: TickDeps,
  key: string,
  clocks: readonly StoredClock[],
  { limit, dailyLimit: quota, now }: { limit: number; dailyLimit: number | undefined; now: number },
): Promise<Claimed> {
  const { db, course } = deps;
  const batchIds = Array.from({ length: Math.ceil(limit / BATCH_SIZE) }, randomId);
  const later = byClock(course, clocks, (clock) => nextDue(clock, 0, now));
  const whom = { lesson: key, course: course.key, batchIds, limit, dailyLimit: quota, later, now };
  const [, gathered] = await db.batch(claimForLetter(db, whom));
  const batches = rowsOf<{ id: string; readers: number }>(gathered);
  await ring(
    deps,
    batches.map(({ id }) => ({ batch: id })),
  );
  return { claimed: batches.reduce((sum, { readers }) => sum + readers, 0), batches: batches.length };
}
