/** A stand-in for a system of the author's that is sent webhooks: it remembers what came, and answers as it was told. */

import { Hono } from "hono";
import { breakConnection, hangUp, type RoomContext, type RoomEnv } from "./answer.ts";
import { isObject } from "./draft.ts";
import type { Room } from "./room.ts";

type Heard = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** A status; 0 breaks the connection, -1 says nothing. */
type Desk = { readonly heard: Heard[]; readonly answers: number[] };

const HANG_MS = 60_000;
const desks = new WeakMap<Room, Desk>();

/** `PUT /_local/receiver` with `{"answers": [500, 410]}` says how the next ones are answered; after that, all with 204. */
export function receiver(): Hono<RoomEnv> {
  return new Hono<RoomEnv>()
    .post("/receiver", receive)
    .get("/_local/receiver", (c) => c.json(deskOf(c).heard))
    .put("/_local/receiver", async (c) => {
      const order: unknown = await c.req.json();
      const answers = isObject(order) && Array.isArray(order.answers) ? order.answers.map(Number) : [];
      deskOf(c).answers.splice(0, Number.POSITIVE_INFINITY, ...answers);
      return c.body(null, 204);
    });
}

async function receive(c: RoomContext): Promise<Response> {
  const { heard, answers } = deskOf(c);
  heard.push({ headers: c.req.header(), body: await c.req.text() });
  const answer = answers.shift() ?? 204;
  if (answer === 0) return breakConnection(c);
  if (answer === -1) return await hangUp(c, HANG_MS);
  if (answer >= 300 && answer < 400) c.header("location", `${c.get("room").base}/receiver`);
  return answer === 204 ? c.body(null, 204) : c.text("なぜなら、".repeat(1_000), answer as 200);
}

function deskOf(c: RoomContext): Desk {
  const room = c.get("room");
  const desk = desks.get(room) ?? { heard: [], answers: [] };
  desks.set(room, desk);
  return desk;
}
