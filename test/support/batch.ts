/** One claimed batch, and what became of it. */

import { answerBell } from "../../src/actions/answer-bell.ts";
import { current } from "./current.ts";
import { type Engine, readers, rows } from "./engine.ts";

/** One claimed batch of `count` readers, and a function that answers its bell now. */
export async function claimed(count: number, { deps, tick, rung }: Engine) {
  await readers(count, { next: "fears", last: "two-faces", course: deps.course });
  await tick();
  const bell = rung[0]?.bell ?? { batch: "none" };
  return () => answerBell(deps, { bell, now: current.now });
}

export async function statuses() {
  return rows<{ status: string; reason: string | null; n: number }>(
    "SELECT status, reason, count(*) AS n FROM deliveries WHERE lesson = 'fears' GROUP BY status, reason ORDER BY status",
  );
}

export async function batchState() {
  return (await rows("SELECT state, generation, attempts, singly FROM batches"))[0];
}

export async function onlyBatch(): Promise<string> {
  return (await rows<{ id: string }>("SELECT id FROM batches"))[0]?.id ?? "";
}

/** A provider that accepts, and a consumer that dies before it hears of it. */
export function dyingAfterSending({ deps }: Engine) {
  return {
    ...deps.mailer,
    async sendBatch(...call: Parameters<typeof deps.mailer.sendBatch>): Promise<never> {
      await deps.mailer.sendBatch(...call);
      throw new Error("the consumer died");
    },
  };
}
