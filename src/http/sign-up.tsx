/** GET / and POST /signup: the landing page and its form, also as JSON for forms embedded elsewhere. */

import { Hono } from "hono/tiny";
import { type Proof, provePerson } from "../actions/prove-person.ts";
import { ring } from "../actions/ring.ts";
import { type SignedUp, signUp } from "../actions/sign-up.ts";
import { domainOf } from "../domain/address.ts";
import { activeLessons, type Course } from "../domain/course.ts";
import { CLIENT_MAX, DAY, SECOND } from "../domain/numbers.ts";
import { randomId } from "../domain/random-id.ts";
import { log } from "../log.ts";
import { consentWording } from "../pages/landing/sign-up-form.tsx";
import { LandingPage, type SignUpFormState } from "../pages/landing.tsx";
import { LikelyAddressPage } from "../pages/likely-address.tsx";
import { SignUpReceivedPage } from "../pages/sign-up-received.tsx";
import { rememberedIn, rememberIn } from "./browser-cookie.ts";
import { answerPage, type HttpContext, type HttpEnv, senderDomain, siteOf, wantsJson } from "./env.ts";
import { firstVisit } from "./first-visit.tsx";
import { likelyAddress } from "./likely-address.ts";
import { isFormOfOurs, letEmbedsRead } from "./own-forms.ts";
import { limitMails, networkOfVisitor, tooManyRequests } from "./rate-limits.ts";
import { readBody } from "./read-body.ts";
import { formDefences } from "./security.ts";
import { EMPTY_FORM, type ReadForm, readSignUp } from "./sign-up-form.ts";
import { sourceOfForm, sourceOfVisit } from "./source.ts";

type Accepted = Extract<ReadForm, { ok: true }>;

/** What a browser is told that asks, before it sends JSON from a page elsewhere. */
const FORMS_ELSEWHERE_MAY = {
  "Access-Control-Allow-Methods": "POST",
  "Access-Control-Allow-Headers": "Content-Type",
  "Access-Control-Max-Age": String(DAY / SECOND),
};

export const signUpRoutes = new Hono<HttpEnv>()
  .get("/", (c) => {
    return firstVisit(c, sourceOfVisit(c), (source) => (
      <LandingPage site={siteOf(c)} form={{ ...EMPTY_FORM, source }} isFirst lessons={daysOf(c.env.deps.course)} />
    ));
  })
  .use("/signup", letEmbedsRead, limitMails)
  .options("/signup", (c) => c.body(null, 204, FORMS_ELSEWHERE_MAY))
  .get("/signup", (c) => c.redirect("/", 303))
  .post("/signup", async (c) => {
    const body = await readBody(c);
    if (!body.ok) return refused(c, { ...EMPTY_FORM, errors: { form: body.sentence } }, body.status);
    const read = readSignUp(body.value, sourceOfForm(c, body.value));
    if (!isFormOfOurs(c)) return refused(c, { ...read.form, errors: { form: FORM_OF_STRANGERS } }, 403);
    if (!read.ok) return refused(c, read.form, 422);
    if (isRefused(c, read)) return refused(c, { ...read.form, errors: { email: THROWN_AWAY } }, 422);
    const likely = read.sure ? null : likelyAddress(read.address);
    return likely ? asked(c, read, likely) : accepted(c, read);
  });

const FORM_OF_STRANGERS =
  "このお申し込みは、こちらのページではないところから届きました。ご自分で書かれたものでしたら、お手数ですが、ここからもう一度お送りください。";

const THROWN_AWAY =
  "使い捨てのアドレスには、1日1通ずつのコースをお届けできません。ふだんお使いのアドレスをお願いします。";

function isRefused(c: HttpContext, { address }: Accepted): boolean {
  const { config, isThrowaway } = c.env.deps;
  return config.refusesThrowaway && isThrowaway(domainOf(address.identity));
}

/** Her token may have grown old while she wrote; the page has a new one. */
const NOT_PROVED =
  "お申し込みを送ったのが人の手かどうか、うまく確かめられませんでした。お手数ですが、ご記入のまま、もう一度お送りください。";

/** The landing page with what she typed. */
export function landing(c: HttpContext, form: SignUpFormState, status: 200 | 400 | 403 | 413 | 415 | 422 = 200) {
  const lessons = daysOf(c.env.deps.course);
  for (const [name, value] of Object.entries(formDefences(c))) c.header(name, value);
  return answerPage(c, (props) => <LandingPage {...props} form={form} lessons={lessons} />, status);
}

/** Nothing is sent or stored before she answers. */
function asked(c: HttpContext, { form, token }: Accepted, likely: string) {
  const email = `もしかして、${likely} でしょうか。`;
  if (wantsJson(c)) return c.json({ ok: false, errors: { email }, likely }, 422);
  return answerPage(c, (props) => <LikelyAddressPage {...props} form={form} likely={likely} token={token} />, 422);
}

async function accepted(c: HttpContext, read: Accepted) {
  const { address, form } = read;
  const { deps } = c.env;
  const now = deps.clock();
  const proof = await provePerson(deps, read);
  if (proof.kind === "failed" || proof.kind === "unknown") log({ event: "turnstile", ...proof });
  if (proof.kind === "failed") return refused(c, { ...form, errors: { form: NOT_PROVED } }, 422);
  const signedUp = read.isTrapped ? onlyAnswered() : await signedUpNow(c, read, { proof, now });
  if (signedUp.kind === "too-many") return tooManyRequests(c, signedUp.again, proof.kind === "missing");
  const { addressHash, noticeId } = signedUp;
  if (noticeId) c.executionCtx.waitUntil(ring(deps, [{ notice: noticeId }]));
  await rememberIn(c, "signup", addressHash, now);
  if (wantsJson(c))
    return c.json({ ok: true, message: "ありがとうございます。メールをご確認のうえ、中のボタンを押してください。" });
  return answerPage(c, (props) => (
    <SignUpReceivedPage {...props} email={address.email} form={form} senderDomain={senderDomain(c)} />
  ));
}

async function signedUpNow(
  c: HttpContext,
  { address, name, form }: Accepted,
  { proof, now }: { proof: Proof; now: number },
): Promise<SignedUp> {
  return signUp(c.env.deps, {
    address,
    name,
    wording: consentWording(siteOf(c)),
    page: pageOfForm(c),
    source: form.source,
    browserSignedUp: await rememberedIn(c, "signup", now),
    network: networkOfVisitor(c),
    client: c.req.header("User-Agent")?.slice(0, CLIENT_MAX) || null,
    isUnproved: proof.kind === "missing",
    now,
  });
}

/** To a program: what it gets to remember is nobody's address, so that it may not have a mail sent again either. */
function onlyAnswered(): SignedUp {
  log({ event: "trapped" });
  return { kind: "taken", addressHash: randomId(), noticeId: null };
}

/** Where the form stood, as far as her browser tells: without the query, which may hold anything, and at most 500 characters. */
function pageOfForm(c: HttpContext): string {
  const referer = c.req.header("Referer");
  const page = referer && URL.parse(referer);
  return page ? `${page.origin}${page.pathname}`.slice(0, 500) : "not told";
}

function refused(c: HttpContext, form: SignUpFormState, status: 400 | 403 | 413 | 415 | 422) {
  return wantsJson(c) ? c.json({ ok: false, errors: form.errors }, status) : landing(c, form, status);
}

/** The mails with the day each comes on, counted from the first. */
function daysOf(course: Course) {
  let day = 0;
  return activeLessons(course).map(({ key, subject, preheader, wait = 0 }) => {
    day += wait;
    return { key, subject, preheader, day };
  });
}
