/** Which pages may send us a form: our own, and for a sign-up those of the author's other sites that EMBED_ORIGINS names. */

import type { MiddlewareHandler, Next } from "hono";
import { CONSULT_BYTES, IMPORT_FORM_BYTES } from "../domain/numbers.ts";
import { refuse } from "./answers.tsx";
import type { HttpContext, HttpEnv } from "./env.ts";
import { isReadable, UNREADABLE } from "./read-body.ts";

/**
 * A stop comes from mailbox providers too (RFC 8058: without cookies, without context), and news from the mail provider: each
 * proves itself by what it carries. The sign-up form answers strangers itself, with what she had typed.
 */
const FROM_ANYWHERE = new Set(["/unsubscribe", "/webhooks/resend", "/signup"]);

/** Whoever cannot be read here is shown the form again, with what she had typed. */
const SHOW_THE_FORM_AGAIN = new Set(["/consult", "/signup/again", "/signup/other"]);

/**
 * Forms of the author that carry a file, as no other kind can: the first is read behind her session, within its own limit, and shown
 * again when it is too large; the second brings the whole file once more.
 */
const WITH_A_FILE = new Map([
  ["/admin/records/import", Number.POSITIVE_INFINITY],
  ["/admin/records/import/do", IMPORT_FORM_BYTES],
]);

/** Before any handler of a form: sent by a page of ours, as a form, and no larger than the largest. */
export const onlyOurForms: MiddlewareHandler<HttpEnv> = async (c, next) => {
  if (c.req.method !== "POST" || FROM_ANYWHERE.has(c.req.path)) return next();
  if (!isOurs(c)) return refuse(c, 403, "このページからは受け取れません", FORM_OF_STRANGERS);
  if (SHOW_THE_FORM_AGAIN.has(c.req.path)) return next();
  if (!isReadable(c.req.header("Content-Type"))) return refuse(c, 415, "この形では受け取れません", [UNREADABLE[415]]);
  const tooLarge = Number(c.req.header("Content-Length") ?? 0) > mostBytes(c);
  return tooLarge ? refuse(c, 413, "大きすぎて受け取れません", [UNREADABLE[413]]) : next();
};

function mostBytes(c: HttpContext): number {
  const isWithFile = /^multipart\/form-data\b/i.test(c.req.header("Content-Type") ?? "");
  return (isWithFile ? WITH_A_FILE.get(c.req.path) : undefined) ?? CONSULT_BYTES;
}

const FORM_OF_STRANGERS = [
  "いまの操作は、こちらのページではないところから届いたため、何も変えずにお返ししました。",
  "ご自分でなさったことでしたら、メールの中のリンクからページをひらいて、もう一度お試しください。",
];

/** Cookies stay out of it, and the answer is the same for everybody. */
export async function letEmbedsRead(c: HttpContext, next: Next): Promise<void> {
  const origin = c.req.header("Origin");
  if (origin && c.env.deps.config.embedOrigins.includes(origin)) c.header("Access-Control-Allow-Origin", origin);
  c.header("Vary", "Origin");
  await next();
}

/** For a sign-up: ours, or of a site that EMBED_ORIGINS names. */
export function isFormOfOurs(c: HttpContext): boolean {
  return isOurs(c) || c.env.deps.config.embedOrigins.includes(c.req.header("Origin") ?? "");
}

/**
 * What the browser itself says of the page comes first (Fetch Metadata), then the page's origin. Who says neither is no
 * browser of today: a program can send whatever it likes, and gets no further than its token.
 */
function isOurs(c: HttpContext): boolean {
  const site = c.req.header("Sec-Fetch-Site");
  if (site === "same-origin") return true;
  if (site !== undefined && site !== "none") return false;
  const origin = c.req.header("Origin");
  if (origin === undefined) return true;
  return origin === new URL(c.env.deps.config.siteUrl).origin || origin === new URL(c.req.url).origin;
}
