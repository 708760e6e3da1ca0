/** /admin/plan: what the deployed course means for readers under way. Looks at a bounded number of them. */

import { Hono } from "hono/tiny";
import { planOnPage } from "../../actions/plan-course.ts";
import { PlanPage } from "../../pages/desk/plan.tsx";
import type { HttpEnv } from "../env.ts";
import { answerDesk } from "./env.ts";

export const planRoutes = new Hono<HttpEnv>().get("/admin/plan", async (c) => {
  const { deps } = c.env;
  const now = deps.clock();
  const result = await planOnPage(deps, { now });
  return answerDesk(c, (props) => <PlanPage {...props} course={deps.course} result={result} now={now} />);
});
