/** A tick that finds nobody due, with a million enrollments and with a thousand. */

import { DAY } from "../../src/domain/numbers.ts";
import { LESSONS } from "../soak/people.ts";
import { type Bench, inHouse } from "./benchmark.ts";
import type { House } from "./house.ts";
import { median, readable } from "./numbers.ts";
import { moveIn } from "./seed.ts";
import { rowsRead, type Spent } from "./spent.ts";
import type { Row } from "./table.ts";

const FEW = 1_000;
const MANY = { long: 1_000_000, short: 20_000 };
const ROWS_TARGET = 4 + LESSONS.length;
const CALLS_TARGET = 2;
const RATIO_TARGET = 1.15;
const RUNS = 5;

export function idleTick(bench: Bench): Promise<Row[]> {
  const many = bench.short ? MANY.short : MANY.long;
  const ticks = bench.short ? 80 : 1_000;
  return inHouse(bench, { consumer: false }, (small) =>
    inHouse(bench, { consumer: false }, async (large) => {
      await moveIn(small, { count: FEW, place: "spread", dueAt: Date.now() + DAY });
      await moveIn(large, { count: many, place: "spread", dueAt: Date.now() + DAY });
      await small.ask("ticks", { count: ticks });
      await large.ask("ticks", { count: ticks });
      const spentSmall = await small.ask<Spent>("metered-tick");
      const spentLarge = await large.ask<Spent>("metered-tick");
      const pairs = await inTurns(small, large, ticks);
      return rowsFor({ many, spentSmall, spentLarge, pairs });
    }),
  );
}

/** CPU of one tick in milliseconds, in turns, so that a busy machine meets both alike. */
async function inTurns(small: House, large: House, ticks: number): Promise<{ small: number; large: number }[]> {
  const pairs: { small: number; large: number }[] = [];
  for (let run = 0; run < RUNS; run++) {
    pairs.push({ small: await cpuOfTick(small, ticks), large: await cpuOfTick(large, ticks) });
  }
  return pairs;
}

async function cpuOfTick(house: House, ticks: number): Promise<number> {
  const before = house.cpu();
  await house.ask("ticks", { count: ticks });
  return ((house.cpu() - before) / ticks) * 1_000;
}

function rowsFor(measured: {
  many: number;
  spentSmall: Spent;
  spentLarge: Spent;
  pairs: { small: number; large: number }[];
}): Row[] {
  const { many, spentSmall, spentLarge, pairs } = measured;
  const small = median(pairs.map((pair) => pair.small));
  const large = median(pairs.map((pair) => pair.large));
  const ratio = large / small;
  const read = [rowsRead(spentLarge), rowsRead(spentSmall)] as const;
  const calls = [spentLarge.calls, spentSmall.calls] as const;
  const figure = `idle tick at ${readable(many)} enrollments`;
  return [
    {
      figure: `${figure}: rows read`,
      measured: String(read[0]),
      against: `${read[1]} at ${readable(FEW)}`,
      target: `≤ ${ROWS_TARGET} at both (4 + 1 a lesson)`,
      met: Math.max(...read) <= ROWS_TARGET,
    },
    {
      figure: `${figure}: calls to D1`,
      measured: String(calls[0]),
      against: `${calls[1]} at ${readable(FEW)}`,
      target: `≤ ${CALLS_TARGET}`,
      met: Math.max(...calls) <= CALLS_TARGET,
    },
    {
      figure: `${figure}: CPU`,
      measured: `${readable(large)} ms`,
      against: `${readable(small)} ms at ${readable(FEW)}`,
      ratio: readable(ratio),
      target: `ratio ≤ ${RATIO_TARGET}`,
      met: ratio <= RATIO_TARGET,
    },
  ];
}
