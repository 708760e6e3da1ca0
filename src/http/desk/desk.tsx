/** /admin: every page of the author's desk, behind its door. */

import { Hono } from "hono/tiny";
import type { HttpEnv } from "../env.ts";
import { forHerEyesOnly } from "../security.ts";
import { consultationRoutes } from "./consultations.tsx";
import { doorRoutes, onlyAuthor } from "./door.tsx";
import { planRoutes } from "./plan.tsx";
import { sendingRoutes } from "./sending.tsx";
import { simulateRoutes } from "./simulate.tsx";
import { todayRoutes } from "./today.tsx";

export const deskRoutes = new Hono<HttpEnv>()
  .use("/admin", forHerEyesOnly, onlyAuthor)
  .use("/admin/*", forHerEyesOnly, onlyAuthor)
  .route("/", doorRoutes)
  .route("/", planRoutes)
  .route("/", simulateRoutes)
  .route("/", consultationRoutes)
  .route("/", todayRoutes)
  .route("/", sendingRoutes);
