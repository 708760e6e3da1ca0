/** GET /embed and /embed.js: the form for the author's other pages, and the script that answers in place. */

import { Hono } from "hono/tiny";
import { HOUR, SECOND } from "../domain/numbers.ts";
import { COPY_SCRIPT, EmbedPage } from "../pages/embed.tsx";
import { embedScript } from "../pages/embed-script.ts";
import { answerPage, type HttpEnv } from "./env.ts";
import { allowScript, inlineScript } from "./security.ts";

export const embedRoutes = new Hono<HttpEnv>()
  .get("/embed", (c) => {
    allowScript(c, inlineScript(COPY_SCRIPT));
    return answerPage(c, (props) => <EmbedPage {...props} origins={c.env.deps.config.embedOrigins} />);
  })
  .get("/embed.js", (c) => {
    // Pages elsewhere load it: an hour, so that a mended one reaches them the same day.
    c.header("Cache-Control", `public, max-age=${HOUR / SECOND}`);
    c.header("Cross-Origin-Resource-Policy", "cross-origin");
    c.header("Content-Type", "text/javascript; charset=utf-8");
    return c.body(embedScript);
  });
