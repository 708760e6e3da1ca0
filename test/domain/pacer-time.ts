/** Imagined time: whoever sleeps wakes in order, and hours pass in milliseconds. */

export type Time = {
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Resolves with `work`, having let as much time pass as it takes. Throws when `work` waits for nothing that will come. */
  pass<Result>(work: Promise<Result>): Promise<Result>;
};

/** Promises that follow from one another within one moment: more than any chain of the code at play. */
const STEPS_OF_A_MOMENT = 60;

export function imaginedTime(): Time {
  let now = 1_000_000;
  const sleepers: { at: number; wake: () => void }[] = [];

  function wakeNext(): void {
    const at = Math.min(...sleepers.map((sleeper) => sleeper.at));
    const [next] = sleepers.splice(
      sleepers.findIndex((sleeper) => sleeper.at === at),
      1,
    );
    if (!next) throw new Error("Nobody is left to wake.");
    now = at;
    next.wake();
  }

  return {
    now: () => now,
    sleep: (ms) => new Promise((wake) => sleepers.push({ at: now + Math.max(0, ms), wake })),
    async pass(work) {
      let isDone = false;
      const done = work.finally(() => {
        isDone = true;
      });
      for (await moment(); !isDone; await moment()) wakeNext();
      return await done;
    },
  };
}

async function moment(): Promise<void> {
  for (let step = 0; step < STEPS_OF_A_MOMENT; step++) await null;
}

/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state = (state ^ (state << 13)) >>> 0;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state / 2 ** 32;
  };
}
