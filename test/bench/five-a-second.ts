/** The tutorial way against ours at the provider's five requests a second: the same 300 readers, once. */

import { type Bench, inHouse } from "./benchmark.ts";
import { drain } from "./drain.ts";
import { readable } from "./numbers.ts";
import { beginAgain, moveIn } from "./seed.ts";
import type { Row } from "./table.ts";

const READERS = 300;
const LIMITS = { perSecond: 5, latencyMs: 50 };
const TARGET = 20;

/** A minute long: not in the short form. */
export async function fiveASecond(bench: Bench): Promise<Row[]> {
  if (bench.short) return [];
  const { provider } = bench;
  return await inHouse(bench, { consumer: true }, async (house) => {
    await moveIn(house, { count: READERS, place: 0, dueAt: Date.now() - 1 });
    const { seconds } = await drain(house, provider, { mails: READERS, limits: LIMITS });
    await beginAgain(house, 0);
    provider.begin(LIMITS);
    const begun = performance.now();
    await house.ask("tutorial", { count: READERS });
    const theirs = (performance.now() - begun) / 1_000;
    return [
      {
        figure: `${READERS} readers at ${LIMITS.perSecond} requests a second, against the tutorial way`,
        measured: `${readable(seconds)} s`,
        against: `${readable(theirs)} s`,
        ratio: readable(theirs / seconds),
        target: `≥ ${TARGET} times faster`,
        met: theirs / seconds >= TARGET,
      },
    ];
  });
}
