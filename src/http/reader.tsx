/** Pages behind a mailed link: GET only shows, POST acts, and acting twice is acting once. */

import { Hono } from "hono/tiny";
import { confirm } from "../actions/confirm.ts";
import { deliverNow } from "../actions/deliver-now.ts";
import { openCourse } from "../actions/open-course.ts";
import { unsubscribe } from "../actions/unsubscribe.ts";
import { escapeHtml, fill } from "../domain/compiled-mail.ts";
import { activeLessons } from "../domain/course.ts";
import { COURSE_LINK_LIFE } from "../domain/numbers.ts";
import { checkToken, signToken } from "../domain/token.ts";
import { ConfirmExpiredPage, ConfirmPage } from "../pages/confirm.tsx";
import { GuidePage } from "../pages/guide.tsx";
import { UnsubscribedPage, UnsubscribePage, UnsubscribeUnknownPage } from "../pages/unsubscribe.tsx";
import { WelcomePage } from "../pages/welcome.tsx";
import { answerPage, type HttpContext, type HttpEnv } from "./env.ts";
import { limitLinks } from "./rate-limits.ts";
import { readBody } from "./read-body.ts";
import { forHerEyesOnly } from "./security.ts";

export const readerRoutes = new Hono<HttpEnv>()
  .use("/confirm", forHerEyesOnly, limitLinks)
  .use("/unsubscribe", forHerEyesOnly)
  .get("/confirm", async (c) => {
    const token = c.req.query("t") ?? "";
    const { config, clock } = c.env.deps;
    const check = checkToken(config.secrets, "confirm", token, clock());
    return check.ok
      ? answerPage(c, (props) => <ConfirmPage {...props} token={token} />)
      : answerPage(c, (props) => <ConfirmExpiredPage {...props} />, check.why === "expired" ? 410 : 400);
  })
  .post("/confirm", async (c) => confirmed(c, await tokenOf(c)))
  .get("/unsubscribe", async (c) => {
    const token = c.req.query("t") ?? "";
    const { config, clock } = c.env.deps;
    const check = checkToken(config.secrets, "unsubscribe", token, clock());
    return check.ok
      ? answerPage(c, (props) => <UnsubscribePage {...props} token={token} />)
      : answerPage(c, (props) => <UnsubscribeUnknownPage {...props} />, 400);
  })
  // RFC 8058: mailbox providers post here without cookies or context, and must not be redirected.
  .post("/unsubscribe", async (c) => stopped(c, await tokenOf(c)))
  .get("/guide", (c) => {
    const { course, mails, config } = c.env.deps;
    const guide = mails.lessons[activeLessons(course)[0]?.key ?? ""];
    if (!guide) return c.notFound();
    const values = {
      dear: "",
      next_line: "",
      unsubscribe_url: "",
      course_url: "",
      guide_url: `${config.siteUrl}/guide`,
    };
    const sender = {
      sender_name: config.sender.name,
      sender_address: config.sender.address,
      sender_contact: config.sender.contact,
    };
    const html = fill(guide.article, { ...values, ...sender, site_url: config.siteUrl }, escapeHtml);
    return answerPage(c, (props) => <GuidePage {...props} articleHtml={html} lineAddUrl={config.lineAddUrl} />);
  });

async function confirmed(c: HttpContext, token: string) {
  const { deps } = c.env;
  const result = await confirm(deps, { token, now: deps.clock() });
  switch (result.kind) {
    case "confirmed":
      c.executionCtx.waitUntil(deliverNow(deps, result.batchIds));
      return welcome(c, result);
    case "expired":
    case "gone":
      return answerPage(c, (props) => <ConfirmExpiredPage {...props} />, 410);
    case "forged":
      return answerPage(c, (props) => <ConfirmExpiredPage {...props} />, 400);
  }
}

/** She has just proved her address, so the page may act for her as her own page does. */
async function welcome(c: HttpContext, { addressHash, already }: { addressHash: string; already: boolean }) {
  const { deps } = c.env;
  const { config } = deps;
  const now = deps.clock();
  const token = signToken(config.secrets, "course", addressHash, now + COURSE_LINK_LIFE);
  const opened = await openCourse(deps, { token, now });
  const plan = opened.kind === "open" ? opened : null;
  return answerPage(c, (props) => (
    <WelcomePage
      {...props}
      guideUrl={`${config.siteUrl}/guide`}
      already={already}
      token={token}
      plan={plan}
      lineUrl={config.lineAddUrl}
    />
  ));
}

async function stopped(c: HttpContext, token: string) {
  const { deps } = c.env;
  const result = await unsubscribe(deps, { token, now: deps.clock() });
  return result.kind === "stopped"
    ? answerPage(c, (props) => <UnsubscribedPage {...props} mailUnderWay={result.mailUnderWay} />)
    : answerPage(c, (props) => <UnsubscribeUnknownPage {...props} />, 400);
}

/** From the address, where one-click posts leave it, or from the form's hidden field. */
async function tokenOf(c: HttpContext): Promise<string> {
  const inAddress = c.req.query("t");
  if (inAddress) return inAddress;
  const body = await readBody(c);
  return body.ok && typeof body.value.t === "string" ? body.value.t : "";
}
