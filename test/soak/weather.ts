/** The weather: faults of the post office, one after the other at random moments, until it clears. */

import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../support/random.ts";

type Ordered = { kind: string; indexes?: number[]; hangMs?: number; retryAfter?: number };

/** What the network does stands twice, because it happens oftener; a rate limit holds everything up for a second. */
const KINDS = [
  "reset_before",
  "reset_before",
  "reset_after",
  "reset_after",
  "error_500",
  "error_500_after",
  "error_500_after",
  "half_body",
  "half_body",
  "unreadable_200",
  "in_flight",
  "hang_after",
  "refuse_indexes",
  "refuse_indexes",
  "limited",
] as const;

/** One in so many is a used-up day, which pauses everything until UTC midnight. */
const QUOTA_ONCE_IN = 150;
const LONGEST_LULL_MS = 500;
/** More would mean that nobody is sending just now. */
const WAITING_FAULTS = 1;

export type Weather = {
  /** How often each kind struck. */
  clear(): Promise<Record<string, number>>;
};

/** `desk` is the post office's /_local. */
export function stormyWeather(desk: string, random: Random): Weather {
  const struck: Record<string, number> = {};
  const stop = new AbortController();
  const blowing = blow();

  async function blow(): Promise<void> {
    while (!stop.signal.aborted) {
      await sleep(random.under(LONGEST_LULL_MS));
      const waiting = (await (await fetch(`${desk}/faults`)).json()) as unknown[];
      if (waiting.length < WAITING_FAULTS) await order(draw(random));
    }
  }

  async function order(fault: Ordered): Promise<void> {
    struck[fault.kind] = (struck[fault.kind] ?? 0) + 1;
    const answer = await fetch(`${desk}/faults`, { method: "POST", body: JSON.stringify(fault) });
    if (!answer.ok) throw new Error(`the post office refuses a fault: ${await answer.text()}`);
  }

  return {
    async clear() {
      stop.abort();
      await blowing;
      const left = (await (await fetch(`${desk}/faults`, { method: "DELETE" })).json()) as Ordered[];
      for (const { kind } of left) struck[kind] = (struck[kind] ?? 1) - 1;
      return struck;
    },
  };
}

/** Draws the same numbers for every kind, so that a seed means the same faults whatever they are. */
function draw(random: Random): Ordered {
  const quota = random.once(QUOTA_ONCE_IN);
  const kind = random.pick(KINDS);
  const indexes = [random.under(10), random.under(100)];
  const hangMs = 100 + random.under(900);
  return quota ? { kind: "daily_quota" } : { kind, indexes, hangMs, retryAfter: 1 };
}
