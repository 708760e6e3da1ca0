/** Which pages may send the sign-up form: our own, and those of the author's other sites that EMBED_ORIGINS names. */

import type { Next } from "hono";
import type { HttpContext } from "./env.ts";

/** Cookies stay out of it, and the answer is the same for everybody. */
export async function letEmbedsRead(c: HttpContext, next: Next): Promise<void> {
  const origin = c.req.header("Origin");
  if (origin && c.env.deps.config.embedOrigins.includes(origin)) c.header("Access-Control-Allow-Origin", origin);
  c.header("Vary", "Origin");
  await next();
}

/** Programs that are no browsers send no Origin; a browser always does with a POST. */
export function isFormOfOurs(c: HttpContext): boolean {
  const origin = c.req.header("Origin");
  if (origin === undefined || c.req.header("Sec-Fetch-Site") === "same-origin") return true;
  const { siteUrl, embedOrigins } = c.env.deps.config;
  return origin === new URL(siteUrl).origin || origin === new URL(c.req.url).origin || embedOrigins.includes(origin);
}
