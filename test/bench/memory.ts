/** The most memory workerd held after few and after five times as many mails, each in a process of its own. */

import { BATCH_SIZE } from "../../src/domain/numbers.ts";
import { type Bench, inHouse } from "./benchmark.ts";
import { drain, UNLIMITED } from "./drain.ts";
import { readable } from "./numbers.ts";
import { moveIn } from "./seed.ts";
import type { Row } from "./table.ts";

const MAILS = { long: [10_000, 50_000], short: [500, 2_500] } as const;
const RATIO_TARGET = 1.25;
const PEAK_TARGET_MIB = 256;

/** Of one invocation (wrangler.toml). */
const BELLS = 40;

export async function memory(bench: Bench): Promise<Row[]> {
  const [few, many] = bench.short ? MAILS.short : MAILS.long;
  const [small, large] = [await peakAfter(bench, few), await peakAfter(bench, many)];
  const [bareSmall, bareLarge] = [await barePeakAfter(bench, few), await barePeakAfter(bench, many)];
  const ratio = large / small;
  const mails = `${readable(many)} mails against ${readable(few)}`;
  return [
    {
      figure: `peak memory of workerd with its D1, ${mails}`,
      measured: `${readable(large)} MiB`,
      against: `${readable(small)} MiB`,
      ratio: readable(ratio),
      target: `≤ ${PEAK_TARGET_MIB} MiB, ratio ≤ ${RATIO_TARGET}`,
      met: ratio <= RATIO_TARGET && large <= PEAK_TARGET_MIB,
    },
    {
      figure: "— of a Worker that makes the same calls to D1 and the provider, and does nothing else",
      measured: `${readable(bareLarge)} MiB`,
      against: `${readable(bareSmall)} MiB`,
      ratio: readable(bareLarge / bareSmall),
    },
  ];
}

function peakAfter(bench: Bench, mails: number): Promise<number> {
  return inHouse(bench, { consumer: true }, async (house) => {
    await moveIn(house, { count: mails, place: 0, dueAt: Date.now() - 1 });
    house.forgetPeak();
    await drain(house, bench.provider, { mails, limits: UNLIMITED });
    return house.peakMiB();
  });
}

/** In as many invocations, with bodies as large. */
function barePeakAfter(bench: Bench, mails: number): Promise<number> {
  return inHouse(bench, { consumer: false }, async (house) => {
    bench.provider.begin(UNLIMITED);
    const { bytes } = await house.ask<{ bytes: number }>("compose", { count: BATCH_SIZE });
    house.forgetPeak();
    for (let left = mails / BATCH_SIZE; left > 0; left -= BELLS) {
      await house.ask("bare-calls", { batches: Math.min(left, BELLS), bytes });
    }
    return house.peakMiB();
  });
}
