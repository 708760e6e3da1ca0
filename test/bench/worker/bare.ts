/** The least a sign-up can be: Hono, one form field, one INSERT. */

import { Hono } from "hono";
import type { Env } from "../../../src/deps.ts";

export const bare = new Hono<{ Bindings: Env }>().post("/bare/signup", async (c) => {
  const { email } = await c.req.parseBody();
  await c.env.DB.prepare("INSERT INTO bare (email, signed_up_at) VALUES (?1, ?2)")
    .bind(String(email), Date.now())
    .run();
  return c.json({ ok: true });
});
