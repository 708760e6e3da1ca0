/** /admin: every page of the author's desk, behind its door. */

import { Hono } from "hono/tiny";
import { TodayPage } from "../../pages/desk/today.tsx";
import type { HttpEnv } from "../env.ts";
import { forHerEyesOnly } from "../security.ts";
import { doorRoutes, onlyAuthor } from "./door.tsx";
import { answerDesk } from "./env.ts";
import { planRoutes } from "./plan.tsx";
import { simulateRoutes } from "./simulate.tsx";

export const deskRoutes = new Hono<HttpEnv>()
  .use("/admin", forHerEyesOnly, onlyAuthor)
  .use("/admin/*", forHerEyesOnly, onlyAuthor)
  .route("/", doorRoutes)
  .route("/", planRoutes)
  .route("/", simulateRoutes)
  .get("/admin", (c) => answerDesk(c, (props) => <TodayPage {...props} />));
