/** /admin: every page of the author's desk, behind its door. */

import { Hono } from "hono/tiny";
import { TodayPage } from "../../pages/desk/today.tsx";
import type { HttpEnv } from "../env.ts";
import { forHerEyesOnly } from "../security.ts";
import { doorRoutes, onlyAuthor } from "./door.tsx";
import { answerDesk } from "./env.ts";
import { readerDeedRoutes } from "./reader-deeds.tsx";
import { readersRoutes } from "./readers.tsx";

export const deskRoutes = new Hono<HttpEnv>()
  .use("/admin", forHerEyesOnly, onlyAuthor)
  .use("/admin/*", forHerEyesOnly, onlyAuthor)
  .route("/", doorRoutes)
  .get("/admin", (c) => answerDesk(c, (props) => <TodayPage {...props} />))
  .route("/", readersRoutes)
  .route("/", readerDeedRoutes);
