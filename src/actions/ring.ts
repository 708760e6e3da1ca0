/** Rings the queue for what waits in the database. A bell that is lost is rung again by the sweep. */

import type { Deps, Doorbell } from "../deps.ts";

/** One queue call takes 100 messages (Cloudflare Queues limits). */
const MESSAGES_PER_CALL = 100;

/** Resolves to how many bells could not be rung; those are no loss, only a delay. */
export async function ring(deps: Pick<Deps, "queue">, doorbells: readonly Doorbell[], delayMs = 0): Promise<number> {
  let unrung = 0;
  const delaySeconds = Math.ceil(delayMs / 1000);
  for (let start = 0; start < doorbells.length; start += MESSAGES_PER_CALL) {
    const messages = doorbells.slice(start, start + MESSAGES_PER_CALL).map((body) => ({ body, delaySeconds }));
    try {
      await deps.queue.sendBatch(messages);
    } catch {
      unrung += messages.length;
    }
  }
  return unrung;
}
