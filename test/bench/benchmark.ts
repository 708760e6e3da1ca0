/** What a benchmark is given and what it returns. */

import type { Built } from "./bundle.ts";
import { type House, startHouse } from "./house.ts";
import type { Provider } from "./provider.ts";
import type { Row } from "./table.ts";

export type Bench = {
  readonly built: Built;
  readonly provider: Provider;
  /** All benchmarks together in a minute: fewer readers and runs. */
  readonly short: boolean;
};

export type Benchmark = (bench: Bench) => Promise<Row[]>;

/** A house of its own for `work`, which is gone afterwards. */
export async function inHouse<Result>(
  { built, provider }: Bench,
  { consumer }: { consumer: boolean },
  work: (house: House) => Promise<Result>,
): Promise<Result> {
  const house = await startHouse(built, { providerUrl: provider.url, consumer });
  try {
    return await work(house);
  } finally {
    await house.stop();
  }
}
