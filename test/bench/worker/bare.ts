/** The least that does the same: a page that says hello, a sign-up with one INSERT, a batch whose calls have nothing behind them. */

import { Hono } from "hono";
import type { Env } from "../../../src/deps.ts";
import { IN_FLIGHT } from "../../../src/domain/numbers.ts";

export const bare = new Hono<{ Bindings: Env }>()
  .get("/bare/hello", (c) => c.text("Hello, world!"))
  .post("/bare/signup", async (c) => {
    const { email } = await c.req.parseBody();
    await c.env.DB.prepare("INSERT INTO bare (email, signed_up_at) VALUES (?1, ?2)")
      .bind(String(email), Date.now())
      .run();
    return c.json({ ok: true });
  });

/** The calls of `batches` batches, six at once as ours: one to D1, one to the provider with `bytes` of body, one to D1. */
export async function bareCalls({ DB, RESEND_BASE_URL }: Env, { batches, bytes }: { batches: number; bytes: number }) {
  const body = new Uint8Array(bytes);
  const ask = () => DB.batch([DB.prepare("SELECT ?1").bind("lease"), DB.prepare("SELECT ?1").bind("seal")]);
  let left = batches;
  async function line(): Promise<void> {
    while (left-- > 0) {
      await ask();
      await (await fetch(`${RESEND_BASE_URL}/emails/batch`, { method: "POST", body })).text();
      await ask();
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, line));
}
