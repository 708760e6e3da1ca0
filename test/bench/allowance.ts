/** How much of the provider's allowance a drain uses, at several rates and distances, and with somebody else using half. */

import { BATCH_SIZE, IN_FLIGHT } from "../../src/domain/numbers.ts";
import { type Bench, inHouse } from "./benchmark.ts";
import { type Drained, drain } from "./drain.ts";
import { readable } from "./numbers.ts";
import type { Provider, ProviderLimits } from "./provider.ts";
import { moveIn } from "./seed.ts";
import type { Row } from "./table.ts";

const RATES = [2, 5, 10];
const LATENCIES_MS = [50, 200, 800];
/** Above this a handful of connections cannot fill the rate; the ceiling is shown instead. */
const MOST_IN_FLIGHT = 5;
const BATCHES = 30;
const SHARE_TARGET = 95;
const REFUSED_TARGET = 0.5;

type Cell = { perSecond: number; latencyMs: number };

type Drains = { rows: Row[]; requests: number; limited: number };

/** One cell after the other: they would take each other's CPU, and a request that leaves late is one too many later. */
export async function allowance(bench: Bench): Promise<Row[]> {
  const grid = RATES.flatMap((perSecond) => LATENCIES_MS.map((latencyMs) => ({ perSecond, latencyMs })));
  const cells: Drains[] = [];
  for (const cell of bench.short ? [{ perSecond: 10, latencyMs: 200 }] : grid) cells.push(await drainCell(bench, cell));
  const requests = cells.reduce((sum, cell) => sum + cell.requests, 0);
  const limited = cells.reduce((sum, cell) => sum + cell.limited, 0);
  const refused = (100 * limited) / requests;
  const all = {
    figure: `requests answered 429 in all these drains (${limited} of ${requests})`,
    measured: `${readable(refused)} %`,
    target: `< ${REFUSED_TARGET} %`,
    met: refused < REFUSED_TARGET,
  };
  return [...cells.flatMap(({ rows }) => rows), all];
}

/** The first drain of a new isolate, which does not know the rate yet, and the one after it. */
function drainCell(bench: Bench, cell: Cell): Promise<Drains> {
  return inHouse(bench, { consumer: true }, async (house) => {
    const { provider } = bench;
    const mails = BATCHES * BATCH_SIZE;
    await moveIn(house, { count: mails, place: 0, dueAt: Date.now() - 1 });
    const figure = `share of ${cell.perSecond} requests a second used, ${cell.latencyMs} ms away`;
    const cold = await drain(house, provider, { mails, limits: cell });
    const warm = await drain(house, provider, { mails, limits: cell });
    const rows = [rowOf(`${figure}: a new isolate's first drain`, cold, cell), rowOf(`${figure}: later`, warm, cell)];
    const requests = cold.counts.requests + warm.counts.requests;
    const limited = cold.counts.limited + warm.counts.limited;
    if (cell.latencyMs !== 200 || bench.short) return { rows, requests, limited };
    const shared = await withNeighbour(provider, cell, () => drain(house, provider, { mails, limits: cell }));
    return { rows: [...rows, sharedRow(`${figure}: a second sender takes half`, shared, cell)], requests, limited };
  });
}

function rowOf(figure: string, drained: Drained, cell: Cell): Row {
  const share = shareOf(drained, cell);
  const refused = refusedOf(drained);
  const measured = `${readable(share)} %, ${readable(refused)} % answered 429`;
  const needed = (cell.perSecond * cell.latencyMs) / 1_000;
  if (needed > MOST_IN_FLIGHT) {
    const ceiling = (100 * IN_FLIGHT) / needed;
    return { figure, measured, against: `ceiling ${readable(ceiling)} % with ${IN_FLIGHT} in flight` };
  }
  return {
    figure,
    measured,
    target: `≥ ${SHARE_TARGET} %`,
    met: share >= SHARE_TARGET,
  };
}

function sharedRow(figure: string, drained: Drained, cell: Cell): Row {
  const share = readable(shareOf(drained, cell));
  return { figure, measured: `${share} % of the whole, ${readable(refusedOf(drained))} % answered 429` };
}

/** Requests a second from the first accepted to the last, in per cent of the rate. */
function shareOf({ counts: { arrivals } }: Drained, { perSecond }: Cell): number {
  const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1_000;
  return (100 * (arrivals.length - 1)) / (seconds * perSecond);
}

function refusedOf({ counts: { limited, requests } }: Drained): number {
  return (100 * limited) / requests;
}

/** Somebody of the same team sends at half the rate meanwhile. */
async function withNeighbour<Result>(
  provider: Provider,
  { perSecond }: ProviderLimits,
  work: () => Promise<Result>,
): Promise<Result> {
  const timer = setInterval(() => provider.takenByAnother(), 2_000 / (perSecond ?? 1));
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
