/** What she can do from the page after the form: have the mail sent again, or use another address. */

import { Hono } from "hono/tiny";
import { ring } from "../actions/ring.ts";
import { sendAgain } from "../actions/send-again.ts";
import { CONFIRM_WINDOW } from "../domain/numbers.ts";
import { hashIdentity } from "../domain/token.ts";
import { SignUpReceivedPage } from "../pages/sign-up-received.tsx";
import { tooMany } from "./answers.tsx";
import { rememberedIn, rememberIn } from "./browser-cookie.ts";
import { answerPage, type HttpContext, type HttpEnv, senderDomain } from "./env.ts";
import { limitMails } from "./rate-limits.ts";
import { readBody } from "./read-body.ts";
import { landing } from "./sign-up.tsx";
import { EMPTY_FORM, type ReadForm, readSignUp } from "./sign-up-form.ts";
import { sourceOfForm } from "./source.ts";

export const afterSignUpRoutes = new Hono<HttpEnv>()
  .use("/signup/again", limitMails)
  .get("/signup/again", (c) => c.redirect("/", 303))
  .post("/signup/again", async (c) => again(c, await formOf(c)))
  .get("/signup/other", (c) => c.redirect("/", 303))
  .post("/signup/other", async (c) => {
    const { form } = await formOf(c);
    return landing(c, { ...EMPTY_FORM, name: form.name, source: form.source });
  });

/** What cannot be read is an empty form: neither page needs more. */
async function formOf(c: HttpContext): Promise<ReadForm> {
  const body = await readBody(c);
  const fields = body.ok ? body.value : {};
  return readSignUp(fields, sourceOfForm(c, fields));
}

/**
 * Once, and only from the browser that signed up with this address; the answer is the same whoever asks and whatever state the
 * address is in. That it was asked for before is told from the browser's own cookie alone.
 */
async function again(c: HttpContext, read: ReadForm) {
  if (!read.address) return c.redirect("/", 303);
  const { address, form } = read;
  const { deps } = c.env;
  const now = deps.clock();
  const addressHash = hashIdentity(deps.config.secrets, address.identity);
  if ((await rememberedIn(c, "again", now)) === addressHash) return askedTwice(c);
  if ((await rememberedIn(c, "signup", now)) === addressHash) {
    const { noticeId } = await sendAgain(deps, { addressHash, now });
    if (noticeId) c.executionCtx.waitUntil(ring(deps, [{ notice: noticeId }]));
    await rememberIn(c, "again", addressHash, now);
  }
  return answerPage(c, (props) => (
    <SignUpReceivedPage {...props} email={address.email} form={form} senderDomain={senderDomain(c)} again />
  ));
}

function askedTwice(c: HttpContext) {
  return tooMany(c, {
    title: "もう一度のお願いは、届いています",
    lines: [
      "確認のメールをお送りするのは、同じアドレスには24時間に2通までにしています。数分待って、迷惑メールのフォルダーもご覧ください。",
      "それでも見つからないときは、明日あらためてお申し込みいただくか、別のアドレスをお使いください。",
    ],
    again: CONFIRM_WINDOW,
  });
}
