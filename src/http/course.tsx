/** Her own page and its deeds, behind the link of any lesson: GET shows, POST does one thing once and leads back to the page. */

import { Hono } from "hono/tiny";
import { askFreshLink } from "../actions/ask-fresh-link.ts";
import { changeClock } from "../actions/change-clock.ts";
import { deliverNow } from "../actions/deliver-now.ts";
import { openCourse } from "../actions/open-course.ts";
import { readLesson } from "../actions/read-lesson.ts";
import type { Unknown } from "../actions/reader-of.ts";
import { ring } from "../actions/ring.ts";
import { sendNextNow } from "../actions/send-next-now.ts";
import { startAgain } from "../actions/start-again.ts";
import { ALL_WEEKDAYS, HOLIDAYS } from "../domain/clock.ts";
import { type ClockChoice, minuteOf } from "../domain/clock-choice.ts";
import type { Said } from "../pages/course/said.ts";
import { CoursePage } from "../pages/course.tsx";
import { CourseLessonPage } from "../pages/course-lesson.tsx";
import { CourseLinkPage } from "../pages/course-link.tsx";
import { answerPage, type HttpContext, type HttpEnv } from "./env.ts";
import { type Form, formOf } from "./form.ts";
import { limitLinks, limitMails } from "./rate-limits.ts";
import { forHerEyesOnly } from "./security.ts";

export const courseRoutes = new Hono<HttpEnv>()
  .use("/course", forHerEyesOnly, limitLinks)
  .use("/course/*", forHerEyesOnly, limitLinks)
  .on("POST", ["/course/next", "/course/again", "/course/fresh-link", "/course/address"], limitMails)
  .get("/course", (c) => shown(c, c.req.query("t") ?? ""))
  .get("/course/lesson", (c) => lesson(c, c.req.query("t") ?? "", c.req.query("key") ?? ""))
  .post("/course/hour", async (c) => clockChanged(c, await formOf(c), "hour", hourChoice))
  .post("/course/days", async (c) => clockChanged(c, await formOf(c), "days", daysChoice))
  .post("/course/pace", async (c) => clockChanged(c, await formOf(c), "pace", paceChoice))
  .post("/course/next", async (c) => nextSent(c, await formOf(c)))
  .post("/course/again", async (c) => begunAgain(c, await formOf(c)))
  .post("/course/fresh-link", async (c) => freshLink(c, await formOf(c)));

async function shown(c: HttpContext, token: string) {
  const { deps } = c.env;
  const opened = await openCourse(deps, { token, now: deps.clock() });
  if (opened.kind !== "open") return noSuchLink(c, opened);
  const said = c.req.query("done") ?? "";
  const goesOn = deps.course.finishedGetNewLessons;
  return answerPage(c, (props) => <CoursePage {...props} token={token} view={opened} said={said} goesOn={goesOn} />);
}

async function lesson(c: HttpContext, token: string, key: string) {
  const { deps } = c.env;
  const read = await readLesson(deps, { token, key, now: deps.clock() });
  switch (read.kind) {
    case "lesson":
      return answerPage(c, (props) => <CourseLessonPage {...props} {...read} courseUrl={courseUrl(token)} />);
    case "not-hers":
      return c.notFound();
    default:
      return noSuchLink(c, read);
  }
}

export type Choose = (form: Form) => ClockChoice;

async function clockChanged(c: HttpContext, form: Form, done: "hour" | "days" | "pace", choose: Choose) {
  const { deps } = c.env;
  const { token } = form;
  const changed = await changeClock(deps, { token, choice: choose(form), now: deps.clock() });
  switch (changed.kind) {
    case "changed":
      return backTo(c, token, done);
    case "refused":
      return backTo(c, token, changed.problem);
    default:
      return noSuchLink(c, changed);
  }
}

export function hourChoice({ field }: Form): ClockChoice {
  const hour = field("hour");
  return { minute: minuteOf(hour === "other" ? field("time") : hour), zone: field("zone") || undefined };
}

export function daysChoice({ field }: Form): ClockChoice {
  let quietDays = 0;
  for (let bit = 1; bit <= (ALL_WEEKDAYS | HOLIDAYS); bit *= 2) if (field(`quiet_${bit}`)) quietDays |= bit;
  return { quietDays };
}

export function paceChoice({ field }: Form): ClockChoice {
  return { paceDays: Number(field("pace")) };
}

async function nextSent(c: HttpContext, { token, field }: Form) {
  const { deps } = c.env;
  const sent = await sendNextNow(deps, { token, lesson: field("lesson"), now: deps.clock() });
  switch (sent.kind) {
    case "sent":
      c.executionCtx.waitUntil(deliverNow(deps, sent.batchIds));
      return backTo(c, token, sent.batchIds.length > 0 ? "next-sent" : "next-waiting");
    case "already":
      return backTo(c, token, "next-already");
    case "stopped":
      return backTo(c, token, "stopped");
    default:
      return noSuchLink(c, sent);
  }
}

async function begunAgain(c: HttpContext, { token, field }: Form) {
  const { deps } = c.env;
  const wish = { token, lesson: field("lesson"), part: Number(field("part") || Number.NaN), now: deps.clock() };
  const begun = await startAgain(deps, wish);
  switch (begun.kind) {
    case "begun":
      c.executionCtx.waitUntil(deliverNow(deps, begun.batchIds));
      return backTo(c, token, "again-begun");
    case "already":
    case "too-often":
    case "not-hers":
      return backTo(c, token, `again-${begun.kind}`);
    case "stopped":
      return backTo(c, token, "stopped");
    default:
      return noSuchLink(c, begun);
  }
}

async function freshLink(c: HttpContext, { token }: Form) {
  const { deps } = c.env;
  const asked = await askFreshLink(deps, { token, now: deps.clock() });
  switch (asked.kind) {
    case "on-its-way":
      c.executionCtx.waitUntil(ring(deps, [{ notice: asked.noticeId }]));
      return backTo(c, token, "fresh-sent");
    case "enough":
      return backTo(c, token, "fresh-enough");
    case "unreachable":
      return backTo(c, token, "unreachable");
    default:
      return noSuchLink(c, asked);
  }
}

/** Not the page itself: so that a reload, or the way back, asks for nothing again. */
function backTo(c: HttpContext, token: string, said: Said) {
  return c.redirect(`${courseUrl(token)}&done=${said}`, 303);
}

export function courseUrl(token: string): string {
  return `/course?t=${encodeURIComponent(token)}`;
}

function noSuchLink(c: HttpContext, { kind }: Unknown) {
  return answerPage(c, (props) => <CourseLinkPage {...props} />, kind === "forged" ? 400 : 410);
}
