/** The tick: re-plan if the course changed, claim who is due, move them on, ring the queue. */

import { countOpenBatches } from "../db/batches.ts";
import { claim, dueLessons, passOver } from "../db/claims.ts";
import { acceptedOn, beginTick, type Engine } from "../db/engine.ts";
import { firstRow, onlyRow, rowsOf } from "../db/rows.ts";
import { allClocks } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { activeLessons, type Lesson } from "../domain/course.ts";
import { BATCH_SIZE, CLAIM_CHUNK, CONFIRM_RESERVE, OPEN_BATCHES_LIMIT } from "../domain/numbers.ts";
import { courseShape } from "../domain/place.ts";
import { planClaim, type StoredClock } from "./plan-claim.ts";
import { replanCourse } from "./replan-course.ts";
import { ring } from "./ring.ts";

export type TickReport = {
  claimed: number;
  batches: number;
  replanned: number;
  state: "done" | "paused" | "replanning" | "full";
};

/** Whatever ticks do (come twice, overlap, come late, not at all), each due reader is claimed once. `now` is unix ms. */
export async function queueDueLessons(
  deps: Pick<Deps, "db" | "queue" | "course" | "config">,
  { now }: { now: number },
): Promise<TickReport> {
  const { db, course, config } = deps;
  const lessons = activeLessons(course);
  const [engines, due, open, accepted] = await db.batch([
    beginTick(db, now),
    dueLessons(
      db,
      lessons.map(({ key }) => key),
      now,
    ),
    countOpenBatches(db, OPEN_BATCHES_LIMIT),
    acceptedOn(db, now),
  ]);
  const engine = onlyRow<Engine>(engines);
  const report: TickReport = { claimed: 0, batches: 0, replanned: 0, state: "done" };
  if (engine.course_shape !== courseShape(course)) {
    const { replanned, done } = await replanCourse(deps, { engine, now });
    report.replanned = replanned;
    if (!done) return { ...report, state: "replanning" };
  }
  if (engine.paused_until !== null) return { ...report, state: "paused" };
  const dueNow = report.replanned > 0 ? await lessonsDue(deps, lessons, now) : keysIn(rowsOf(due));
  const waiting = onlyRow<{ batches: number; readers: number }>(open);
  const acceptedToday = firstRow<{ accepted: number }>(accepted)?.accepted ?? 0;
  const room = roomFor(waiting, acceptedToday, config.dailyQuota);
  return dueNow.length === 0 ? report : claimAll(deps, { dueNow, room, report, now });
}

async function claimAll(
  deps: Pick<Deps, "db" | "queue" | "course">,
  { dueNow, room, report, now }: { dueNow: string[]; room: number; report: TickReport; now: number },
): Promise<TickReport> {
  const clocks = (await allClocks(deps.db).all<StoredClock>()).results;
  let left = room;
  for (const lesson of deps.course.lessons.filter(({ key }) => dueNow.includes(key))) {
    while (left > 0) {
      const limit = Math.min(CLAIM_CHUNK, left);
      const batches = await claimChunk(deps, lesson, clocks, { limit, now });
      await ring(
        deps,
        batches.map(({ id }) => ({ batch: id })),
      );
      const claimed = countReaders(batches);
      report.claimed += claimed;
      report.batches += batches.length;
      left -= claimed;
      if (claimed < limit) break;
    }
    if (left <= 0) return { ...report, state: "full" };
  }
  return report;
}

/** One transaction. When fewer were free than asked for, those who already had the lesson are passed over. */
async function claimChunk(
  { db, course }: Pick<Deps, "db" | "course">,
  lesson: Lesson,
  clocks: readonly StoredClock[],
  { limit, now }: { limit: number; now: number },
): Promise<{ id: string; readers: number }[]> {
  const plan = planClaim(course, lesson, clocks, { limit, now });
  const [gathered] = await db.batch(claim(db, plan));
  const batches = rowsOf<{ id: string; readers: number }>(gathered);
  if (countReaders(batches) < limit) await passOver(db, plan).run();
  return batches;
}

function countReaders(batches: { readers: number }[]): number {
  return batches.reduce((sum, { readers }) => sum + readers, 0);
}

/** Readers that may be claimed now: no more than waits to be sent anyway, and no more than the quota less its reserve. */
function roomFor(
  waiting: { batches: number; readers: number },
  acceptedToday: number,
  dailyQuota: number | undefined,
): number {
  const byBatches = (OPEN_BATCHES_LIMIT - waiting.batches) * BATCH_SIZE;
  if (dailyQuota === undefined) return Math.max(0, byBatches);
  const reserve = Math.min(CONFIRM_RESERVE, Math.floor(dailyQuota / 2));
  return Math.max(0, Math.min(byBatches, dailyQuota - reserve - acceptedToday - waiting.readers));
}

async function lessonsDue({ db }: Pick<Deps, "db">, lessons: Lesson[], now: number): Promise<string[]> {
  const keys = lessons.map(({ key }) => key);
  return keysIn((await dueLessons(db, keys, now).all<{ lesson: string }>()).results);
}

function keysIn(rows: { lesson: string }[]): string[] {
  return rows.map(({ lesson }) => lesson);
}
