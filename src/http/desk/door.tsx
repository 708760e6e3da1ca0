/** The door of the desk: a link mailed to the author, its button, her session and its end; or Cloudflare Access, and nothing else. */

import type { Next } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { Hono } from "hono/tiny";
import { askForLink, enterDesk, isSession, isThroughAccess, leaveDesk } from "../../actions/admit-author.ts";
import { ring } from "../../actions/ring.ts";
import { parseAddress } from "../../domain/address.ts";
import { DESK_SESSION_LIFE, SECOND } from "../../domain/numbers.ts";
import { AccessOnlyPage, EnterPage, LinkAskedPage, LinkRefusedPage, SignInPage } from "../../pages/desk/door.tsx";
import { NO_ADDRESS } from "../../pages/field.tsx";
import type { HttpContext, HttpEnv } from "../env.ts";
import { formOf } from "../form.ts";
import { limitMails } from "../rate-limits.ts";
import { answerDoor } from "./env.ts";

const COOKIE = "desk";
const AT_THE_DOOR = new Set(["/admin/sign-in", "/admin/enter"]);

/** Everything below /admin but the door itself. Where Access is the door, there is no other. */
export async function onlyAuthor(c: HttpContext, next: Next): Promise<Response | undefined> {
  const { config, clock } = c.env.deps;
  if (config.access !== null) {
    const token = c.req.header("Cf-Access-Jwt-Assertion") ?? "";
    if (await isThroughAccess(config.access, token, clock())) return pass(next);
    return answerDoor(c, (props) => <AccessOnlyPage {...props} />, 403);
  }
  if (AT_THE_DOOR.has(c.req.path) || (await isSignedIn(c))) return pass(next);
  return answerDoor(c, (props) => <SignInPage {...props} lost={c.req.method === "POST"} />, 401);
}

async function pass(next: Next): Promise<undefined> {
  await next();
}

async function isSignedIn(c: HttpContext): Promise<boolean> {
  const session = getCookie(c, COOKIE, "host");
  return session !== undefined && isSession(c.env.deps, { session, now: c.env.deps.clock() });
}

export const doorRoutes = new Hono<HttpEnv>()
  .use("/admin/sign-in", limitMails)
  .get("/admin/sign-in", (c) => answerDoor(c, (props) => <SignInPage {...props} />))
  .post("/admin/sign-in", async (c) => asked(c, await fieldOf(c, "email")))
  .get("/admin/enter", (c) => answerDoor(c, (props) => <EnterPage {...props} token={c.req.query("t") ?? ""} />))
  .post("/admin/enter", async (c) => entered(c, await fieldOf(c, "t")))
  .post("/admin/leave", (c) => left(c, false))
  .post("/admin/leave-everywhere", (c) => left(c, true));

async function asked(c: HttpContext, typed: string) {
  const { deps } = c.env;
  if (parseAddress(typed) === null) {
    return answerDoor(c, (props) => <SignInPage {...props} wrong={NO_ADDRESS} typed={typed.slice(0, 254)} />, 422);
  }
  const notice = await askForLink(deps, { typed, now: deps.clock() });
  if (notice !== null) c.executionCtx.waitUntil(ring(deps, [{ notice }]));
  return answerDoor(c, (props) => <LinkAskedPage {...props} />);
}

async function entered(c: HttpContext, token: string) {
  const { deps } = c.env;
  const result = await enterDesk(deps, { token, now: deps.clock() });
  if (result.kind !== "entered") {
    const { kind } = result;
    return answerDoor(c, (props) => <LinkRefusedPage {...props} why={kind} />, kind === "forged" ? 400 : 410);
  }
  const maxAge = DESK_SESSION_LIFE / SECOND;
  setCookie(c, COOKIE, result.session, {
    prefix: "host",
    path: "/",
    secure: true,
    httpOnly: true,
    sameSite: "Lax",
    maxAge,
  });
  return c.redirect("/admin", 303);
}

async function left(c: HttpContext, everywhere: boolean) {
  const { deps } = c.env;
  await leaveDesk(deps, { session: getCookie(c, COOKIE, "host") ?? "", everywhere, now: deps.clock() });
  deleteCookie(c, COOKIE, { prefix: "host", path: "/", secure: true });
  return c.redirect("/admin/sign-in", 303);
}

async function fieldOf(c: HttpContext, name: string): Promise<string> {
  return (await formOf(c)).field(name).trim();
}
