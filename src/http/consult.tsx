/** GET and POST /consult: asking for a consultation, with the link of a mail or without one. */

import { Hono } from "hono/tiny";
import { requestConsultation, type WhoAsks, whoAsks } from "../actions/request-consultation.ts";
import { ring } from "../actions/ring.ts";
import { offeredDays } from "../domain/consultation.ts";
import { CONSULT_BYTES } from "../domain/numbers.ts";
import { SCRIPTS_PATH } from "../domain/script.ts";
import { ConsultSentPage } from "../pages/consult/sent.tsx";
import { type ConsultForm, ConsultPage } from "../pages/consult.tsx";
import { emptyConsult, readConsult } from "./consult-form.ts";
import { answerPage, type HttpContext, type HttpEnv } from "./env.ts";
import { limitLinks, limitMails } from "./rate-limits.ts";
import { readBody } from "./read-body.ts";
import { allowScript, forHerEyesOnly, OUR_FILES } from "./security.ts";

export const consultRoutes = new Hono<HttpEnv>()
  .use("/consult", forHerEyesOnly, limitLinks, limitMails)
  .get("/consult", async (c) => {
    const token = c.req.query("t") ?? "";
    const now = c.env.deps.clock();
    const asker = await whoAsks(c.env.deps, { token, now });
    const typed = emptyConsult(asker.kind === "reader" ? asker.name : "");
    return formPage(c, { ...whose(asker, token), typed, errors: {} }, now);
  })
  .post("/consult", async (c) => {
    const { deps } = c.env;
    const now = deps.clock();
    const body = await readBody(c, CONSULT_BYTES);
    if (!body.ok) return unreadable(c, body.status, body.sentence, now);
    const token = textOf(body.value.t);
    const asker = await whoAsks(deps, { token, now });
    const isReader = asker.kind === "reader";
    const read = readConsult(body.value, { isReader, zone: deps.course.zone, now });
    if (!read.ok) return formPage(c, { ...whose(asker, token), ...read }, now, 422);
    const from = isReader ? asker : read.address;
    if (!from) throw new Error("A request without an address passed its checks.");
    const { noticeIds, webhookIds } = await requestConsultation(deps, { from, words: read.words, now });
    const bells = [...noticeIds.map((notice) => ({ notice })), ...webhookIds.map((webhook) => ({ webhook }))];
    if (bells.length > 0) c.executionCtx.waitUntil(ring(deps, bells));
    return answerPage(c, (props) => <ConsultSentPage {...props} />);
  });

type FormParts = Omit<ConsultForm, "days">;

function formPage(c: HttpContext, form: FormParts, now: number, status: 200 | 400 | 413 | 415 | 422 = 200) {
  const { course, scripts } = c.env.deps;
  allowScript(c, OUR_FILES);
  const days = offeredDays(course.zone, now);
  const script = `${SCRIPTS_PATH}/${scripts.attach.file}`;
  return answerPage(c, (props) => <ConsultPage {...props} form={{ ...form, days }} script={script} />, status);
}

function unreadable(c: HttpContext, status: 400 | 413 | 415, sentence: string, now: number) {
  const form = { token: "", isLinkOld: false, typed: emptyConsult(""), errors: { form: sentence } };
  return formPage(c, form, now, status);
}

/** A link that no longer names anybody is not carried on: she is asked for her address instead. */
function whose(asker: WhoAsks, token: string): Pick<ConsultForm, "token" | "isLinkOld"> {
  return asker.kind === "reader" ? { token, isLinkOld: false } : { token: "", isLinkOld: token !== "" };
}

function textOf(typed: unknown): string {
  return typeof typed === "string" ? typed : "";
}
