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
  for (const [name, value] of DEFENCES) headers.set(name, value);
  headers.set("Content-Security-Policy", policy(nonce, c.get("allows")));
};

/** Nothing from elsewhere, no frame; the page's one style block by nonce. A form may only post to us. A script only where `allows` says so. */
function policy(nonce: string, allows = "script-src 'none'"): string {
  return `default-src 'none'; ${allows}; style-src 'nonce-${nonce}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

/** For the few pages with a script, which is a file of ours: more of the policy, in its own words. */
export function allowing(allows: string): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    c.set("allows", allows);
    await next();
  };
}

/** Pages behind a token are nobody else's: not stored, not indexed. */
export const forHerEyesOnly: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("Cache-Control", "no-store");
  c.header("X-Robots-Tag", "noindex, nofollow");
};
