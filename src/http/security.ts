/** Headers that every answer carries. */

import type { MiddlewareHandler } from "hono";
import { randomId } from "../domain/random-id.ts";
import type { HttpEnv } from "./env.ts";

const DEFENCES = Object.entries({
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
  // With no-referrer a form would post `Origin: null`.
  "Referrer-Policy": "same-origin",
  "Strict-Transport-Security": "max-age=15552000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
});

export const browserDefences: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const nonce = randomId();
  c.set("nonce", nonce);
  await next();
  const { headers } = c.res;
  // A file that is made for other sites says so itself.
  for (const [name, value] of DEFENCES) if (!headers.has(name)) headers.set(name, value);
  headers.set("Content-Security-Policy", policy(nonce, c.get("runsScript") ?? false));
};

/**
 * Nothing from elsewhere, no frame; the page's one style block by nonce, and by the same nonce the script of a page that
 * has one. A form may only post to us. Of ourselves more may be fetched, by the worksheet's service worker and by tools.
 */
function policy(nonce: string, runsScript: boolean): string {
  const script = runsScript ? ` script-src 'nonce-${nonce}'; worker-src 'self';` : "";
  return `default-src 'none';${script} style-src 'nonce-${nonce}'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

/** Pages behind a token are nobody else's: not stored, not indexed. */
export const forHerEyesOnly: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("Cache-Control", "no-store");
  c.header("X-Robots-Tag", "noindex, nofollow");
};
