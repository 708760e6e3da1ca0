/** Half a million readers due at once: how many ticks they take, what a tick asks of D1, and that each is claimed once. */

import { BATCH_SIZE, TICK_LIMITS } from "../../src/domain/numbers.ts";
import { type Bench, inHouse } from "./benchmark.ts";
import type { House } from "./house.ts";
import { readable } from "./numbers.ts";
import { moveIn } from "./seed.ts";
import type { Spent } from "./spent.ts";
import type { Row } from "./table.ts";

const CROWD = { long: 500_000, short: 100_000 };
/** The free plan's documented number for one invocation. */
const QUERIES_TARGET = 50;
/** A cron that runs oftener than once an hour may use so much on the paid plan. */
const CPU_TARGET_S = 30;

type Tick = { queries: number; cpuSeconds: number };

export function growth(bench: Bench): Promise<Row[]> {
  const readers = bench.short ? CROWD.short : CROWD.long;
  return inHouse(bench, { consumer: false }, async (house) => {
    await moveIn(house, { count: readers, place: 0, dueAt: Date.now() - 1 });
    const ticks: Tick[] = [];
    for (let claimed = 0; claimed < readers; claimed = await eachOnce(house)) {
      ticks.push(await oneTick(house));
      await allSent(house);
    }
    return rowsFor(readers, ticks);
  });
}

async function oneTick(house: House): Promise<Tick> {
  const before = house.cpu();
  const { statements } = await house.ask<Spent>("metered-tick");
  return { queries: statements.reduce((sum, { times }) => sum + times, 0), cpuSeconds: house.cpu() - before };
}

/** As if the provider had taken whatever was claimed. */
async function allSent(house: House): Promise<void> {
  await house.sql([
    { sql: "UPDATE deliveries SET status = 'sent', sent_at = claimed_at WHERE status = 'claimed'", values: [] },
    { sql: "UPDATE batches SET state = 'closed' WHERE state <> 'closed'", values: [] },
  ]);
}

/** How many were claimed so far; throws when somebody was twice, or a batch is larger than the provider takes. */
async function eachOnce(house: House): Promise<number> {
  const sql = `SELECT count(*) AS deliveries, count(DISTINCT enrollment_id) AS readers,
    (SELECT max(json_array_length(members)) FROM batches) AS largest FROM deliveries`;
  type Claimed = { deliveries: number; readers: number; largest: number };
  const [[claimed]] = (await house.sql<Claimed>([{ sql, values: [] }])) as [[Claimed]];
  const { deliveries, readers, largest } = claimed;
  if (deliveries !== readers || largest > BATCH_SIZE) throw new Error(`claimed wrongly: ${JSON.stringify(claimed)}`);
  return readers;
}

function rowsFor(readers: number, ticks: readonly Tick[]): Row[] {
  const figure = `${readable(readers)} readers due at once`;
  const ticksTarget = Math.ceil(readers / (TICK_LIMITS.openBatches * BATCH_SIZE));
  const queries = Math.max(...ticks.map((tick) => tick.queries));
  const cpuSeconds = Math.max(...ticks.map((tick) => tick.cpuSeconds));
  return [
    {
      figure: `${figure}: ticks until each is claimed, once`,
      measured: String(ticks.length),
      target: `≤ ${ticksTarget}`,
      met: ticks.length <= ticksTarget,
    },
    {
      figure: `${figure}: queries of a tick, at most`,
      measured: String(queries),
      target: `≤ ${QUERIES_TARGET}`,
      met: queries <= QUERIES_TARGET,
    },
    {
      figure: `${figure}: CPU of a tick with its D1, at most`,
      measured: `${readable(cpuSeconds)} s`,
      target: `≤ ${CPU_TARGET_S} s`,
      met: cpuSeconds <= CPU_TARGET_S,
    },
  ];
}
