/** A stand-in for Cloudflare Access: the team's public keys, and tokens signed with them for whoever asks on this machine. */

import { Hono } from "hono";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import type { RoomEnv } from "./answer.ts";

const KEY = { kid: "local", alg: "RS256" };
let pair: ReturnType<typeof generateKeyPair> | undefined;

function keys() {
  pair ??= generateKeyPair(KEY.alg, { extractable: true });
  return pair;
}

/** `POST /_local/access-tokens` with the claims answers with the token that Access would send along with a request. */
export function access(): Hono<RoomEnv> {
  return new Hono<RoomEnv>()
    .get("/cdn-cgi/access/certs", async (c) => {
      const { publicKey } = await keys();
      return c.json({ keys: [{ ...(await exportJWK(publicKey)), ...KEY, use: "sig" }] });
    })
    .post("/_local/access-tokens", async (c) => {
      const claims = await c.req.json<JWTPayload>();
      const { privateKey } = await keys();
      return c.text(await new SignJWT(claims).setProtectedHeader(KEY).sign(privateKey));
    });
}
