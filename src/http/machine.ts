/** Doors for machines: the provider's webhooks and the health check. */

import { Hono } from "hono/tiny";
import { checkHealth } from "../actions/check-health.ts";
import { recordMailEvent } from "../actions/record-mail-event.ts";
import { WEBHOOK_BYTES } from "../domain/numbers.ts";
import { log } from "../log.ts";
import { verifyWebhook } from "../mail/webhook.ts";
import type { HttpEnv } from "./env.ts";
import { bytesUpTo } from "./read-body.ts";

export const machineRoutes = new Hono<HttpEnv>()
  .post("/webhooks/resend", async (c) => {
    const { deps } = c.env;
    const bytes = await bytesUpTo(c.req.raw, WEBHOOK_BYTES);
    if (!bytes) return c.json({ error: `a webhook is at most ${WEBHOOK_BYTES} bytes` }, 413);
    const now = deps.clock();
    const event = verifyWebhook(
      deps.config.resend.webhookSecret,
      c.req.raw.headers,
      new TextDecoder().decode(bytes),
      now,
    );
    if (!event) {
      log({ event: "webhook", result: "refused" });
      return c.json({ error: "the signature does not match RESEND_WEBHOOK_SECRET, or is older than 5 minutes" }, 401);
    }
    const { kind } = await recordMailEvent(deps, { event, now });
    log({ event: "webhook", id: event.id, type: event.type, result: kind });
    return c.json({ ok: true, result: kind });
  })
  .get("/healthz", async (c) => {
    const { deps } = c.env;
    const health = await checkHealth(deps, { now: deps.clock() });
    c.header("Cache-Control", "no-store");
    return c.json(health, health.ok ? 200 : 503);
  });
