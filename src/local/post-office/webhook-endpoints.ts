/** Resend's API around mails: the webhooks of a room and its keys, as a setup makes and finds them. Nothing is posted to these webhooks. */

import { randomBytes, randomUUID } from "node:crypto";
import { Hono } from "hono";
import { answerRefusal, type RoomContext, type RoomEnv } from "./answer.ts";
import { door } from "./api.ts";
import { isObject } from "./draft.ts";
import { invalidField, missingField, notFound, type Refusal, restrictedApiKey } from "./refusal.ts";
import type { Room } from "./room.ts";

type Webhook = {
  readonly id: string;
  readonly created_at: string;
  endpoint: string;
  events: readonly string[];
  status: "enabled" | "disabled";
};

type Desk = { readonly webhooks: Map<string, Webhook>; readonly sendingKeys: Set<string> };

const desks = new WeakMap<Room, Desk>();

export function webhookEndpoints(): Hono<RoomEnv> {
  const api = new Hono<RoomEnv>();
  for (const path of ["/webhooks/*", "/api-keys/*"]) api.use(path, door, refuseSendingKeys);
  api.post("/webhooks", create);
  api.get("/webhooks", list);
  api.get("/webhooks/:id", get);
  api.patch("/webhooks/:id", update);
  api.delete("/webhooks/:id", remove);
  api.post("/api-keys", createKey);
  return api;
}

function deskOf(c: RoomContext): Desk {
  const room = c.get("room");
  const desk = desks.get(room) ?? { webhooks: new Map(), sendingKeys: new Set() };
  desks.set(room, desk);
  return desk;
}

async function refuseSendingKeys(c: RoomContext, next: () => Promise<void>): Promise<Response | undefined> {
  const key = c.req.header("authorization")?.replace(/^Bearer /i, "") ?? "";
  if (deskOf(c).sendingKeys.has(key)) return answerRefusal(c, restrictedApiKey());
  await next();
  return undefined;
}

async function create(c: RoomContext): Promise<Response> {
  const asked = await askedOf(c);
  const missing = ["endpoint", "events"].find((field) => asked[field] === undefined);
  const refusal = missing === undefined ? refusalOf(asked) : missingField(missing);
  if (refusal !== undefined) return answerRefusal(c, refusal);
  const { endpoint, events } = asked as Pick<Webhook, "endpoint" | "events">;
  const created_at = new Date(c.get("room").clock.now()).toISOString();
  const webhook: Webhook = { id: randomUUID(), created_at, endpoint, events, status: "enabled" };
  deskOf(c).webhooks.set(webhook.id, webhook);
  return c.json({ object: "webhook", id: webhook.id, signing_secret: c.get("room").webhooks.secret }, 201);
}

/** `?limit=` of 1 to 100, `?after=<id>`. */
function list(c: RoomContext): Response {
  const { limit = "20", after } = c.req.query();
  const size = Number(limit);
  if (!Number.isInteger(size) || size < 1 || size > 100) return answerRefusal(c, invalidField("Invalid `limit`."));
  const all = [...deskOf(c).webhooks.values()];
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  return c.json({ object: "list", has_more: all.length > from + size, data: all.slice(from, from + size) });
}

function get(c: RoomContext): Response {
  const webhook = deskOf(c).webhooks.get(c.req.param("id") ?? "");
  if (webhook === undefined) return answerRefusal(c, notFound("Webhook"));
  return c.json({ object: "webhook", ...webhook, signing_secret: c.get("room").webhooks.secret });
}

async function update(c: RoomContext): Promise<Response> {
  const webhook = deskOf(c).webhooks.get(c.req.param("id") ?? "");
  if (webhook === undefined) return answerRefusal(c, notFound("Webhook"));
  const asked = await askedOf(c);
  const refusal = refusalOf(asked);
  if (refusal !== undefined) return answerRefusal(c, refusal);
  const { endpoint, events, status } = asked as Partial<Webhook>;
  Object.assign(webhook, { ...(endpoint && { endpoint }), ...(events && { events }), ...(status && { status }) });
  return c.json({ object: "webhook", id: webhook.id });
}

function remove(c: RoomContext): Response {
  const id = c.req.param("id") ?? "";
  if (!deskOf(c).webhooks.delete(id)) return answerRefusal(c, notFound("Webhook"));
  return c.json({ object: "webhook", id, deleted: true });
}

async function createKey(c: RoomContext): Promise<Response> {
  const { name, permission = "full_access" } = await askedOf(c);
  if (typeof name !== "string" || name === "") return answerRefusal(c, missingField("name"));
  if (permission !== "full_access" && permission !== "sending_access") {
    return answerRefusal(c, invalidField("Invalid `permission`."));
  }
  const token = `re_${randomBytes(24).toString("base64url")}`;
  if (permission === "sending_access") deskOf(c).sendingKeys.add(token);
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
