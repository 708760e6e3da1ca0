/** What a browser remembers of its own sign-up: the address as a signed hash, and whether it asked for the mail again. */

import { getCookie, setCookie } from "hono/cookie";
import { CONFIRM_WINDOW, SECOND } from "../domain/numbers.ts";
import { checkToken, signToken } from "../domain/token.ts";
import type { HttpContext } from "./env.ts";

/** `signup`: the address it signed up with last. `again`: the one it asked to be sent the mail to again. */
type BrowserCookie = "signup" | "again";

/** The address hash in the cookie; null without one, and for one that is old or forged. */
export async function rememberedIn(c: HttpContext, cookie: BrowserCookie, now: number): Promise<string | null> {
  const token = getCookie(c, cookie, "host");
  if (!token) return null;
  const check = checkToken(c.env.deps.config.secrets, "browser", token, now);
  return check.ok ? check.subject : null;
}

export async function rememberIn(c: HttpContext, cookie: BrowserCookie, addressHash: string, now: number) {
  const token = signToken(c.env.deps.config.secrets, "browser", addressHash, now + CONFIRM_WINDOW);
  const maxAge = CONFIRM_WINDOW / SECOND;
  setCookie(c, cookie, token, { prefix: "host", path: "/", secure: true, httpOnly: true, sameSite: "Lax", maxAge });
}
