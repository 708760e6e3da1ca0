/** The desk for scripts under /_local: the clock, the mails, the webhooks, the faults and the limits of a room. */

import { Hono } from "hono";
import { happen } from "./accept.ts";
import { readAccount } from "./account.ts";
import type { RoomContext, RoomEnv } from "./answer.ts";
import { isObject } from "./draft.ts";
import { eventOf } from "./fate.ts";
import { readFaults } from "./faults.ts";
import { type Limits, readLimits } from "./limits.ts";
import { type Mail, sameAddressKey } from "./mail.ts";
import { readZone } from "./resolver.ts";
import type { Room } from "./room.ts";
import { moveClock, type OnTick, tick } from "./tick.ts";
import { newWebhookId, pullWebhooks, pushWaiting } from "./webhooks.ts";

export function controlDesk(onTick: OnTick | undefined): Hono<RoomEnv> {
  const desk = new Hono<RoomEnv>();
  desk.get("/clock", (c) => c.json({ now: c.get("room").clock.now() }));
  desk.post("/clock", async (c) => c.json({ now: await moveClock(c.get("room"), await askedTime(c), onTick) }));
  desk.post("/tick", async (c) => c.json({ now: await tick(c.get("room"), onTick) }));
  desk.get("/mails", listMails);
  desk.delete("/mails", emptyMails);
  desk.get("/webhooks", (c) => c.json(pullWebhooks(c.get("room").webhooks)));
  desk.put("/webhooks", setWebhookUrl);
  desk.post("/events", emitEvent);
  desk.get("/suppressions", listSuppressions);
  desk.delete("/suppressions", forgetSuppressions);
  desk.get("/faults", (c) => c.json(c.get("room").faults));
  desk.post("/faults", orderFaults);
  desk.delete("/faults", (c) => c.json(c.get("room").faults.splice(0)));
  desk.get("/requests", (c) => c.json(requestCounts(c.get("room"))));
  desk.get("/limits", (c) => c.json(c.get("room").limits));
  desk.put("/limits", setLimits);
  desk.put("/account", async (c) => c.json(Object.assign(c.get("room").account, readAccount(await readJson(c)))));
  desk.put("/zone", setZone);
  desk.all("*", (c) => c.json({ error: `no ${c.req.method} ${c.req.path} here` }, 404));
  desk.onError((error, c) =>
    c.json({ error: error.message }, error instanceof TypeError || error instanceof RangeError ? 400 : 500),
  );
  return desk;
}

async function askedTime(c: RoomContext): Promise<number> {
  const asked = await readJson(c);
  const now = isObject(asked) ? asked.now : undefined;
  if (typeof now !== "number" || !Number.isFinite(now)) {
    throw new TypeError(`"now" must be a number of unix milliseconds, not ${JSON.stringify(now) ?? "missing"}`);
  }
  return now;
}

async function readJson(c: RoomContext): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    throw new TypeError("the request body is not JSON");
  }
}

/** ?to=<address> ?since=<unix ms> ?bodies=0 leaves html and text out. */
function listMails(c: RoomContext): Response {
  const { to, since, bodies } = c.req.query();
  const from = since === undefined ? 0 : Number(since);
  if (Number.isNaN(from)) throw new TypeError(`"since" must be unix milliseconds, not ${since}`);
  const asked = [...c.get("room").mails.values()].filter((mail) => mail.received_at >= from && isTo(mail, to));
  return c.json(bodies === "0" ? asked.map((mail) => ({ ...mail, html: null, text: null })) : asked);
}

function isTo(mail: Mail, address: string | undefined): boolean {
  return address === undefined || mail.to.some((recipient) => sameAddressKey(recipient) === address.toLowerCase());
}

function emptyMails(c: RoomContext): Response {
  const room = c.get("room");
  const emptied = room.mails.size;
  room.mails.clear();
  room.version += 1;
  room.journal.write([{ kind: "emptied" }]);
  return c.json({ emptied });
}

/** {"url": "http://…"} pushes this room's webhooks there, {"url": null} keeps them to be pulled. */
async function setWebhookUrl(c: RoomContext): Promise<Response> {
  const asked = await readJson(c);
  const url = isObject(asked) ? asked.url : undefined;
  if (url !== null && (typeof url !== "string" || !URL.canParse(url)))
    throw new TypeError('"url" must be a URL or null');
  const desk = c.get("room").webhooks;
  desk.url = url;
  pushWaiting(desk);
  return c.json({ url });
}

/** {"email_id", "type", "to"?, "webhook_id"?, …}: what is left over stands in the payload's `data`. */
async function emitEvent(c: RoomContext): Promise<Response> {
  const room = c.get("room");
  const asked = await readJson(c);
  if (!isObject(asked)) throw new TypeError("an event must be an object");
  const { email_id, type, to, webhook_id, ...details } = asked;
  if (typeof type !== "string" || !type.startsWith("email.")) throw new TypeError('"type" must be email.…');
  const mail = typeof email_id === "string" ? room.mails.get(email_id) : undefined;
  if (mail === undefined) return c.json({ error: `no mail ${String(email_id)} here` }, 404);
  const impacted = typeof to === "string" ? [to] : mail.to;
  const id = typeof webhook_id === "string" ? webhook_id : newWebhookId();
  happen(room, mail, { type, details: { ...eventOf(type).details, ...details } }, impacted, id);
  return c.json({ webhook_id: id });
}

function listSuppressions(c: RoomContext): Response {
  return c.json([...c.get("room").suppressed].map(([address, reason]) => ({ address, reason })));
}

function forgetSuppressions(c: RoomContext): Response {
  const room = c.get("room");
  room.suppressed.clear();
  room.journal.write([{ kind: "unsuppressed" }]);
  return c.json({});
}

async function orderFaults(c: RoomContext): Promise<Response> {
  const room = c.get("room");
  room.faults.push(...readFaults(await readJson(c)));
  return c.json(room.faults);
}

function requestCounts(room: Room): Record<string, unknown> {
  return { ...room.counts, keys: Object.fromEntries(room.acceptedByKey) };
}

async function setLimits(c: RoomContext): Promise<Response> {
  const limits: Limits = c.get("room").limits;
  Object.assign(limits, readLimits(await readJson(c)));
  return c.json(limits);
}

async function setZone(c: RoomContext): Promise<Response> {
  const zone = readZone(await readJson(c));
  c.get("room").zone = zone;
  return c.json(zone);
}
