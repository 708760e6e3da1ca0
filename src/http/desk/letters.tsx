/** /admin/letters: the letters there are; one to look at, to send oneself, to count its readers for, to confirm and to stop. */

import { Hono } from "hono/tiny";
import { type Chosen, chooseReaders } from "../../actions/choose-readers.ts";
import { confirmSending, withdrawChoice } from "../../actions/confirm-letter.ts";
import { drawLetter } from "../../actions/draw-letter.ts";
import { dailyLimit } from "../../actions/plan-claim.ts";
import { sendTestLetter } from "../../actions/send-test-letter.ts";
import { stopSending } from "../../actions/stop-letter.ts";
import {
  type NewestSending,
  newestSendings,
  sourcesSince,
  type WaitingForLetter,
  waitingForLetter,
} from "../../db/desk/letters.ts";
import { firstRow, onlyRow, rowsOf } from "../../db/rows.ts";
import { weekOf } from "../../domain/funnel.ts";
import type { Group, Whom } from "../../domain/letter.ts";
import { LetterPage, type LetterView } from "../../pages/desk/letter.tsx";
import type { LetterSaid } from "../../pages/desk/letter-said.ts";
import { LettersPage } from "../../pages/desk/letters.tsx";
import type { HttpContext, HttpEnv } from "../env.ts";
import { type Form, formOf } from "../form.ts";
import { answerDesk } from "./env.ts";

/** Whence sources are offered. */
const WEEKS_OFFERED = 52;

export const letterRoutes = new Hono<HttpEnv>()
  .get("/admin/letters", (c) => list(c))
  .get("/admin/letters/:key", (c) => shown(c, c.req.param("key")))
  .get("/admin/letters/:key/mail", (c) => mail(c, c.req.param("key")))
  .post("/admin/letters/:key/test", (c) => tested(c, c.req.param("key")))
  .post("/admin/letters/:key/choose", async (c) => chosen(c, c.req.param("key"), await formOf(c)))
  .post("/admin/letters/:key/withdraw", async (c) => withdrawn(c, c.req.param("key"), await formOf(c)))
  .post("/admin/letters/:key/confirm", async (c) => confirmed(c, c.req.param("key"), await formOf(c)))
  .post("/admin/letters/:key/stop", (c) => stopped(c, c.req.param("key")));

async function list(c: HttpContext) {
  const { db, mails, course } = c.env.deps;
  const { results } = await newestSendings(db, null).all<NewestSending>();
  const keys = [...new Set([...Object.keys(mails.letters), ...results.map(({ key }) => key)])];
  const letters = keys.map((key) => ({
    key,
    subject: mails.letters[key]?.subject ?? null,
    newest: results.find((row) => row.key === key) ?? null,
  }));
  return answerDesk(c, (props) => <LettersPage {...props} letters={letters} zone={course.zone} />);
}

async function shown(c: HttpContext, key: string) {
  const view = await viewOf(c, key);
  if (!view) return c.notFound();
  return answerDesk(c, (props) => <LetterPage {...props} view={view} said={c.req.query("done") ?? ""} />);
}

async function viewOf(c: HttpContext, key: string): Promise<LetterView | null> {
  const { db, mails, course, config, clock } = c.env.deps;
  const now = clock();
  const [newest, waiting, sources] = await db.batch([
    newestSendings(db, key),
    waitingForLetter(db, key),
    sourcesSince(db, weekOf(course.zone, now) - WEEKS_OFFERED),
  ]);
  const letter = mails.letters[key];
  const row = firstRow<NewestSending>(newest);
  if (!letter && !row) return null;
  return {
    ...{ key, now, zone: course.zone, newest: row ?? null },
    letter: letter ? { subject: letter.subject, digest: letter.digest } : null,
    waiting: onlyRow<WaitingForLetter>(waiting),
    sources: rowsOf<{ source: string }>(sources).map(({ source }) => source),
    dailyLimit: dailyLimit(config),
    authorEmail: config.authorEmail,
  };
}

/**
 * The mail's own HTML. A mail is written with inline styles, which the desk's policy would drop; this one lets nothing run, nothing be
 * fetched and nothing be sent, and the sandbox keeps it from being a page of this site.
 */
const POLICY_OF_MAIL =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-popups";

function mail(c: HttpContext, key: string) {
  const { deps } = c.env;
  const name = c.req.query("name") === "none" ? "" : "花子";
  const html = drawLetter(deps, { key, name, now: deps.clock() });
  if (html === null) return c.notFound();
  c.header("Content-Security-Policy", POLICY_OF_MAIL);
  return c.html(html);
}

async function tested(c: HttpContext, key: string) {
  const { deps } = c.env;
  const { kind } = await sendTestLetter(deps, { key, now: deps.clock() });
  return backTo(c, key, `test-${kind}`);
}

async function chosen(c: HttpContext, key: string, form: Form) {
  const { deps } = c.env;
  const group = groupOf(form);
  if (!group) return backTo(c, key, "unreadable");
  const { kind }: Chosen = await chooseReaders(deps, { key, group, now: deps.clock() });
  return backTo(c, key, kind);
}

const WHOM: readonly Whom[] = ["finished", "under-way", "everybody"];

/** Null when it says nothing that could be meant. */
function groupOf({ field }: Form): Group | null {
  const whom = WHOM.find((one) => one === field("whom"));
  const [fromWeek, toWeek] = [weekOfDay(field("from")), weekOfDay(field("to"))];
  if (!whom || fromWeek === undefined || toWeek === undefined) return null;
  return { whom, source: field("source").trim().slice(0, 253) || null, fromWeek, toWeek };
}

/** The week of a date as the browser writes it; null for none, undefined for what is no date. */
function weekOfDay(day: string): number | null | undefined {
  if (day === "") return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? undefined : weekOf("UTC", at);
}

async function withdrawn(c: HttpContext, key: string, { field }: Form) {
  const { kind } = await withdrawChoice(c.env.deps, { id: Number(field("id")) || 0 });
  return backTo(c, key, kind);
}

async function confirmed(c: HttpContext, key: string, { field }: Form) {
  const { deps } = c.env;
  const typed = field("people")
    .normalize("NFKC")
    .replace(/[\s,、人]/g, "");
  const people = /^\d{1,9}$/.test(typed) ? Number(typed) : -1;
  const shownTo = { id: Number(field("id")) || 0, people, digest: field("digest"), now: deps.clock() };
  const { kind } = await confirmSending(deps, shownTo);
  return backTo(c, key, kind);
}

async function stopped(c: HttpContext, key: string) {
  const { deps } = c.env;
  const { kind } = await stopSending(deps, { key, now: deps.clock() });
  return backTo(c, key, kind);
}

function backTo(c: HttpContext, key: string, said: LetterSaid) {
  return c.redirect(`/admin/letters/${encodeURIComponent(key)}?done=${said}`, 303);
}
