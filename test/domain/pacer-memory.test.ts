/** What the pacer remembers, and for how long: its own requests, other senders, and the limit a refusal told. */

import { expect, test } from "vitest";
import { createPacer, learn, leave, nextSlot, refuse } from "../../src/domain/pacer.ts";

const SECOND = 1_000;

test("an isolate that lives for long remembers the last ten seconds and no more", () => {
  const pacer = createPacer();
  for (let second = 1; second <= 600; second++) {
    const departure = leave(pacer, second * SECOND);
    learn(pacer, departure, { limit: 10, remaining: 5 }, second * SECOND);
  }

  expect(pacer.departures).toHaveLength(10);
  expect(pacer.sightings.length).toBeLessThanOrEqual(10);
});

test("a refusal that tells a smaller limit is believed at once", () => {
  const pacer = createPacer();
  learn(pacer, leave(pacer, 0), { limit: 10, remaining: 9 }, 0);

  const departure = leave(pacer, 100);
  refuse(pacer, departure, { allowance: { limit: 4, remaining: 0 }, now: 100, until: 1_100 });

  expect(pacer.limit).toBe(4);
});

test("a refusal that tells no limit leaves the one that was told last", () => {
  const pacer = createPacer();
  learn(pacer, leave(pacer, 0), { limit: 10, remaining: 9 }, 0);

  const departure = leave(pacer, 100);
  refuse(pacer, departure, { allowance: undefined, now: 100, until: 1_100 });

  expect(pacer.limit).toBe(10);
});

test("another sender who is known already is not given half again", () => {
  const pacer = createPacer();
  learn(pacer, leave(pacer, 0), { limit: 10, remaining: 8 }, 0);
  learn(pacer, leave(pacer, 3 * SECOND), { limit: 10, remaining: 8 }, 3 * SECOND);

  // Nine of a window of 1,025 ms are ours, and beside others we keep nine tenths of the even distance.
  const gap = nextSlot(pacer, 3 * SECOND) - 3 * SECOND;
  expect(gap).toBeLessThan(1_025 / 8);
});
