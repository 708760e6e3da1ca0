/** The front door: every route of the house, and the headers of every answer. */

import { Hono } from "hono/tiny";
import { afterSignUpRoutes } from "./after-sign-up.tsx";
import { failed, notFound } from "./answers.tsx";
import { consultRoutes } from "./consult.tsx";
import { courseRoutes } from "./course.tsx";
import { deskRoutes } from "./desk/desk.tsx";
import { embedRoutes } from "./embed.tsx";
import type { HttpEnv } from "./env.ts";
import { legalRoutes } from "./legal.tsx";
import { machineRoutes } from "./machine.ts";
import { onlyOurForms } from "./own-forms.ts";
import { ownerRoutes } from "./owner.tsx";
import { publicFiles } from "./public-files.ts";
import { readerRoutes } from "./reader.tsx";
import { browserDefences } from "./security.ts";
import { signUpRoutes } from "./sign-up.tsx";
import { visitRoutes } from "./visit.ts";
import { worksheetRoutes } from "./worksheet.tsx";

export const app = new Hono<HttpEnv>()
  .use(browserDefences)
  .use(onlyOurForms)
  .route("/", signUpRoutes)
  .route("/", afterSignUpRoutes)
  .route("/", embedRoutes)
  .route("/", legalRoutes)
  .route("/", publicFiles)
  .route("/", readerRoutes)
  .route("/", courseRoutes)
  .route("/", ownerRoutes)
  .route("/", worksheetRoutes)
  .route("/", consultRoutes)
  .route("/", machineRoutes)
  .route("/", visitRoutes)
  .route("/", deskRoutes)
  .notFound((c) => notFound(c))
  .onError((error, c) => failed(error, c));
