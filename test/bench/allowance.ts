/** How much of the provider's allowance a drain uses, at several rates and distances, and with somebody else using half. */

import { BATCH_SIZE, IN_FLIGHT } from "../../src/domain/numbers.ts";
import { type Bench, inHouse } from "./benchmark.ts";
import { type Drained, drain } from "./drain.ts";
import { besideNeighbour, type Neighbour } from "./neighbour.ts";
import { readable } from "./numbers.ts";
import { moveIn } from "./seed.ts";
import type { Row } from "./table.ts";

const RATES = [2, 5, 10];
const LATENCIES_MS = [50, 200, 800];
/** Above this a handful of connections cannot fill the rate; the ceiling is shown instead. */
const MOST_IN_FLIGHT = 5;
const BATCHES = 30;
const MANY_BATCHES = 200;
const SHARE_TARGET = 95;
const REFUSED_TARGET = 0.5;

type Cell = { readonly perSecond: number; readonly latencyMs: number; readonly batches: number };

const GRID: readonly Cell[] = [
  ...RATES.flatMap((perSecond) => LATENCIES_MS.map((latencyMs) => ({ perSecond, latencyMs, batches: BATCHES }))),
  { perSecond: 10, latencyMs: 200, batches: MANY_BATCHES },
];

/** One cell after the other: they would take each other's CPU, and a request that leaves late is one too many later. */
export async function allowance(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  for (const cell of cellsFor(bench)) rows.push(...(await rowsOfCell(bench, cell)));
  return rows;
}

/** `--cell=5x200` takes the cells of 5 requests a second, 200 ms away; `--cell=5x200x30` one of them. */
function cellsFor({ short }: Bench): readonly Cell[] {
  const wanted =
    process.argv.find((word) => word.startsWith("--cell="))?.slice("--cell=".length) ?? (short ? "10x200x30" : "");
  return GRID.filter((cell) => `${cell.perSecond}x${cell.latencyMs}x${cell.batches}`.startsWith(wanted));
}

/** The first drain of a new isolate, which does not know the rate yet, the one after it, and one beside a second sender. */
function rowsOfCell(bench: Bench, cell: Cell): Promise<Row[]> {
  return inHouse(bench, { consumer: true }, async (house) => {
    const { provider } = bench;
    const mails = cell.batches * BATCH_SIZE;
    await moveIn(house, { count: mails, place: 0, dueAt: Date.now() - 1 });
    const figure = `share of ${cell.perSecond} requests a second used, ${cell.latencyMs} ms away, ${cell.batches} batches`;
    const cold = rowOf(
      `${figure}: a new isolate's first drain`,
      await drain(house, provider, { mails, limits: cell }),
      cell,
    );
    const warm = rowOf(`${figure}: later`, await drain(house, provider, { mails, limits: cell }), cell);
    if (cell.latencyMs !== 200 || cell.batches !== BATCHES) return [cold, warm];
    const { result, neighbour } = await besideNeighbour({ url: provider.url, perSecond: cell.perSecond / 2 }, () =>
      drain(house, provider, { mails, limits: cell }),
    );
    return [cold, warm, sharedRow(`${figure}: together with a second sender of half of it`, result, neighbour, cell)];
  });
}

function rowOf(figure: string, { counts }: Drained, { perSecond, latencyMs }: Cell): Row {
  const share = shareOf(counts.arrivals, perSecond);
  const refused = (100 * counts.limited) / counts.requests;
  const measured = `${readable(share)} %, ${readable(refused)} % answered 429`;
  const needed = (perSecond * latencyMs) / 1_000;
  if (needed <= MOST_IN_FLIGHT) return { figure, measured, ...held(share, refused) };
  return { figure, measured, against: `ceiling ${readable((100 * IN_FLIGHT) / needed)} % with ${IN_FLIGHT} in flight` };
}

function sharedRow(figure: string, { counts }: Drained, neighbour: Neighbour, { perSecond, batches }: Cell): Row {
  const ours = withoutNeighbours(counts.arrivals, neighbour.departures);
  const [first = 0, last = 0] = [ours[0], ours.at(-1)];
  const share = shareOf(
    counts.arrivals.filter((at) => at >= first && at <= last),
    perSecond,
  );
  const limited = counts.limited - neighbour.limited;
  const refused = (100 * limited) / (batches + limited);
  const theirs = (100 * neighbour.limited) / neighbour.requests;
  const measured = `${readable(share)} %, ${readable(refused)} % answered 429 (of the other's ${readable(theirs)} %)`;
  return { figure, measured, ...held(share, refused) };
}

/** The provider counts all arrivals alike; each of the neighbour's is the first after it left. */
function withoutNeighbours(arrivals: readonly number[], departures: readonly number[]): number[] {
  const ours = [...arrivals].sort((a, b) => a - b);
  for (const departure of departures) {
    const index = ours.findIndex((at) => at >= departure);
    if (index >= 0) ours.splice(index, 1);
  }
  return ours;
}

/** Requests a second from the first accepted to the last, in per cent of the rate. */
function shareOf(arrivals: readonly number[], perSecond: number): number {
  const sorted = [...arrivals].sort((a, b) => a - b);
  const seconds = ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)) / 1_000;
  return (100 * (sorted.length - 1)) / (seconds * perSecond);
}

function held(share: number, refused: number): Pick<Row, "target" | "met"> {
  return {
    target: `≥ ${SHARE_TARGET} %, < ${REFUSED_TARGET} %`,
    met: share >= SHARE_TARGET && refused < REFUSED_TARGET,
  };
}
