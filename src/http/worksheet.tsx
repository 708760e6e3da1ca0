/** GET /work and the scripts of pages: the worksheet, which stays on her own device. */

import { Hono } from "hono/tiny";
import { DAY, SECOND } from "../domain/numbers.ts";
import { SCRIPTS_PATH } from "../domain/script.ts";
import { WorkPage } from "../pages/work.tsx";
import { answerPage, type HttpContext, type HttpEnv } from "./env.ts";
import { allowScript, OUR_FILES } from "./security.ts";

const FOR_EVER = `public, max-age=${(365 * DAY) / SECOND}, immutable`;

export const worksheetRoutes = new Hono<HttpEnv>()
  .get("/work", (c) => {
    const { worksheet } = c.env.deps.scripts;
    allowScript(c, OUR_FILES);
    return answerPage(c, (props) => <WorkPage {...props} script={`${SCRIPTS_PATH}/${worksheet.file}`} />);
  })
  .get("/work/offline.js", (c) => {
    c.header("Service-Worker-Allowed", "/work");
    return script(c, c.env.deps.scripts.offline.code, "no-cache");
  })
  .get(`${SCRIPTS_PATH}/:file`, (c) => {
    const { worksheet, attach } = c.env.deps.scripts;
    const asked = [worksheet, attach].find(({ file }) => file === c.req.param("file"));
    return asked ? script(c, asked.code, FOR_EVER) : c.notFound();
  });

function script(c: HttpContext, code: string, kept: string): Response {
  return c.body(code, 200, { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": kept });
}
