/** Claiming and moving on very many due readers: rows read and time for each, from a thousand to a hundred thousand. */

import { type Bench, inHouse } from "./benchmark.ts";
import type { House } from "./house.ts";
import { median, readable } from "./numbers.ts";
import { beginAgain, moveIn } from "./seed.ts";
import { rowsRead, type Spent } from "./spent.ts";
import type { Row } from "./table.ts";

const CROWDS = { long: [1_000, 10_000, 100_000], short: [1_000, 10_000] };
/** At least so many readers for each measurement of CPU, which is counted in hundredths of a second. */
const READERS_A_RUN = 20_000;
const RUNS = 3;
const ROWS_TARGET = 14;
const TIME_TARGET = 1.5;

type Claimed = { claimed: number };
type Measured = { readers: number; rows: number; microseconds: number };

export async function dueReaders(bench: Bench): Promise<Row[]> {
  const measured: Measured[] = [];
  for (const readers of bench.short ? CROWDS.short : CROWDS.long) {
    measured.push(await inHouse(bench, { consumer: false }, (house) => measure(house, readers)));
  }
  const times = measured.map(({ microseconds }) => microseconds);
  const ratio = (times.at(-1) ?? Number.NaN) / (times[0] ?? Number.NaN);
  const last = measured.length - 1;
  return measured.flatMap(({ readers, rows, microseconds }, index) => [
    {
      figure: `claim + advance of ${readable(readers)} due readers: rows read for each`,
      measured: readable(rows),
      target: `≤ ${ROWS_TARGET}`,
      met: rows <= ROWS_TARGET,
    },
    {
      figure: `claim + advance of ${readable(readers)} due readers: CPU for each`,
      measured: `${readable(microseconds)} µs`,
      ...(index === last
        ? {
            against: times
              .slice(0, -1)
              .map((time) => `${readable(time)} µs`)
              .join(", "),
            ratio: readable(ratio),
            target: `≤ ${TIME_TARGET} times the first`,
            met: ratio <= TIME_TARGET,
          }
        : {}),
    },
  ]);
}

async function measure(house: House, readers: number): Promise<Measured> {
  const now = Date.now();
  await moveIn(house, { count: readers, place: 1, dueAt: now - 1 });
  const rows = await rowsOfClaim(house, readers);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await timeOfClaims(house, readers));
  return { readers, rows, microseconds: median(times) };
}

/** Of the tick's first claim, up to its 60,000 readers, with everything else the tick reads. */
async function rowsOfClaim(house: House, readers: number): Promise<number> {
  const spent = await house.ask<Spent>("metered-claim");
  const [[counted]] = (await house.sql<{ claimed: number }>([
    { sql: "SELECT count(*) AS claimed FROM deliveries WHERE status = 'claimed'", values: [] },
  ])) as [[{ claimed: number }]];
  if (counted.claimed === 0 || counted.claimed > readers) throw new Error(`${counted.claimed} were claimed`);
  return rowsRead(spent) / counted.claimed;
}

/** CPU of workerd for each reader, microseconds. Between two ticks all that was claimed counts as sent. */
async function timeOfClaims(house: House, readers: number): Promise<number> {
  let seconds = 0;
  let claimed = 0;
  while (claimed < Math.max(readers, READERS_A_RUN)) {
    await beginAgain(house, 1);
    for (let left = readers; left > 0; ) {
      const before = house.cpu();
      const inTick = (await house.ask<Claimed>("claim")).claimed;
      seconds += house.cpu() - before;
      claimed += inTick;
      left -= inTick;
      await settle(house);
    }
  }
  return (seconds / claimed) * 1_000_000;
}

async function settle(house: House): Promise<void> {
  await house.sql([{ sql: "UPDATE batches SET state = 'closed' WHERE state <> 'closed'", values: [] }]);
}
