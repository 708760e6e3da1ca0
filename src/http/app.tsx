/** The front door: every route of the house, its headers, and what a visitor sees when something goes wrong. */

import { Hono } from "hono/tiny";
import { log } from "../log.ts";
import { MessagePage } from "../pages/message.tsx";
import { consultRoutes } from "./consult.tsx";
import { answerPage, type HttpContext, type HttpEnv } from "./env.ts";
import { machineRoutes } from "./machine.ts";
import { readerRoutes } from "./reader.tsx";
import { browserDefences } from "./security.ts";
import { signUpRoutes } from "./sign-up.tsx";
import { worksheetRoutes } from "./worksheet.tsx";

export const app = new Hono<HttpEnv>()
  .use(browserDefences)
  .route("/", signUpRoutes)
  .route("/", readerRoutes)
  .route("/", worksheetRoutes)
  .route("/", consultRoutes)
  .route("/", machineRoutes)
  .notFound((c) => notFound(c))
  .onError((error, c) => failed(error, c));

const HOME = { href: "/", label: "はじめのページへ" };

function notFound(c: HttpContext) {
  const lines = ["お探しのページは見つかりませんでした。", "アドレスが途中で切れていないか、ご確認ください。"];
  return answerPage(
    c,
    (props) => <MessagePage {...props} title="ページが見つかりません" lines={lines} link={HOME} />,
    404,
  );
}

/** Surprises end here: logged by name, answered kindly. */
function failed(error: Error, c: HttpContext) {
  log({ event: "error", path: new URL(c.req.url).pathname, error: `${error.name}: ${error.message}` });
  const lines = ["ただいま、こちらの不具合でページをお見せできません。", "少し時間をおいて、もう一度お試しください。"];
  return answerPage(
    c,
    (props) => <MessagePage {...props} title="うまく動きませんでした" lines={lines} link={HOME} />,
    500,
  );
}
