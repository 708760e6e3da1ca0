/** The Worker in tests: its three doors with the clock and the post office of the test that runs. */

import type { Env } from "../../src/deps.ts";
import { doors } from "../../src/doors.ts";
import { current } from "./current.ts";
import { RECEIVER_SECRET } from "./secrets.ts";

const worker = doors(async () => () => current.now);

export default {
  fetch: (request, env, ctx) => worker.fetch(request, inRoom(env), ctx),
  scheduled: (controller, env, ctx) => worker.scheduled(controller, inRoom(env), ctx),
  queue: async (batch, env, ctx) => {
    current.handedOver += batch.messages.length;
    if (current.bellsAreLost) return;
    await worker.queue(batch, inRoom(current.consumerIsBroken ? { ...env, RESEND_API_KEY: "" } : env), ctx);
  },
} satisfies typeof worker;

function inRoom(env: Env): Env {
  const receiver = current.hasReceiver
    ? { CONSULTATION_WEBHOOK_URL: `${current.room}/receiver`, CONSULTATION_WEBHOOK_SECRET: RECEIVER_SECRET }
    : {};
  return { ...env, RESEND_BASE_URL: current.room, ...receiver };
}
