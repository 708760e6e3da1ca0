/** Queueing due lessons: re-plan if the course changed, claim who is due, move them on, ring the queue. */

import { claim, passOver } from "../db/claims.ts";
import { beginTick, type Engine, type Leftovers, type Room, roomNow } from "../db/engine.ts";
import { countDue, type EarliestDue, earliestDue } from "../db/enrollments.ts";
import { onlyRow, rowsOf } from "../db/rows.ts";
import { allClocks } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import { activeLessons, type Lesson } from "../domain/course.ts";
import { BATCH_SIZE, TICK_LIMITS, type TickLimits } from "../domain/numbers.ts";
import { courseShape } from "../domain/place.ts";
import { clocksIn, dailyLimit, planClaim, type StoredClock } from "./plan-claim.ts";
import { replanCourse } from "./replan-course.ts";
import { ring } from "./ring.ts";

export type TickReport = {
  claimed: number;
  batches: number;
  replanned: number;
  /** Readers still due when this tick had claimed what it may. */
  still_due: number;
  /** `restored`: nothing is done before the database is reconciled. `full`: as many batches wait as can be sent until the next tick. `quota`: the day's quota is spoken for. */
  state: "done" | "paused" | "restored" | "replanning" | "full" | "quota";
  /** Whether the sweep has to look: something was open before this tick, or somebody may be forgotten. */
  leftovers: boolean;
};

const NOTHING_REPLANNED = { replanned: 0, chunks: 0, done: true };

type TickDeps = Pick<Deps, "db" | "queue" | "course" | "config">;

/** Whatever ticks do (come twice, overlap, come late, not at all), each due reader is claimed once. `now` is unix ms. */
export async function queueDueLessons(
  deps: TickDeps,
  { now, limits = TICK_LIMITS }: { now: number; limits?: TickLimits },
): Promise<TickReport> {
  const { engine, due } = await look(deps, now);
  const leftovers = engine.leftovers === 1;
  const report: TickReport = { claimed: 0, batches: 0, replanned: 0, still_due: 0, state: "done", leftovers };
  const isEdited = engine.course_shape !== courseShape(deps.course);
  // Neither claimed, nor closed as past its time, nor forgotten: what happened since is still to be found out.
  if (engine.restored_to !== null) return { ...report, state: "restored", leftovers: false };
  const { replanned, chunks, done } = isEdited ? await replanCourse(deps, { engine, now, limits }) : NOTHING_REPLANNED;
  report.replanned = replanned;
  if (!done) return { ...report, state: "replanning" };
  if (engine.paused_until !== null) return { ...report, state: "paused" };
  const lessons = dueInTurn(deps, isEdited ? (await look(deps, now)).due : due, now);
  const left = { ...limits, chunks: limits.chunks - chunks };
  return lessons.length === 0 ? report : claimAll(deps, { lessons, limits: left, report, now });
}

/** One call to the database, and the only one of a tick that finds nobody due. */
async function look({ db, course }: TickDeps, now: number) {
  const keys = activeLessons(course).map(({ key }) => key);
  const [engines, due] = await db.batch([beginTick(db, now), earliestDue(db, keys)]);
  return { engine: onlyRow<Engine & Leftovers>(engines), due: rowsOf<EarliestDue>(due) };
}

/** First lessons first; then by who has waited longest, so that no lesson starves while the quota is short. */
function dueInTurn({ course }: TickDeps, due: readonly EarliestDue[], now: number): Lesson[] {
  const first = activeLessons(course)[0]?.key;
  const turn = ({ lesson, due_at }: EarliestDue) => (lesson === first ? 0 : (due_at ?? 0));
  const waiting = due.filter(({ due_at }) => due_at !== null && due_at <= now).sort((a, b) => turn(a) - turn(b));
  return waiting.flatMap((one) => course.lessons.find(({ key }) => key === one.lesson) ?? []);
}

async function claimAll(
  deps: TickDeps,
  { lessons, limits, report, now }: { lessons: Lesson[]; limits: TickLimits; report: TickReport; now: number },
): Promise<TickReport> {
  const [clocks, byBatches, byQuota] = await roomAndClocks(deps, limits, now);
  const waiting = [...lessons];
  for (let chunks = limits.chunks; waiting[0] && chunks > 0; chunks--) {
    const limit = Math.min(limits.claimChunk, byBatches - report.claimed, byQuota - report.claimed);
    if (limit <= 0) break;
    const batches = await claimChunk(deps, waiting[0], clocks, { limit, now });
    const claimed = countReaders(batches);
    report.claimed += claimed;
    report.batches += batches.length;
    if (claimed < limit) waiting.shift();
  }
  if (waiting.length === 0) return report;
  const state = byQuota <= report.claimed ? "quota" : "full";
  return { ...report, state, still_due: await stillDue(deps, lessons, now) };
}

/** All clocks, and how many readers may be claimed now: by the batches that wait, and by the day's quota. */
async function roomAndClocks(
  { db, course, config }: TickDeps,
  { openBatches }: TickLimits,
  now: number,
): Promise<[StoredClock[], number, number]> {
  const [clocks, rooms] = await db.batch([
    allClocks(db),
    roomNow(db, { batches: openBatches, dailyLimit: dailyLimit(config), now }),
  ]);
  const { open_batches, quota_left } = onlyRow<Room>(rooms);
  const byBatches = (openBatches - open_batches) * BATCH_SIZE;
  return [clocksIn(course, clocks), byBatches, quota_left ?? Number.POSITIVE_INFINITY];
}

/** One transaction, and its bells. When nobody was free, those who already had the lesson are passed over. */
async function claimChunk(
  deps: TickDeps,
  lesson: Lesson,
  clocks: readonly StoredClock[],
  { limit, now }: { limit: number; now: number },
): Promise<{ id: string; readers: number }[]> {
  const { db, course, config } = deps;
  const plan = planClaim(course, lesson, clocks, { limit, dailyLimit: dailyLimit(config), now });
  const [gathered] = await db.batch(claim(db, plan));
  const batches = rowsOf<{ id: string; readers: number }>(gathered);
  if (batches.length === 0) await passOver(db, plan).run();
  await ring(
    deps,
    batches.map(({ id }) => ({ batch: id })),
  );
  return batches;
}

function countReaders(batches: { readers: number }[]): number {
  return batches.reduce((sum, { readers }) => sum + readers, 0);
}

async function stillDue({ db }: TickDeps, lessons: Lesson[], now: number): Promise<number> {
  const keys = lessons.map(({ key }) => key);
  return (await countDue(db, keys, now).first<{ readers: number }>())?.readers ?? 0;
}
