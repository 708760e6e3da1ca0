/** /admin/consultations: the list, one request and what the author does about it, and all of them as a file. */

import { Hono } from "hono/tiny";
import { changeConsultation, forgetNote, type Noted, noteConsultation } from "../../actions/change-consultation.ts";
import { ring } from "../../actions/ring.ts";
import { tellAgain } from "../../actions/tell-receiver.ts";
import { isStatus } from "../../domain/consultation-status.ts";
import { CONSULT_BYTES, NOTE_MAX, NOTES_MAX } from "../../domain/numbers.ts";
import { ConsultationPage } from "../../pages/desk/consultation.tsx";
import { CONSULTATIONS_PATH, ConsultationsPage } from "../../pages/desk/consultations.tsx";
import type { HttpContext, HttpEnv } from "../env.ts";
import { formOf } from "../form.ts";
import { consultationsFile } from "./consultations-file.ts";
import { type NoteTyped, readConsultation, readConsultations } from "./consultations-view.ts";
import { answerDesk } from "./env.ts";

export const consultationRoutes = new Hono<HttpEnv>()
  .get(CONSULTATIONS_PATH, async (c) => {
    const view = await readConsultations(c.env.deps, { ask: (name) => c.req.query(name) ?? "" });
    return answerDesk(c, (props) => <ConsultationsPage {...props} view={view} />);
  })
  .get(`${CONSULTATIONS_PATH}.csv`, (c) => consultationsFile(c.env.deps))
  .get(`${CONSULTATIONS_PATH}/:id`, (c) => shown(c, c.req.param("id")))
  .post(`${CONSULTATIONS_PATH}/:id/status`, (c) => statusChanged(c, c.req.param("id")))
  .post(`${CONSULTATIONS_PATH}/:id/notes`, (c) => noted(c, c.req.param("id")))
  .post(`${CONSULTATIONS_PATH}/:id/notes/delete`, (c) => noteForgotten(c, c.req.param("id")))
  .post(`${CONSULTATIONS_PATH}/:id/webhooks/again`, (c) => toldAgain(c, c.req.param("id")));

async function shown(c: HttpContext, id: string, note?: NoteTyped) {
  const view = await readConsultation(c.env.deps, { id, said: c.req.query("done") ?? "", note });
  if (view === null) return c.notFound();
  return answerDesk(c, (props) => <ConsultationPage {...props} view={view} />, note ? 422 : 200);
}

async function statusChanged(c: HttpContext, id: string) {
  const { deps } = c.env;
  const { field } = await formOf(c);
  const [from, to] = [field("from"), field("to")];
  if (!isStatus(from) || !isStatus(to)) return backTo(c, id, "no-step");
  const changed = await changeConsultation(deps, { id, from, to, now: deps.clock() });
  if (changed.kind === "unknown") return c.notFound();
  if (changed.kind === "changed") ringFor(c, changed.webhookIds);
  return backTo(c, id, changed.kind === "stale" && changed.status === to ? "changed" : changed.kind);
}

const NOTE_PROBLEMS: Partial<Record<Noted["kind"], string>> = {
  empty: "メモが空のようです。",
  long: `メモは${NOTE_MAX}文字までです。分けて書きとめてください。`,
  full: `ひとつのお申し込みに書きとめられるメモは${NOTES_MAX}件までです。古いものを消してから、もう一度どうぞ。`,
};

/** As much is read as the gate lets through, so that a note far too long comes back with her words. */
async function noted(c: HttpContext, id: string) {
  const { deps } = c.env;
  const { field } = await formOf(c, CONSULT_BYTES);
  const typed = field("words");
  const result = await noteConsultation(deps, { id, noteId: field("note_id"), typed, now: deps.clock() });
  if (result.kind === "unknown") return c.notFound();
  const wrong = NOTE_PROBLEMS[result.kind];
  return wrong ? shown(c, id, { typed, wrong }) : backTo(c, id, result.kind);
}

async function noteForgotten(c: HttpContext, id: string) {
  const noteId = (await formOf(c)).field("note_id");
  return backTo(c, id, (await forgetNote(c.env.deps, { id, noteId })) ? "forgotten" : "no-note");
}

async function toldAgain(c: HttpContext, id: string) {
  const { deps } = c.env;
  const webhookId = (await formOf(c)).field("webhook_id");
  const isAgain = await tellAgain(deps, { webhookId, now: deps.clock() });
  if (isAgain) ringFor(c, [webhookId]);
  return backTo(c, id, isAgain ? "again" : "not-again");
}

function ringFor(c: HttpContext, webhookIds: readonly string[]): void {
  const bells = webhookIds.map((webhook) => ({ webhook }));
  if (bells.length > 0) c.executionCtx.waitUntil(ring(c.env.deps, bells));
}

function backTo(c: HttpContext, id: string, said: string) {
  return c.redirect(`${CONSULTATIONS_PATH}/${encodeURIComponent(id)}?done=${said}`, 303);
}
