/** A stand-in for Turnstile's siteverify: the documented test secrets, tokens that are good once, and the faults of a network. */

import { Hono } from "hono";
import { TURNSTILE_ACTION } from "../../domain/turnstile.ts";
import { breakConnection, hangUp, type RoomContext, type RoomEnv } from "./answer.ts";
import { isObject } from "./draft.ts";
import { takeFault } from "./faults.ts";
import type { Room } from "./room.ts";

/** developers.cloudflare.com/turnstile/troubleshooting/testing: what the token of every test key says, and what each secret does. */
const DUMMY = "XXXX.DUMMY.TOKEN.XXXX";
const PASSES = "1x0000000000000000000000000000000AA";
const FAILS = "2x0000000000000000000000000000000AA";
const SPENT = "3x0000000000000000000000000000000AA";

/** Which tokens a room has seen, and under which idempotency key. */
const seen = new WeakMap<Room, Map<string, string>>();

export function turnstile(): Hono<RoomEnv> {
  return new Hono<RoomEnv>().post("/turnstile/v0/siteverify", verify);
}

async function verify(c: RoomContext): Promise<Response> {
  const room = c.get("room");
  const fault = takeFault(room.faults, c.req.path.slice(room.base.length));
  if (fault?.kind === "reset_before") return breakConnection(c);
  if (fault?.kind === "hang") return await hangUp(c, fault.hangMs);
  if (fault?.kind === "error_500") return c.text("Internal Server Error", 500);
  const asked: unknown = await c.req.json().catch(() => null);
  if (!isObject(asked)) return refuse(c, "bad-request");
  const [secret, token, key] = [asked.secret, asked.response, asked.idempotency_key].map((field) =>
    String(field ?? ""),
  );
  const refusal = secretRefusal(secret ?? "") ?? tokenRefusal(room, token ?? "", key ?? "");
  if (fault?.kind === "reset_after") return breakConnection(c);
  if (refusal !== null) return refuse(c, refusal);
  const { action = TURNSTILE_ACTION, hostname = "localhost" } = claimsOf(token ?? "");
  const challenge_ts = new Date(room.clock.now()).toISOString();
  return c.json({ success: true, challenge_ts, hostname, action, cdata: "", "error-codes": [] });
}

function secretRefusal(secret: string): string | null {
  if (secret === FAILS) return "invalid-input-response";
  if (secret === SPENT) return "timeout-or-duplicate";
  return secret === PASSES ? null : "invalid-input-secret";
}

/** The dummy itself is always good. With `?action=…&hostname=…&n=…` after it, it says so, and is good once. */
function tokenRefusal(room: Room, token: string, key: string): string | null {
  if (token === DUMMY) return null;
  if (!token.startsWith(`${DUMMY}?`)) return "invalid-input-response";
  const tokens = seen.get(room) ?? new Map<string, string>();
  seen.set(room, tokens);
  const before = tokens.get(token);
  tokens.set(token, before ?? key);
  return before === undefined || (before === key && key !== "") ? null : "timeout-or-duplicate";
}

function claimsOf(token: string): { action?: string; hostname?: string } {
  return Object.fromEntries(new URLSearchParams(token.slice(DUMMY.length + 1)));
}

function refuse(c: RoomContext, code: string): Response {
  return c.json({ success: false, "error-codes": [code] });
}
