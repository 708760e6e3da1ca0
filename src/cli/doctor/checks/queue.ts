/** Check of the queue: that it is there, and that our Worker reads it as wrangler.toml says. */

import type { QueueConsumer } from "../../../local/wrangler.ts";
import type { Check } from "../check.ts";
import { allOr, type Finding, skipped, unlessUnreachable, type Wrong, wrong } from "../finding.ts";
import type { Consumer } from "../means.ts";
import type { Patient } from "../patient.ts";

export const queueChecks: readonly Check[] = [
  { name: "queue", asks: "whether the queue is there and read as wrangler.toml says", look: queue },
];

const MILLISECONDS = 1_000;
const DEPLOY = "npm run deploy   (sets the consumer anew)";

async function queue({ consumer, consumersOf, where, workerName }: Patient): Promise<Finding | readonly Finding[]> {
  if (where === "local") return skipped("npm start brings one of its own");
  if (consumer === null) {
    const why = "a mail asked for would wait for the next tick to be rung for again, and then for nobody";
    return wrong(
      "wrangler.toml has no [[queues.consumers]]",
      why,
      "git checkout wrangler.toml, and put your settings in again",
    );
  }
  const consumers = await consumersOf(consumer.queue).catch((error: Error) => error.message);
  if (typeof consumers === "string") {
    unlessUnreachable(consumers);
    const why = "without the queue no lesson leaves";
    const { queue: name } = consumer;
    const fix = /does not exist/.test(consumers)
      ? `npx wrangler queues create ${name}`
      : `npx wrangler queues info ${name}`;
    return wrong(`${name} could not be asked for: ${consumers}`, why, fix);
  }
  const ours = consumers.find(({ script, service }) => (script ?? service) === workerName);
  if (!ours) {
    return wrong(
      `no consumer of ${consumer.queue} is the Worker ${workerName}`,
      "bells are rung and nobody answers",
      DEPLOY,
    );
  }
  return allOr(
    differences(consumer, ours),
    `${consumer.queue} is read by ${workerName} as wrangler.toml says; no dead letters, by design`,
  );
}

/** Of one bell in a dead-letter queue nothing is lost: what it was about stands in the database. */
function differences(wanted: QueueConsumer, { settings, dead_letter_queue: letters }: Consumer): Wrong[] {
  const timeout = wanted.max_batch_timeout === undefined ? undefined : wanted.max_batch_timeout * MILLISECONDS;
  const pairs: [string, unknown, unknown][] = [
    ["max_batch_size", wanted.max_batch_size, settings.batch_size],
    ["max_batch_timeout (ms)", timeout, settings.max_wait_time_ms],
    ["max_retries", wanted.max_retries, settings.max_retries],
    ["max_concurrency", wanted.max_concurrency, settings.max_concurrency],
    ["dead_letter_queue", wanted.dead_letter_queue ?? "none", letters || "none"],
  ];
  const other = pairs.filter(([, mine, live]) => mine !== undefined && mine !== live);
  if (other.length === 0) return [];
  const list = other.map(([name, mine, live]) => `${name} ${live ?? "not set"} instead of ${mine}`).join(", ");
  const why = "one consumer at a time keeps Resend's rate limit; others would be refused and wait";
  return [wrong(`the live consumer has ${list}`, why, DEPLOY)];
}
