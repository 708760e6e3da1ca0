/** GET /admin and /admin/funnel: today, and how far people came. */

import { Hono } from "hono/tiny";
import { lookAtToday } from "../../actions/look-at-today.ts";
import {
  BY_SOURCE,
  type Step,
  stepsBySource,
  stepsOfWeeks,
  visitsBySource,
  visitsOfWeeks,
} from "../../db/desk/today.ts";
import { rowsOf } from "../../db/rows.ts";
import { bySource, funnelOf, weekOf } from "../../domain/funnel.ts";
import { FunnelPage, type FunnelView, WEEKS } from "../../pages/desk/funnel.tsx";
import { TodayPage } from "../../pages/desk/today.tsx";
import type { HttpContext, HttpEnv } from "../env.ts";
import { answerDesk } from "./env.ts";

const WEEKS_TODAY = 12;

export const todayRoutes = new Hono<HttpEnv>()
  .get("/admin", async (c) => {
    const { deps } = c.env;
    const { steps, week, ...today } = await lookAtToday(deps, { now: deps.clock() });
    const recent = steps.filter((step) => step.week > week - WEEKS_TODAY);
    const view = { ...today, zone: deps.course.zone, weeks: WEEKS_TODAY, funnel: funnelOf(deps.course, recent) };
    return answerDesk(c, (props) => <TodayPage {...props} view={view} />);
  })
  .get("/admin/funnel", async (c) => {
    const view = await funnelView(c);
    return answerDesk(c, (props) => <FunnelPage {...props} view={view} />);
  });

async function funnelView(c: HttpContext): Promise<FunnelView> {
  const { db, course, clock } = c.env.deps;
  const weeks = WEEKS.find((some) => String(some) === c.req.query("weeks")) ?? WEEKS_TODAY;
  const thisWeek = weekOf(course.zone, clock());
  const all = Array.from({ length: weeks }, (_, back) => thisWeek - back);
  const [steps = [], visits = [], sourceSteps = [], sourceVisits = []] = (
    await db.batch([
      stepsOfWeeks(db, all),
      visitsOfWeeks(db, all),
      stepsBySource(db, thisWeek - weeks + 1),
      visitsBySource(db, thisWeek - weeks + 1),
    ])
  ).map((result) => rowsOf<Step>(result));
  const whole = [...steps, ...visits];
  const wholeFrom = Math.max(firstWhole(sourceSteps, BY_SOURCE.steps), firstWhole(sourceVisits, BY_SOURCE.visits));
  const sources = bySource([...sourceSteps, ...sourceVisits].filter(({ week }) => week >= wholeFrom));
  return {
    weeks,
    whole: funnelOf(course, whole),
    sourcesFrom: wholeFrom === 0 ? null : wholeFrom,
    sources: sources.map(({ source, counted }) => ({ source, funnel: funnelOf(course, counted) })),
    byWeek: all
      .map((week) => ({ week, counted: whole.filter((step) => step.week === week) }))
      .filter(({ counted }) => counted.length > 0)
      .map(({ week, counted }) => ({ week, funnel: funnelOf(course, counted) })),
  };
}

/** The week from which on nothing is missing: where as many rows came as are read, the last of them are not all of their week. */
function firstWhole(rows: readonly Step[], most: number): number {
  const last = rows.length < most ? undefined : rows.at(-1);
  return last ? last.week + 1 : 0;
}
