/** Opens the post office: a stand-in for Resend on this machine, with a clock, an inbox and a desk for scripts. */

import { setMaxListeners } from "node:events";
import type { Server } from "node:http";
import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import type { ProofDesk } from "../proofs/proof-desk.ts";
import { access } from "./access.ts";
import type { RoomEnv } from "./answer.ts";
import { resendApi } from "./api.ts";
import { controlDesk } from "./control.ts";
import { guardDoor } from "./guard.ts";
import { outbox } from "./outbox/outbox.ts";
import { proofs } from "./outbox/proofs.ts";
import { receiver } from "./receiver.ts";
import { openRoom, type Room, type RoomPlan } from "./room.ts";
import { moveClock, type OnTick, tick } from "./tick.ts";
import { turnstile } from "./turnstile.ts";
import { webhookEndpoints } from "./webhook-endpoints.ts";

export type PostOfficeOptions = {
  /** 0 takes any free port. */
  readonly port: number;
  /** `whsec_` followed by base64. */
  readonly webhookSecret: string;
  /** Where webhooks are posted; without it they wait at GET /_local/webhooks. */
  readonly webhookUrl?: string;
  /** Where mails and the clock are kept between runs. */
  readonly directory?: string;
  /** Awaited at every tick with the room's time (unix ms). */
  readonly onTick?: OnTick;
  /** When the next mail is due (unix ms), for the button that moves the clock there. */
  readonly nextDue?: () => Promise<number | undefined>;
  /** The author's lessons and notices as they would be sent now, for the page beside the mails that came. */
  readonly proofs?: ProofDesk;
  /** Unix ms at which the clock of a new room starts; without it, real time. */
  readonly startAt?: number;
};

export type PostOffice = {
  /** http://127.0.0.1:<port>, the default room's base URL for the SDK. */
  readonly url: string;
  readonly port: number;
  /** The default room's time, unix ms. */
  now(): number;
  /** Puts the default room's clock forward to `to` (unix ms), then ticks. Throws RangeError when that is in its past. */
  moveClock(to: number): Promise<number>;
  tick(): Promise<number>;
  /** Breaks every connection and ends every timer; the proofs follow no more edits. */
  close(): Promise<void>;
};

const HOST = "127.0.0.1";

/** Rejects with an error that names the port and POST_OFFICE_PORT when the port is taken. */
export async function openPostOffice(options: PostOfficeOptions): Promise<PostOffice> {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const roomOf = openRooms(planOf(options, closing.signal));
  const defaultRoom = roomOf("");
  const { server, port } = await listen(postOfficeApp(roomOf, options), options.port);
  return {
    url: `http://${HOST}:${port}`,
    port,
    now: () => defaultRoom.clock.now(),
    moveClock: (to) => moveClock(defaultRoom, to, options.onTick),
    tick: () => tick(defaultRoom, options.onTick),
    async close() {
      await options.proofs?.close();
      await close(server, closing);
    },
  };
}

function planOf(options: PostOfficeOptions, closing: AbortSignal): RoomPlan {
  const { webhookSecret, webhookUrl, directory, startAt, proofs } = options;
  return {
    webhookSecret,
    webhookUrl: webhookUrl ?? null,
    directory,
    startAt,
    hasProofs: proofs !== undefined,
    closing,
  };
}

/** Rooms are made on first use and live as long as the post office. */
function openRooms(plan: RoomPlan): (name: string) => Room {
  const rooms = new Map<string, Room>();
  return (name) => {
    const room = rooms.get(name) ?? openRoom(name, plan);
    rooms.set(name, room);
    return room;
  };
}

function postOfficeApp(roomOf: (name: string) => Room, options: PostOfficeOptions): Hono<RoomEnv> {
  const inRoom = new Hono<RoomEnv>({ strict: false });
  inRoom.route("/", access());
  inRoom.route("/", receiver());
  inRoom.route("/_local", controlDesk(options.onTick));
  inRoom.route("/", resendApi());
  inRoom.route("/", webhookEndpoints());
  inRoom.route("/", turnstile());
  if (options.proofs) inRoom.route("/", proofs(options.proofs));
  inRoom.route("/", outbox({ onTick: options.onTick, nextDue: options.nextDue }));
  const app = new Hono<RoomEnv>({ strict: false });
  app.use(guardDoor);
  app.use("/rooms/:room{[A-Za-z0-9_-]+}/*", async (c, next) => {
    c.set("room", roomOf(c.req.param("room")));
    await next();
  });
  app.use(async (c, next) => {
    if (c.get("room") === undefined) c.set("room", roomOf(""));
    await next();
  });
  app.route("/rooms/:room{[A-Za-z0-9_-]+}", inRoom);
  app.route("/", inRoom);
  return app;
}

function listen(app: Hono<RoomEnv>, port: number): Promise<{ server: ServerType; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: HOST }, (address) =>
      resolve({ server, port: address.port }),
    );
    server.once("error", (error) => reject(portError(error, port)));
  });
}

function portError(error: Error, port: number): Error {
  if (!("code" in error) || error.code !== "EADDRINUSE") return error;
  return new Error(`port ${port} is taken: set POST_OFFICE_PORT to a free one`, { cause: error });
}

function close(server: ServerType, closing: AbortController): Promise<void> {
  closing.abort();
  return new Promise((resolve) => {
    server.close(() => resolve());
    (server as Server).closeAllConnections();
  });
}
