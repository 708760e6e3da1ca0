/** The provider's pace, played through in imagined time: the allowance is used, and hardly ever exceeded. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPacer, learn, leave, nextSlot, refuse } from "../../src/domain/pacer.ts";
import type { Habit, Windows } from "./pacer-provider.ts";
import { type Play, playTwice, together } from "./pacer-simulation.ts";

const WINDOWS: readonly Windows[] = ["from the first request", "by the clock", "sliding"];

/** Rate × latency beyond 5 is more than six connections can carry with the work between. */
const CELLS = [2, 5, 10].flatMap((limit) =>
  [50, 200, 800].filter((latencyMs) => limit * latencyMs <= 5_000).map((latencyMs) => ({ limit, latencyMs })),
);

/** Some plays with other delays: what comes of all first drains, and of all second ones. */
async function several(play: Omit<Play, "seed">, batches: number, plays = 8) {
  const played = [];
  for (let seed = 1; seed <= plays; seed++) played.push(await playTwice({ ...play, seed }, batches));
  return { cold: together(played.map(({ cold }) => cold)), warm: together(played.map(({ warm }) => warm)) };
}

describe.each(WINDOWS)("windows %s", (windows) => {
  for (const { limit, latencyMs } of CELLS) {
    test(`${limit} a second, ${latencyMs} ms away: 95 % are used and none refused, by a new isolate too`, async () => {
      const { cold, warm } = await several({ windows, limit, latencyMs }, 30);

      expect(Math.min(cold.least, warm.least)).toBeGreaterThan(95);
      expect([cold.refused, warm.refused]).toEqual([0, 0]);
    });

    test(`${limit} a second, ${latencyMs} ms away: so it stays over 200 batches, of five invocations`, async () => {
      const { cold, warm } = await several({ windows, limit, latencyMs }, 200, 2);

      expect(Math.min(cold.least, warm.least)).toBeGreaterThan(95);
      expect([cold.refused, warm.refused]).toEqual([0, 0]);
    });

    if (latencyMs !== 200) continue;
    test(`${limit} a second, ${latencyMs} ms away, some held up on the way: the slow answers tell, and the next one waits`, async () => {
      const { cold, warm } = await several({ windows, limit, latencyMs, heldUp: 0.03 }, 200, 4);

      expect(cold.refused).toBeLessThan(1);
      expect(warm.refused).toBeLessThan(0.5);
      expect(Math.min(cold.share, warm.share)).toBeGreaterThan(94);
    });

    test(`${limit} a second, ${latencyMs} ms away, jitter beyond the margin: the margin grows until refusals end`, async () => {
      const { cold, warm } = await several({ windows, limit, latencyMs, jitterMs: 40 }, 200, 4);

      expect(cold.refused).toBeLessThan(1);
      expect(warm.refused).toBeLessThan(0.5);
      expect(Math.min(cold.share, warm.share)).toBeGreaterThan(90);
    });
  }
});

type Beside = { beside: Habit; windows: Windows; limit: number; share: number; refused: number };

/**
 * Beside a second sender of half the rate, its times unknown: 95 % and 0.5 % where both come out even. At five a second each has
 * two and a half of a window: a sliding one never takes three of both. With windows by the clock, who is early in each for a
 * while sees nobody, and must find out again. Whom nobody can foretell costs both.
 */
const BESIDE: readonly Beside[] = [
  { beside: "steady", windows: "from the first request", limit: 2, share: 95, refused: 0.5 },
  { beside: "steady", windows: "from the first request", limit: 5, share: 95, refused: 0.5 },
  { beside: "steady", windows: "from the first request", limit: 10, share: 95, refused: 0.5 },
  { beside: "steady", windows: "sliding", limit: 2, share: 95, refused: 0.5 },
  { beside: "steady", windows: "sliding", limit: 5, share: 88, refused: 0.5 },
  { beside: "steady", windows: "sliding", limit: 10, share: 95, refused: 0.5 },
  { beside: "steady", windows: "by the clock", limit: 2, share: 95, refused: 6 },
  { beside: "steady", windows: "by the clock", limit: 5, share: 92, refused: 6 },
  { beside: "steady", windows: "by the clock", limit: 10, share: 95, refused: 1 },
  { beside: "in bursts", windows: "from the first request", limit: 10, share: 95, refused: 0.5 },
  { beside: "in bursts", windows: "sliding", limit: 2, share: 95, refused: 0.5 },
  { beside: "in bursts", windows: "by the clock", limit: 5, share: 85, refused: 8 },
  { beside: "on and off", windows: "from the first request", limit: 10, share: 65, refused: 2 },
  { beside: "on and off", windows: "sliding", limit: 5, share: 60, refused: 2 },
  { beside: "at random", windows: "from the first request", limit: 10, share: 70, refused: 6 },
  { beside: "at random", windows: "sliding", limit: 5, share: 65, refused: 5 },
];

for (const { beside, windows, limit, share, refused } of BESIDE) {
  test(`beside a second sender ${beside}, ${limit} a second, windows ${windows}: ${share} % used, under ${refused} % refused`, async () => {
    const { cold, warm } = await several({ beside, windows, limit, latencyMs: 200 }, 100);

    expect(Math.min(cold.share, warm.share)).toBeGreaterThan(share);
    expect(Math.max(cold.refused, warm.refused)).toBeLessThan(refused);
  });
}

test("whatever is late or early, no second of ours has more requests than the limit", () => {
  const waits = fc.array(fc.record({ idle: fc.nat(3_000), late: fc.nat(400) }), { minLength: 30, maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), waits, (limit, requests) => {
      const pacer = createPacer();
      learn(pacer, leave(pacer, -9_000), { limit, remaining: limit }, -8_900);
      const left: number[] = [];
      for (const { idle, late } of requests) {
        const asked = (left.at(-1) ?? 0) + (idle > 2_000 ? idle : 0);
        left.push(leave(pacer, nextSlot(pacer, asked) + (late > 300 ? late : 0)).at);
      }
      left.forEach((at, index) => {
        expect(at - (left[index - limit] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThan(1_000);
      });
    }),
  );
});

test("before the first answer two a second are assumed; what it says counts at once, and makes up for the wait", () => {
  const pacer = createPacer();
  const first = leave(pacer, 0);
  expect(nextSlot(pacer, 0)).toBeCloseTo(512.5);

  learn(pacer, first, { limit: 10, remaining: 9 }, 250);

  expect(nextSlot(pacer, 250)).toBe(250);
  leave(pacer, 250);
  expect([0, 1, 2].map((ahead) => nextSlot(pacer, 250, ahead))).toEqual([250, 307.5, 410]);
});

test("what is neither left nor ours is somebody else's: she is given half at first, then what she takes, until she has gone", () => {
  const pacer = createPacer();
  leave(pacer, -900);
  learn(pacer, leave(pacer, 0), { limit: 10, remaining: 7 }, 100);
  expect(nextSlot(pacer, 100, 1) - nextSlot(pacer, 100)).toBeCloseTo((0.9 * 1_025) / 5);

  leave(pacer, 1_500);
  expect(nextSlot(pacer, 1_500) - 1_500).toBeCloseTo(1_025 / 9);

  leave(pacer, 20_000);
  expect(nextSlot(pacer, 20_000) - 20_000).toBeCloseTo(1_025 / 10);
});

test("after a refusal nothing leaves before the time the provider named", () => {
  const pacer = createPacer();
  refuse(pacer, leave(pacer, 0), { allowance: { limit: 5, remaining: 0 }, now: 20, until: 5_000 });

  expect(nextSlot(pacer, 30)).toBe(5_000);
  expect(nextSlot(pacer, 30, 1)).toBeGreaterThan(5_000);
});

test("a refusal that only our own haste explains makes the margin wider, at most 45 ms", () => {
  const pacer = createPacer();
  const again = () => {
    for (const at of [0, 500]) leave(pacer, at);
    refuse(pacer, leave(pacer, 1_025), { allowance: { limit: 2, remaining: 0 }, now: 1_030, until: 1_030 });
    pacer.departures = [];
  };

  again();
  expect(pacer.margin).toBe(35);
  again();
  again();
  expect(pacer.margin).toBe(45);
});

test("an answer slower than most lets the request a window later wait as much longer, up to a tenth of a second", () => {
  const answered = (latencies: readonly number[]) => {
    const pacer = createPacer();
    for (const [index, latencyMs] of latencies.entries()) {
      const departure = leave(pacer, index * 600);
      learn(pacer, departure, { limit: 2, remaining: 1 }, departure.at + latencyMs);
    }
    return nextSlot(pacer, 2_500);
  };

  expect(answered([50, 50, 50, 50, 50])).toBe(1_800 + 1_025);
  expect(answered([50, 50, 50, 80, 50])).toBe(1_800 + 1_025 + 30);
  expect(answered([50, 50, 50, 480, 50])).toBe(1_800 + 1_025 + 100);
});

test("an answer of long ago tells the limit, and nothing of others", () => {
  const pacer = createPacer();
  const departure = leave(pacer, 0);
  learn(pacer, departure, { limit: 10, remaining: 0 }, 20_000);

  leave(pacer, 20_000);
  expect(nextSlot(pacer, 20_000) - 20_000).toBeCloseTo(102.5);
});
