/** Writes the answers of the API: accepted, refused, or broken in one of the ways a network breaks. */

import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import { pause } from "./clock.ts";
import type { Fault } from "./faults.ts";
import { ourFault, type Refusal } from "./refusal.ts";
import type { Room } from "./room.ts";

export type RoomEnv = { Bindings: HttpBindings; Variables: { room: Room; fault: Fault | undefined } };
export type RoomContext = Context<RoomEnv>;

export function answerRefusal(c: RoomContext, { statusCode, name, message, retryAfter }: Refusal): Response {
  const { counts } = c.get("room");
  if (statusCode === 429) counts.limited += 1;
  else if (statusCode === 409) counts.conflicts += 1;
  else counts.errors += 1;
  if (retryAfter !== undefined) c.header("retry-after", String(retryAfter));
  c.header("content-type", "application/json");
  return c.body(JSON.stringify({ statusCode, name, message }), statusCode as 400);
}

/** The mails are accepted; whether the caller learns of it is up to the fault. */
export async function answerAccepted(c: RoomContext, body: string, fault: Fault | undefined): Promise<Response> {
  switch (fault?.kind) {
    case "reset_after":
      return breakConnection(c);
    case "hang_after":
      return await hangUp(c, fault.hangMs);
    case "error_500_after":
      return answerRefusal(c, ourFault());
    case "half_body":
      return breakInside(c, body);
    case "unreadable_200":
      return c.html("<html><body>200, but not what you think</body></html>");
    default:
      c.header("content-type", "application/json");
      return c.body(body);
  }
}

/** Resets the TCP connection (RST), as a load balancer that lost its backend does. */
export function breakConnection(c: RoomContext): Response {
  c.get("room").counts.errors += 1;
  c.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

/** Says nothing for `ms`, or until the client goes away, then breaks the connection. */
export async function hangUp(c: RoomContext, ms: number): Promise<Response> {
  const left = new AbortController();
  c.env.outgoing.once("close", () => left.abort());
  await pause(ms, AbortSignal.any([left.signal, c.get("room").closing]));
  return breakConnection(c);
}

/** Promises the whole body, sends half of it and closes. */
function breakInside(c: RoomContext, body: string): Response {
  c.get("room").counts.errors += 1;
  const { outgoing } = c.env;
  const bytes = Buffer.from(body);
  outgoing.writeHead(200, { "content-type": "application/json", "content-length": bytes.length });
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}
