/** Resend's API around mails: the webhooks of a room and its keys, as a setup makes and finds them. Nothing is posted to these webhooks. */

import { randomBytes, randomUUID } from "node:crypto";
import { Hono } from "hono";
import { type AccountWebhook, webhooksOf } from "./account.ts";
import { answerRefusal, type RoomContext, type RoomEnv } from "./answer.ts";
import { isObject } from "./draft.ts";
import { invalidField, missingField, notFound, type Refusal } from "./refusal.ts";

export function webhookEndpoints(): Hono<RoomEnv> {
  const api = new Hono<RoomEnv>();
  api.post("/webhooks", create);
  api.get("/webhooks", list);
  api.get("/webhooks/:id", get);
  api.patch("/webhooks/:id", update);
  api.delete("/webhooks/:id", remove);
  api.post("/api-keys", createKey);
  return api;
}

async function create(c: RoomContext): Promise<Response> {
  const asked = await askedOf(c);
  const missing = ["endpoint", "events"].find((field) => asked[field] === undefined);
  const refusal = missing === undefined ? refusalOf(asked) : missingField(missing);
  if (refusal !== undefined) return answerRefusal(c, refusal);
  const room = c.get("room");
  const { endpoint, events } = asked as { endpoint: string; events: string[] };
  const created_at = new Date(room.clock.now()).toISOString();
  const { secret } = room.webhooks;
  const webhook = { id: randomUUID(), created_at, endpoint, events, status: "enabled", signing_secret: secret };
  room.account.webhooks = [...webhooksOf(room), webhook];
  return c.json({ object: "webhook", id: webhook.id, signing_secret: secret }, 201);
}

/** `?limit=` of 1 to 100, `?after=<id>`. */
function list(c: RoomContext): Response {
  const { limit = "20", after } = c.req.query();
  const size = Number(limit);
  if (!Number.isInteger(size) || size < 1 || size > 100) return answerRefusal(c, invalidField("Invalid `limit`."));
  const all = webhooksOf(c.get("room")).map(({ signing_secret: _, ...item }) => item);
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  return c.json({ object: "list", has_more: all.length > from + size, data: all.slice(from, from + size) });
}

function get(c: RoomContext): Response {
  const webhook = webhooksOf(c.get("room")).find(({ id }) => id === c.req.param("id"));
  return webhook ? c.json({ object: "webhook", ...webhook }) : answerRefusal(c, notFound("Webhook"));
}

async function update(c: RoomContext): Promise<Response> {
  const room = c.get("room");
  const id = c.req.param("id") ?? "";
  const all = webhooksOf(room);
  if (!all.some((webhook) => webhook.id === id)) return answerRefusal(c, notFound("Webhook"));
  const asked = await askedOf(c);
  const refusal = refusalOf(asked);
  if (refusal !== undefined) return answerRefusal(c, refusal);
  const { endpoint, events, status } = asked as Partial<AccountWebhook>;
  const changed = { ...(endpoint && { endpoint }), ...(events && { events }), ...(status && { status }) };
  room.account.webhooks = all.map((webhook) => (webhook.id === id ? { ...webhook, ...changed } : webhook));
  return c.json({ object: "webhook", id });
}

function remove(c: RoomContext): Response {
  const room = c.get("room");
  const id = c.req.param("id") ?? "";
  const all = webhooksOf(room);
  if (!all.some((webhook) => webhook.id === id)) return answerRefusal(c, notFound("Webhook"));
  room.account.webhooks = all.filter((webhook) => webhook.id !== id);
  return c.json({ object: "webhook", id, deleted: true });
}

async function createKey(c: RoomContext): Promise<Response> {
  const { name, permission = "full_access" } = await askedOf(c);
  if (typeof name !== "string" || name === "") return answerRefusal(c, missingField("name"));
  if (permission !== "full_access" && permission !== "sending_access") {
    return answerRefusal(c, invalidField("Invalid `permission`."));
  }
  const token = `re_${randomBytes(24).toString("base64url")}`;
  const { limits } = c.get("room");
  if (permission === "sending_access") limits.sendingKeys = [...limits.sendingKeys, token];
  return c.json({ id: randomUUID(), token }, 201);
}

function refusalOf({ endpoint, events, status }: Record<string, unknown>): Refusal | undefined {
  if (endpoint !== undefined && (typeof endpoint !== "string" || !URL.canParse(endpoint))) {
    return invalidField("Invalid `endpoint`.");
  }
  const areEvents = Array.isArray(events) && events.length > 0 && events.every((event) => typeof event === "string");
  if (events !== undefined && !areEvents) return invalidField("Invalid `events`.");
  const isStatus = status === undefined || status === "enabled" || status === "disabled";
  return isStatus ? undefined : invalidField("Invalid `status`.");
}

async function askedOf(c: RoomContext): Promise<Record<string, unknown>> {
  const asked: unknown = await c.req.json().catch(() => null);
  return isObject(asked) ? asked : {};
}
