/** /admin/sending and /admin/stuck: pausing and resuming, and whom nothing reaches. */

import { Hono } from "hono/tiny";
import { lookAtStuck } from "../../actions/look-at-stuck.ts";
import { lookAtToday } from "../../actions/look-at-today.ts";
import { pauseByHand } from "../../actions/pause-sending.ts";
import { resumeAllSending } from "../../actions/resume-sending.ts";
import { retryDeliveries } from "../../actions/retry-deliveries.ts";
import { ring } from "../../actions/ring.ts";
import { SHOWN } from "../../db/desk/stuck.ts";
import { mailsWaiting, type Waiting } from "../../db/engine.ts";
import { tidyLines } from "../../domain/consultation.ts";
import { lessonOfKey } from "../../domain/place.ts";
import { SendingPage } from "../../pages/desk/sending.tsx";
import { StuckPage } from "../../pages/desk/stuck.tsx";
import type { HttpContext, HttpEnv } from "../env.ts";
import { formOf } from "../form.ts";
import { answerDesk } from "./env.ts";

export const sendingRoutes = new Hono<HttpEnv>()
  .get("/admin/sending", shown)
  .post("/admin/sending/pause", async (c) => {
    const { field } = await formOf(c);
    await pauseByHand(c.env.deps, { why: tidyLines(field("why")) });
    return c.redirect("/admin/sending?done=paused", 303);
  })
  .post("/admin/sending/resume", async (c) => {
    const { deps } = c.env;
    const { kind } = await resumeAllSending(deps, { now: deps.clock() });
    return c.redirect(`/admin/sending?done=${kind}`, 303);
  })
  .get("/admin/stuck", async (c) => {
    const { deps } = c.env;
    const stuck = await lookAtStuck(deps, { now: deps.clock() });
    const { course, mails } = deps;
    const subjectOf = (key: string) => lessonOfKey(course, key)?.subject ?? mails.letters[key]?.subject ?? key;
    const said = c.req.query("retried") ?? "";
    const retried = /^\d{1,6}$/.test(said) ? Number(said) : null;
    const view = { ...stuck, zone: course.zone, shown: SHOWN, subjectOf, retried };
    return answerDesk(c, (props) => <StuckPage {...props} view={view} />);
  })
  .post("/admin/stuck/retry", async (c) => {
    const { deps } = c.env;
    const { mails, batchIds } = await retryDeliveries(deps, { status: "failed", now: deps.clock() });
    c.executionCtx.waitUntil(
      ring(
        deps,
        batchIds.map((batch) => ({ batch })),
      ),
    );
    return c.redirect(`/admin/stuck?retried=${mails}`, 303);
  });

async function shown(c: HttpContext) {
  const { deps } = c.env;
  const now = deps.clock();
  const { due, soon, machine, troubles } = await lookAtToday(deps, { now });
  const waiting = await mailsWaiting(deps.db).first<Waiting>();
  const said = c.req.query("done") ?? "";
  const { claimed = 0, notices = 0 } = waiting ?? {};
  const view = { zone: deps.course.zone, now, machine, troubles, due, soon, claimed, notices, said };
  return answerDesk(c, (props) => <SendingPage {...props} view={view} />);
}
