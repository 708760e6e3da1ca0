/** Ports of this machine: a free one, or word that one is taken. */

import { once } from "node:events";
import { createServer } from "node:net";

const HOST = "127.0.0.1";

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
  return await tryPort(0);
}

/** Throws an error that names `setting` when somebody listens on the port already. */
export async function checkPort(port: number, setting: string): Promise<void> {
  try {
    await tryPort(port);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "EADDRINUSE") throw error;
    throw new Error(`port ${port} is taken: set ${setting} to a free one`, { cause: error });
  }
}

async function tryPort(port: number): Promise<number> {
  const server = createServer();
  server.listen(port, HOST);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : port;
}

/** The port that the environment's `setting` asks for. Throws when that is no port. */
export function portOf(setting: string, fallback: number): number {
  const asked = process.env[setting] || String(fallback);
  const port = Number(asked);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${setting} is no port: ${asked}`);
  return port;
}
