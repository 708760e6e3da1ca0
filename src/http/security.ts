/** Headers that every answer carries. */

import { sha256 } from "@noble/hashes/sha2.js";
import type { MiddlewareHandler } from "hono";
import { TURNSTILE_ORIGIN } from "../domain/turnstile.ts";
import { styles } from "../pages/styles.ts";
import type { HttpContext } from "./env.ts";

const DEFENCES = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  // With no-referrer a form would post `Origin: null`.
  "Referrer-Policy": "same-origin",
  "Strict-Transport-Security": "max-age=15552000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

/** An answer that allows a script, or is made for other sites, says so itself; one that is kept ready has them all. */
export const browserDefences: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers } = c.res;
  if (headers.has("X-Frame-Options")) return;
  for (const [name, value] of Object.entries(defences())) if (!headers.has(name)) headers.set(name, value);
};

let known: Readonly<Record<string, string>> | undefined;

/** The same for every answer, made once an isolate. */
export function defences(): Readonly<Record<string, string>> {
  known ??= { ...DEFENCES, "Content-Security-Policy": policy("") };
  return known;
}

/** Scripts of this site that a page names by their address. */
export const OUR_FILES = "'self'";

/** A script written into its page: allowed by what it says. */
export function inlineScript(code: string): string {
  return sourceOf(code);
}

/** `source` as the policy names it. */
export function allowScript(c: HttpContext, source: string): void {
  c.header("Content-Security-Policy", policy(` script-src ${source}; worker-src 'self';`));
}

/** For pages with a style sheet of their own, and without scripts. */
export function allowStyle(c: HttpContext, style: string): void {
  c.header("Content-Security-Policy", policy("", style));
}

/** For the pages with the sign-up form: where Turnstile is asked, its script and frame are the one thing from elsewhere. `ours`: scripts of the page itself. */
export function formDefences(c: HttpContext, ours: readonly string[] = []): Record<string, string> {
  const theirs = c.env.deps.config.turnstile ? [TURNSTILE_ORIGIN] : [];
  const scripts = [...ours, ...theirs];
  if (scripts.length === 0) return {};
  const frames = theirs.length > 0 ? ` frame-src ${TURNSTILE_ORIGIN};` : "";
  return { "Content-Security-Policy": policy(` script-src ${scripts.join(" ")};${frames}`) };
}

/**
 * Nothing from elsewhere, no frame; the one style block that every page has, by what it says. A form may only post to us.
 * Of ourselves more may be fetched, by the worksheet's service worker and by tools.
 */
function policy(script: string, style = styles): string {
  return `default-src 'none';${script} style-src ${sourceOf(style)}; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

const sources = new Map<string, string>();

/** CSP 3, hash-source: of the text between the tags. */
function sourceOf(text: string): string {
  const source = sources.get(text) ?? `'sha256-${base64(sha256(new TextEncoder().encode(text)))}'`;
  sources.set(text, source);
  return source;
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Pages behind a token are nobody else's: not stored, not indexed. */
export const forHerEyesOnly: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("Cache-Control", "no-store");
  c.header("X-Robots-Tag", "noindex, nofollow");
};
