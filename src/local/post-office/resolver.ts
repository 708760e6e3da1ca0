/** A stand-in for a resolver that speaks DNS over HTTPS in JSON, as Cloudflare's and Google's do: it knows what a script told it. */

import { Hono } from "hono";
import type { RoomContext, RoomEnv } from "./answer.ts";
import { isObject } from "./draft.ts";

export type ZoneRecord = { readonly name: string; readonly type: "TXT" | "MX" | "CNAME"; readonly data: string };

/** IANA's numbers of the types that are asked for. */
const NUMBERS = { TXT: 16, MX: 15, CNAME: 5 } as const;
const NO_ERROR = 0;
const SERVER_FAILURE = 2;
const NO_SUCH_NAME = 3;
const TEXT_BYTES = 255;

export function resolver(): Hono<RoomEnv> {
  return new Hono<RoomEnv>().get("/dns-query", answer);
}

/** A name of which nothing is known is none. In the wire's form, which is not spoken here, it would have to be asked otherwise. */
function answer(c: RoomContext): Response {
  const name = plain(c.req.query("name") ?? "");
  const type = c.req.query("type") ?? "A";
  if (name === "" || c.req.header("accept") !== "application/dns-json") return c.json({ error: "Invalid query" }, 400);
  const { zone } = c.get("room");
  if (zone === null) return c.json(reply(SERVER_FAILURE, name, []));
  const known = zone.filter((record) => plain(record.name) === name || plain(record.name).endsWith(`.${name}`));
  const found = known.filter((record) => plain(record.name) === name && record.type === type);
  c.header("content-type", "application/dns-json");
  return c.body(JSON.stringify(reply(known.length > 0 ? NO_ERROR : NO_SUCH_NAME, name, found)));
}

function reply(status: number, name: string, found: readonly ZoneRecord[]) {
  return {
    Status: status,
    TC: false,
    RD: true,
    RA: true,
    AD: false,
    CD: false,
    Question: [{ name, type: NUMBERS.TXT }],
    ...(found.length > 0 ? { Answer: found.map((record) => ({ name, TTL: 300, ...inWire(record) })) } : {}),
  };
}

/** A text is quoted, and a long one cut into pieces of 255 bytes. */
function inWire({ type, data }: ZoneRecord) {
  if (type !== "TXT") return { type: NUMBERS[type], data };
  const pieces = data.match(new RegExp(`[\\s\\S]{1,${TEXT_BYTES}}`, "g")) ?? [""];
  return { type: NUMBERS.TXT, data: pieces.map((piece) => `"${piece.replace(/["\\]/g, "\\$&")}"`).join(" ") };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

/** Null for a resolver that fails. Throws TypeError with what is wrong. */
export function readZone(value: unknown): ZoneRecord[] | null {
  if (value === null) return null;
  if (Array.isArray(value) && value.every(isRecord)) return value;
  throw new TypeError('a zone must be a list of {"name", "type": "TXT" | "MX" | "CNAME", "data"}, or null');
}

function isRecord(value: unknown): value is ZoneRecord {
  if (!isObject(value) || typeof value.name !== "string" || typeof value.data !== "string") return false;
  return typeof value.type === "string" && value.type in NUMBERS;
}
