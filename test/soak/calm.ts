/** The calm after the storm: ordinary ticks, day after day, until nothing is open and everybody has completed the course. */

import { setTimeout as sleep } from "node:timers/promises";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import type { House } from "./house.ts";
import type { Standing } from "./ledger.ts";
import type { Soak } from "./soaking.ts";
import { authorResumes, isOver, moveTo, standingOf } from "./storm.ts";

/** Twice for what waits for its next try, then past the 20 hours after which an unknown outcome stays unknown. */
const FIRST_STEPS = [11 * MINUTE, 31 * MINUTE, 31 * MINUTE, 21 * HOUR];
const LOOK_EVERY_MS = 100;
/** Nothing moves any more: longer than a new isolate's first six calls are apart. */
const STILL_FOR_MS = 3_500;

/** Gives up at `deadline` (real unix ms). The last kill is a SIGKILL too, so that the file is left as a crash leaves it. */
export async function calm(soak: Soak, deadline: number): Promise<void> {
  soak.say("The weather clears.");
  const house = await soak.start();
  try {
    let standing = await standingOf(house);
    for (let step = 0; Date.now() < deadline; step++) {
      if (step > FIRST_STEPS.length && isOver(soak, standing)) return;
      await moveTo(soak, later(soak.postOffice.now(), standing, FIRST_STEPS[step]));
      await authorResumes(soak, house);
      await tickTwice(soak, house);
      standing = await standStill(soak, house, deadline);
    }
  } finally {
    await house.kill();
  }
}

/** When somebody is due next, or the day after; `step` is what goes before. */
function later(now: number, { open, due_at }: Standing, step: number | undefined): number {
  if (step !== undefined) return now + step;
  return open === 0 && due_at !== null ? Math.max(due_at, now + HOUR) : now + DAY;
}

async function tickTwice({ tally, postOffice }: Soak, house: House): Promise<void> {
  const ends = await Promise.all([house.tick(postOffice.now()), house.tick(postOffice.now())]);
  for (const end of ends) tally.ticks[end] += 1;
}

/** Until nothing is open, or until what is open waits for a later hour. */
async function standStill(soak: Soak, house: House, deadline: number): Promise<Standing> {
  let standing = await standingOf(house);
  for (let still = 0; standing.open > 0 && still < STILL_FOR_MS && Date.now() < deadline; still += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS);
    const next = await standingOf(house);
    if (next.open !== standing.open) still = 0;
    standing = next;
  }
  soak.say(`calm: ${standing.open} batches open, ${standing.done} of ${soak.readers} readers done`);
  return standing;
}
