/** The door of the author's desk: a link by mail that opens once, a session that she can end, or Cloudflare Access. */

import { createRemoteJWKSet, jwtVerify } from "jose";
import { beginSession, endSessions, sessionNow, signInNotice } from "../db/desk-sessions.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { parseAddress } from "../domain/address.ts";
import type { Access } from "../domain/config.ts";
import { randomId } from "../domain/random-id.ts";
import { checkToken, hashSession } from "../domain/token.ts";

type DoorDeps = Pick<Deps, "db" | "config">;

/** The notice to ring for; null when none goes out. Nobody outside may learn which. */
export async function askForLink(
  { db, config }: DoorDeps,
  { typed, now }: { typed: string; now: number },
): Promise<string | null> {
  const email = config.authorEmail;
  const isAuthor = config.access === null && parseAddress(typed)?.identity === parseAddress(email)?.identity;
  const noticed = await signInNotice(db, { id: randomId(), email, isAuthor, now }).first<{ id: string }>();
  return noticed?.id ?? null;
}

export type Entered =
  /** What her browser keeps from now on: 22 characters. */
  { kind: "entered"; session: string } | { kind: "forged" | "expired" | "used" };

/** A link opens one session, whoever presses its button first. */
export async function enterDesk(
  { db, config }: DoorDeps,
  { token, now }: { token: string; now: number },
): Promise<Entered> {
  if (config.access !== null) return { kind: "forged" };
  const check = checkToken(config.secrets, "sign-in", token, now);
  if (!check.ok) return { kind: check.why };
  const session = randomId();
  const sessionHash = hashSession(config.secrets, session);
  const [, begun] = await db.batch(beginSession(db, { link: check.subject, sessionHash, now }));
  return firstRow(begun) === undefined ? { kind: "used" } : { kind: "entered", session };
}

/** Whether this browser's session still lasts. */
export async function isSession(
  { db, config }: DoorDeps,
  { session, now }: { session: string; now: number },
): Promise<boolean> {
  return (await sessionNow(db, hashSession(config.secrets, session), now).first()) !== null;
}

/** `everywhere`: also at every other browser. */
export async function leaveDesk(
  { db, config }: DoorDeps,
  { session, everywhere, now }: { session: string; everywhere: boolean; now: number },
): Promise<void> {
  await endSessions(db, everywhere ? null : hashSession(config.secrets, session), now).run();
}

type Keys = ReturnType<typeof createRemoteJWKSet>;
const keysOf = new Map<string, Keys>();

/**
 * Whether Cloudflare Access let this request through: its token is signed with the team's keys, for this application, and not over
 * (developers.cloudflare.com/cloudflare-one/identity/authorization-cookie/validating-json). Whose keys cannot be had is not let in.
 */
export async function isThroughAccess(access: Access, token: string, now: number): Promise<boolean> {
  const keys = keysOf.get(access.keysUrl) ?? createRemoteJWKSet(new URL(access.keysUrl));
  keysOf.set(access.keysUrl, keys);
  const expected = { issuer: access.issuer, audience: access.audience, algorithms: ["RS256"], requiredClaims: ["exp"] };
  try {
    await jwtVerify(token, keys, { ...expected, currentDate: new Date(now) });
    return true;
  } catch {
    return false;
  }
}
