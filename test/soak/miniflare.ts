/** The Worker under miniflare, with its D1 and its queue as wrangler.toml has them. */

import { join } from "node:path";
import { convertV4MiniflareOptions, NoOpLog, type V4MiniflareOptions } from "miniflare";
import { ROOT, readSettings } from "../../src/local/wrangler.ts";

/** `[[queues.consumers]]` of wrangler.toml. */
type Consumer = {
  readonly max_batch_size: number;
  readonly max_batch_timeout: number;
  readonly max_retries: number;
};

export type WorkerPlan = {
  /** The Worker in one file: its text. */
  readonly script: string;
  readonly compatibilityDate: string;
  readonly bindings: Readonly<Record<string, string>>;
  /** Null: nobody answers the queue's bells. */
  readonly consumer: Consumer | null;
};

export const WORKER = "house";
const QUEUE = "deliveries";

/** `more`: what else miniflare is told. `cf: false`: it asks nobody on the network where it is. */
export function optionsOf(
  { script, compatibilityDate, bindings, consumer }: WorkerPlan,
  more: Partial<V4MiniflareOptions>,
) {
  return convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: 0,
    cf: false,
    log: new NoOpLog(),
    telemetry: { enabled: false },
    ...more,
    workers: [
      {
        name: WORKER,
        modules: [{ type: "ESModule", path: "worker.js", contents: script }],
        compatibilityDate,
        bindings: { ...bindings },
        d1Databases: { DB: WORKER },
        queueProducers: { DELIVERIES: { queueName: QUEUE } },
        queueConsumers: consumer ? { [QUEUE]: consumerOf(consumer) } : {},
        unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      },
    ],
  } as V4MiniflareOptions);
}

export async function readConsumer(): Promise<Consumer> {
  const { queues } = (await readSettings(join(ROOT, "wrangler.toml"))) as {
    queues?: { consumers?: readonly Consumer[] };
  };
  const consumer = queues?.consumers?.[0];
  if (!consumer) throw new Error("wrangler.toml names no consumer of the queue");
  return consumer;
}

function consumerOf({ max_batch_size, max_batch_timeout, max_retries }: Consumer) {
  return { maxBatchSize: max_batch_size, maxBatchTimeout: max_batch_timeout, maxRetries: max_retries };
}
