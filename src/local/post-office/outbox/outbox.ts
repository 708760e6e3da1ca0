/** The door of the outbox: pages to look at by GET, and the few buttons by POST. */

import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { happen } from "../accept.ts";
import type { RoomContext, RoomEnv } from "../answer.ts";
import { fateOf } from "../fate.ts";
import type { Room } from "../room.ts";
import { moveClock, type OnTick, tick } from "../tick.ts";
import { newWebhookId } from "../webhooks.ts";
import { homeUrl, placeUrl, readPlace } from "./address.ts";
import { answerBody } from "./answer-body.ts";
import { inboxRows } from "./inbox-rows.ts";
import { clockWords, outboxPage, PAGE_POLICY } from "./page.ts";

type OutboxOptions = {
  readonly onTick?: OnTick | undefined;
  readonly nextDue?: (() => Promise<number | undefined>) | undefined;
};

const HOUR = 60 * 60 * 1_000;
const NOTICES: Readonly<Record<string, string>> = {
  moved: "時計を進めました。",
  ticked: "定期の仕事を動かしました。",
  none: "次に送るメールの予定は、いまはありません。",
  happened: "配達の結果を知らせました。",
};
const STYLES = ["style.css", "style-mail.css", "style-views.css", "style-sheets.css"];
export function outbox(options: OutboxOptions): Hono<RoomEnv> {
  const pages = new Hono<RoomEnv>();
  pages.get("/", (c) => showPage(c, options, NOTICES[c.req.query("notice") ?? ""]));
  pages.get("/_outbox/news", tellNews);
  pages.get("/_outbox/mails/:id/body", showBody);
  pages.get("/_outbox/style.css", (c) => asset(c, STYLES, "text/css"));
  pages.get("/_outbox/poll.js", (c) => asset(c, ["poll.js"], "text/javascript"));
  pages.get("/_outbox/proofs.js", (c) => asset(c, ["proofs.js"], "text/javascript"));
  pages.get("/_outbox/icon.svg", (c) => asset(c, ["icon.svg"], "image/svg+xml"));
  pages.post("/_outbox/advance", (c) => advance(c, options));
  pages.post("/_outbox/mails/:id/events", makeHappen);
  return pages;
}

async function showPage(c: RoomContext, options: OutboxOptions, notice: string | undefined): Promise<Response> {
  c.header("content-security-policy", PAGE_POLICY);
  c.header("cache-control", "no-store");
  const knowsNextDue = options.nextDue !== undefined;
  return await c.html(outboxPage(c.get("room"), { place: readPlace(c.req.query()), knowsNextDue, notice }));
}

/** The clock always, the list only when something changed since `version`. */
async function tellNews(c: RoomContext): Promise<Response> {
  const room = c.get("room");
  const { version, mail } = c.req.query();
  const list = version === String(room.version) ? null : String(await inboxRows(room, mail));
  return c.json({ version: room.version, clock: clockWords(room.clock.now()), list });
}

function showBody(c: RoomContext): Response | Promise<Response> {
  const mail = c.get("room").mails.get(c.req.param("id") ?? "");
  return mail === undefined || mail.html === null ? c.notFound() : answerBody(c, mail.html);
}

function asset(c: RoomContext, names: readonly string[], type: string): Response {
  c.header("content-type", `${type}; charset=utf-8`);
  return c.body(names.map((name) => readFileSync(new URL(name, import.meta.url), "utf8")).join("\n"));
}

async function advance(c: RoomContext, options: OutboxOptions): Promise<Response> {
  const room = c.get("room");
  const { by } = await c.req.parseBody();
  try {
    const notice = await moveBy(room, String(by), options);
    return c.redirect(`${homeUrl(room)}?notice=${notice}`, 303);
  } catch (error) {
    c.status(500);
    return await showPage(
      c,
      options,
      `定期の仕事が失敗しました：${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Returns which notice tells what was done. */
async function moveBy(room: Room, by: string, { onTick, nextDue }: OutboxOptions): Promise<string> {
  const now = room.clock.now();
  const due = by === "next" ? await nextDue?.() : undefined;
  const to = { next: due, hour: now + HOUR, day: now + 24 * HOUR }[by];
  if (by === "next" && due === undefined) return "none";
  if (to === undefined || to <= room.clock.now()) {
    await tick(room, onTick);
    return "ticked";
  }
  await moveClock(room, to, onTick);
  return "moved";
}

/** The same fates as the test recipients, for any mail. */
async function makeHappen(c: RoomContext): Promise<Response> {
  const room = c.get("room");
  const mail = room.mails.get(c.req.param("id") ?? "");
  if (mail === undefined) return await c.notFound();
  const { type } = await c.req.parseBody();
  const event = fateOf(`${type}@resend.dev`, undefined).at(-1);
  if (event !== undefined) happen(room, mail, event, mail.to, newWebhookId());
  return c.redirect(`${placeUrl(room, mail.id)}&notice=happened`, 303);
}
