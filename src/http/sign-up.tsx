/** GET / and POST /signup: the landing page and its form, also as JSON for forms embedded elsewhere. */

import type { Next } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { Hono } from "hono/tiny";
import { ring } from "../actions/ring.ts";
import { signUp } from "../actions/sign-up.ts";
import { domainOf } from "../domain/address.ts";
import { activeLessons, type Course } from "../domain/course.ts";
import { CONFIRM_WINDOW, DAY, SECOND } from "../domain/numbers.ts";
import { checkToken, signToken } from "../domain/token.ts";
import { consentWording } from "../pages/landing/sign-up-form.tsx";
import { LandingPage, type SignUpFormState } from "../pages/landing.tsx";
import { SignUpReceivedPage } from "../pages/sign-up-received.tsx";
import { answerPage, type HttpContext, type HttpEnv, siteOf } from "./env.ts";
import { readBody } from "./read-body.ts";
import { readSignUp } from "./sign-up-form.ts";

const EMPTY: SignUpFormState = { email: "", name: "", consent: false, errors: {} };

/** What a browser is told that asks, before it sends JSON from a page elsewhere. */
const FORMS_ELSEWHERE_MAY = {
  "Access-Control-Allow-Methods": "POST",
  "Access-Control-Allow-Headers": "Content-Type",
  "Access-Control-Max-Age": String(DAY / SECOND),
};

/** Known to this browser only: the address it signed up with, as a signed hash. Lets her, and nobody else, ask once more. */
const BROWSER_COOKIE = "signup";

export const signUpRoutes = new Hono<HttpEnv>()
  .get("/", (c) => landing(c, EMPTY))
  .use("/signup", forFormsElsewhere)
  .options("/signup", (c) => c.body(null, 204, FORMS_ELSEWHERE_MAY))
  .get("/signup", (c) => c.redirect("/", 303))
  .post("/signup", async (c) => {
    const body = await readBody(c);
    if (!body.ok) return refused(c, { ...EMPTY, errors: { form: body.sentence } }, body.status);
    const read = readSignUp(body.value);
    if (!read.ok) return refused(c, read.form, 422);
    return accepted(c, read);
  });

/** Any page may send the form and read the answer, which is the same for everybody; cookies stay out of it. */
async function forFormsElsewhere(c: HttpContext, next: Next): Promise<void> {
  c.header("Access-Control-Allow-Origin", "*");
  await next();
}

async function accepted(
  c: HttpContext,
  { address, name }: { address: { email: string; identity: string }; name: string },
) {
  const { deps } = c.env;
  const now = deps.clock();
  const { addressHash, noticeId } = await signUp(deps, {
    address,
    name,
    wording: consentWording(siteOf(c)),
    page: pageOfForm(c),
    browserSignedUp: await browserSignedUp(c, now),
    now,
  });
  if (noticeId) c.executionCtx.waitUntil(ring(deps, [{ notice: noticeId }]));
  await rememberBrowser(c, addressHash, now);
  if (wantsJson(c))
    return c.json({ ok: true, message: "ありがとうございます。メールをご確認のうえ、中のボタンを押してください。" });
  const senderDomain = domainOf(deps.config.mailFrom.replace(/>$/, ""));
  return answerPage(c, (props) => <SignUpReceivedPage {...props} email={address.email} senderDomain={senderDomain} />);
}

/** Where the form stood, as far as her browser tells: without the query, which may hold anything, and at most 500 characters. */
function pageOfForm(c: HttpContext): string {
  const referer = c.req.header("Referer");
  const page = referer && URL.parse(referer);
  return page ? `${page.origin}${page.pathname}`.slice(0, 500) : "not told";
}

function refused(c: HttpContext, form: SignUpFormState, status: 400 | 413 | 415 | 422) {
  return wantsJson(c) ? c.json({ ok: false, errors: form.errors }, status) : landing(c, form, status);
}

function landing(c: HttpContext, form: SignUpFormState, status: 200 | 400 | 413 | 415 | 422 = 200) {
  const lessons = daysOf(c.env.deps.course);
  return answerPage(c, (props) => <LandingPage {...props} form={form} lessons={lessons} />, status);
}

/** The mails with the day each comes on, counted from the first. */
function daysOf(course: Course) {
  let day = 0;
  return activeLessons(course).map(({ key, subject, preheader, wait = 0 }) => {
    day += wait;
    return { key, subject, preheader, day };
  });
}

async function browserSignedUp(c: HttpContext, now: number): Promise<string | null> {
  const cookie = getCookie(c, BROWSER_COOKIE, "host");
  if (!cookie) return null;
  const check = await checkToken(c.env.deps.config.secrets, "browser", cookie, now);
  return check.ok ? check.subject : null;
}

async function rememberBrowser(c: HttpContext, addressHash: string, now: number) {
  const token = await signToken(c.env.deps.config.secrets, "browser", addressHash, now + CONFIRM_WINDOW);
  const maxAge = CONFIRM_WINDOW / SECOND;
  setCookie(c, BROWSER_COOKIE, token, {
    prefix: "host",
    path: "/",
    secure: true,
    httpOnly: true,
    sameSite: "Lax",
    maxAge,
  });
}

function wantsJson(c: HttpContext): boolean {
  return (c.req.header("Accept") ?? "").includes("application/json");
}
