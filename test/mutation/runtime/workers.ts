/** Stands for `cloudflare:workers` where tests run in Node: a database, and a queue that rings our own Worker's door in this process. */

import { inject } from "vitest";
import type { Doorbell, Env } from "../../../src/deps.ts";
import worker from "../../support/entry.ts";
import { TEST_SECRETS } from "../../support/secrets.ts";
import { localDatabase } from "./database.ts";

export const database = localDatabase();

/** What the Worker does after it has answered, and bells that are being answered. */
const underWay = new Set<Promise<unknown>>();
const delayed = new Set<ReturnType<typeof setTimeout>>();

export const env: Env = {
  ...inject("vars"),
  ...TEST_SECRETS,
  DB: database,
  TEST_MIGRATIONS: inject("migrations"),
  DELIVERIES: { sendBatch: async (messages: Iterable<MessageSendRequest<Doorbell>>) => ringAll(messages) } as never,
};

export const exports = {
  default: {
    async fetch(url: string, init: RequestInit): Promise<Response> {
      const request = new Request(url, { duplex: "half", ...init } as RequestInit) as Parameters<
        typeof worker.fetch
      >[0];
      return worker.fetch(request, env, context());
    },
  },
};

/** Like the platform, which keeps a Worker alive for what it still has to do. */
export function context(): ExecutionContext {
  return { waitUntil: (promise: Promise<unknown>) => follow(promise), passThroughOnException() {} } as ExecutionContext;
}

export async function settled(): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay);
}

/** Bells that were not yet to be answered never will be. */
export async function forgetBells(): Promise<void> {
  for (const timer of delayed) clearTimeout(timer);
  delayed.clear();
  await settled();
}

function ringAll(messages: Iterable<MessageSendRequest<Doorbell>>): void {
  for (const { body, delaySeconds = 0 } of messages) {
    const timer = setTimeout(() => {
      delayed.delete(timer);
      follow(answer(body));
    }, delaySeconds * 1_000);
    delayed.add(timer);
  }
}

/** As wrangler.toml has it: what a consumer throws back is handed over three times more, and then dropped. */
async function answer(body: Doorbell, retries = 3): Promise<void> {
  try {
    await worker.queue({ messages: [{ body }] } as unknown as MessageBatch<Doorbell>, env, context());
  } catch {
    if (retries > 0) await answer(body, retries - 1);
  }
}

/** Nobody is left to hear of a failure. */
function follow(promise: Promise<unknown>): void {
  const ended = promise.catch(() => undefined).finally(() => underWay.delete(ended));
  underWay.add(ended);
}
