/** Chance that can be repeated: the same seed draws the same numbers. */

export type Random = ReturnType<typeof seeded>;

/** Mulberry32 (Tommy Ettinger's public-domain generator): good enough for tests, eight lines long. */
export function seeded(seed: number) {
  let state = seed >>> 0;

  /** 0 ≤ x < 1. */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to `below` - 1. */
  function under(below: number): number {
    return Math.floor(next() * below);
  }

  function pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[under(choices.length)] ?? choices[0];
  }

  /** True once in `times`. */
  function once(times: number): boolean {
    return under(times) === 0;
  }

  return { next, under, pick, once };
}
