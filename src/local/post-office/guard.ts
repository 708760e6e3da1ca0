/** Keeps web pages of other origins away from the post office, which has no password. */

import type { RoomContext } from "./answer.ts";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** A foreign name in Host would be DNS rebinding, a foreign Origin on anything but GET a forged form. */
export async function guardDoor(c: RoomContext, next: () => Promise<void>): Promise<Response | undefined> {
  const { host, hostname } = new URL(c.req.url);
  if (!LOOPBACK.has(hostname)) return c.text(`The post office answers to 127.0.0.1 only, not to ${hostname}.`, 403);
  const origin = c.req.header("origin");
  const reading = c.req.method === "GET" || c.req.method === "HEAD";
  if (!reading && origin !== undefined && origin !== `http://${host}`) return c.text("Not from another site.", 403);
  await next();
  return undefined;
}
