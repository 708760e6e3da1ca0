/** Planning: what the course at hand would change for the readers there are. Reads only. */

import { type Engine, engineRow } from "../db/engine.ts";
import { standingOf } from "../db/enrollments.ts";
import { onlyRow, rowsOf } from "../db/rows.ts";
import { lessonsPrepared, planColumns, type StandingsRow, sizes, standings, standingsDated } from "../db/standings.ts";
import { allClocks } from "../db/subscribers.ts";
import type { Deps } from "../deps.ts";
import type { Course } from "../domain/course.ts";
import { courseOfShape } from "../domain/live-course.ts";
import { DAY, PLAN_CHUNK, PLAN_ON_PAGE } from "../domain/numbers.ts";
import { courseShape } from "../domain/place.ts";
import { type Group, type Plan, planOf } from "../domain/plan.ts";
import { clocksIn, dailyLimit, type StoredClock } from "./plan-claim.ts";

type PlanDeps = Pick<Deps, "db" | "course"> & { config: Pick<Deps["config"], "dailyQuota"> };

export type Planned = {
  readonly kind: "planned";
  readonly plan: Plan;
  /** The course that readers are planned with. */
  readonly live: Course;
  /** The engine has not yet planned all readers anew after the last deploy. */
  readonly replanning: boolean;
  /** Why nothing is sent at the moment, or null. */
  readonly paused: string | null;
};

/** `empty`: nothing was ever deployed here. `too-old`: the database lacks columns that later versions brought. */
export type PlanResult = Planned | { readonly kind: "empty" } | { readonly kind: "too-old" };

/** Everybody, in chunks, for the command: `onChunk` is told which part of all is read. */
export async function planCourse(deps: PlanDeps, how: Everybody): Promise<PlanResult> {
  try {
    return await planEverybody(deps, how);
  } catch (error) {
    // Asked only now: each call of a command takes seconds.
    const [found] = await deps.db.batch([planColumns(deps.db)]);
    const { house, parts } = onlyRow<{ house: number; parts: number }>(found);
    if (house === 0) return { kind: "empty" };
    if (parts === 0) return { kind: "too-old" };
    throw error;
  }
}

type Everybody = { now: number; chunk?: number; onChunk?: (part: number) => void };

async function planEverybody(deps: PlanDeps, { now, chunk = PLAN_CHUNK, onChunk }: Everybody): Promise<Planned> {
  const ground = await lookAround(deps, now);
  const rows: StandingsRow[] = [];
  for (let after = 0; after < ground.lastId; after += chunk) {
    const [result] = await deps.db.batch([standings(deps.db, { ...ground.whom, after, upTo: after + chunk })]);
    rows.push(...rowsOf<StandingsRow>(result));
    onChunk?.(Math.min(1, (after + chunk) / ground.lastId));
  }
  return planFor(deps, ground, rows);
}

/** For a page: of at most `PLAN_ON_PAGE` readers under way. With more there is no plan, and only the command can tell. */
export async function planOnPage(
  deps: PlanDeps,
  { now, limit = PLAN_ON_PAGE }: { now: number; limit?: number },
): Promise<Planned | { kind: "too-many"; limit: number; live: Course }> {
  const ground = await lookAround(deps, now, limit);
  if (ground.dated > limit) return { kind: "too-many", limit, live: ground.live };
  const [result] = await deps.db.batch([standingsDated(deps.db, { ...ground.whom, limit })]);
  return planFor(deps, ground, rowsOf<StandingsRow>(result));
}

type Ground = Awaited<ReturnType<typeof lookAround>>;

/** One call to the database for all but the readers. */
async function lookAround({ db, course }: PlanDeps, now: number, limit = 0) {
  const [engines, clocks, prepared, counts] = await db.batch([
    engineRow(db),
    allClocks(db),
    lessonsPrepared(db),
    sizes(db, limit + 1),
  ]);
  const engine = onlyRow<Engine>(engines);
  const { dated, last_id: lastId } = onlyRow<{ dated: number; last_id: number }>(counts);
  // What re-planning has begun with is what is deployed.
  const shape = engine.replanning_shape ?? engine.course_shape ?? courseShape(course);
  const live = courseOfShape(shape, course);
  const stored = clocksIn(course, clocks);
  const finished = live.finishedGetNewLessons || course.finishedGetNewLessons;
  const whom = { course: live.key, finished, longAgo: longAgo([live, course], stored, now), now };
  return {
    whom,
    live,
    lastId,
    dated,
    clocks: stored,
    prepared: rowsOf<{ lesson: string; readers: number }>(prepared),
    replanning: engine.replanning_shape !== null,
    paused: engine.paused_until === null ? null : engine.pause_reason,
    now,
  };
}

/** Whoever had her last lesson before has waited for the next long enough at any pace, over quiet days and holidays too. */
function longAgo(courses: readonly Course[], clocks: readonly StoredClock[], now: number): number {
  const waits = courses.flatMap(({ lessons }) => lessons.map(({ wait = 0 }) => wait));
  const pace = Math.max(1, ...clocks.map(({ paceDays }) => paceDays));
  return now - (Math.max(1, ...waits) * pace + OVER_QUIET_DAYS) * DAY;
}

/** One free weekday may be a holiday several weeks in a row; never for two months. */
const OVER_QUIET_DAYS = 60;

function planFor({ course, config }: PlanDeps, ground: Ground, rows: readonly StandingsRow[]): Planned {
  const { live, prepared, replanning, paused, now } = ground;
  const clocks = new Map(ground.clocks.map((clock) => [clock.id, clock]));
  const groups = rows.map((row) => groupOf(row, clocks));
  const plan = planOf({ live, today: course, groups, prepared, dailyLimit: dailyLimit(config), now });
  return { kind: "planned", plan, live, replanning, paused };
}

function groupOf(row: StandingsRow, clocks: ReadonlyMap<number, StoredClock>): Group {
  const clock = clocks.get(row.clock_id);
  if (!clock) throw new Error("A reader has a clock that does not exist.");
  const { zone, minute, paceDays, quietDays } = clock;
  return { readers: row.readers, clock: { zone, minute, paceDays, quietDays }, standing: standingOf(row) };
}
