/** /admin/simulate: the dates of a reader's course for any beginning and any clock. It reckons, and asks no table. */

import { Hono } from "hono/tiny";
import { ALL_WEEKDAYS, HOLIDAYS, isoDay } from "../../domain/clock.ts";
import { firstTyped, simulate, type Typed } from "../../domain/simulation.ts";
import { SimulatePage } from "../../pages/desk/simulate.tsx";
import type { HttpContext, HttpEnv } from "../env.ts";
import { answerDesk } from "./env.ts";

export const simulateRoutes = new Hono<HttpEnv>().get("/admin/simulate", (c) => {
  const { course } = c.env.deps;
  const typed = typedIn(c);
  const simulation = simulate(course, typed);
  const status = simulation.kind === "wrong" ? 422 : 200;
  return answerDesk(c, (props) => <SimulatePage {...props} typed={typed} simulation={simulation} />, status);
});

/** What is not asked is as the course has it. */
function typedIn(c: HttpContext): Typed {
  const { course, clock } = c.env.deps;
  const usual = firstTyped(course, isoDay(course.zone, clock()));
  const word = (name: "date" | "at" | "hour" | "zone" | "pace") => c.req.query(name)?.slice(0, 64) ?? usual[name];
  let quietDays = 0;
  for (let bit = 1; bit <= (ALL_WEEKDAYS | HOLIDAYS); bit *= 2) if (c.req.query(`quiet_${bit}`)) quietDays |= bit;
  return { date: word("date"), at: word("at"), hour: word("hour"), zone: word("zone"), pace: word("pace"), quietDays };
}
