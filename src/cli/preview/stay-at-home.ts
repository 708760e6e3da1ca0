/**
 * Loaded into React Email's preview before it starts, to keep the author's words on this machine: it would listen to the
 * whole network, and its pages send every mail that is opened to a spam check on the web.
 */

import { channel } from "node:diagnostics_channel";
import { Server, type ServerResponse } from "node:http";

const listen = Server.prototype.listen;

Server.prototype.listen = function listenHere(this: Server, port: unknown, ...rest: unknown[]): Server {
  return Reflect.apply(listen, this, [port, "127.0.0.1", ...rest]);
} as typeof listen;

channel("http.server.request.start").subscribe((message) => {
  const { response } = message as { response: ServerResponse };
  response.setHeader("Content-Security-Policy", "connect-src 'self'");
});
