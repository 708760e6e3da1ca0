/** One batch of 100 mails: calls to D1, requests to the provider, CPU. */

import { BATCH_SIZE } from "../../src/domain/numbers.ts";
import { type Bench, inHouse } from "./benchmark.ts";
import type { House } from "./house.ts";
import { median, readable } from "./numbers.ts";
import { moveIn } from "./seed.ts";
import type { Spent } from "./spent.ts";
import type { Row } from "./table.ts";

const CALLS_TARGET = 6;
const CPU_TARGET_MS = 6;
const RUNS = 3;

export function oneBatch(bench: Bench): Promise<Row[]> {
  const { provider } = bench;
  return inHouse(bench, { consumer: false }, async (house) => {
    await moveIn(house, { count: BATCH_SIZE, place: 0, dueAt: Date.now() - 1 });
    await house.ask("claim");
    provider.begin({ perSecond: null, latencyMs: 0 });
    const { calls } = await house.ask<Spent>("metered-send");
    const { requests, mails } = provider.counts;
    const ms = await inHouse(bench, { consumer: false }, (other) => cpuOfBatch(other, bench.short ? 15 : 200));
    return [
      {
        figure: "one batch of 100: calls to D1 from bell to closed",
        measured: String(calls),
        target: `≤ ${CALLS_TARGET}`,
        met: calls <= CALLS_TARGET,
      },
      {
        figure: "one batch of 100: requests to the provider",
        measured: String(requests),
        target: "1",
        met: requests === 1 && mails === BATCH_SIZE,
      },
      {
        figure: "one batch of 100: the Worker's CPU from bell to closed, D1's answers played again",
        measured: `${readable(ms)} ms`,
        target: `≤ ${CPU_TARGET_MS} ms`,
        met: ms <= CPU_TARGET_MS,
      },
    ];
  });
}

/** Milliseconds for each of many batches, with the request to the provider; the median of three runs. */
async function cpuOfBatch(house: House, batches: number): Promise<number> {
  await moveIn(house, { count: (RUNS + 1) * BATCH_SIZE, place: 0, dueAt: Date.now() - 1 });
  await house.ask("claim");
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const before = house.cpu();
    await house.ask("send-replayed", { count: batches });
    times.push(((house.cpu() - before) / batches) * 1_000);
  }
  return median(times.slice(1));
}
