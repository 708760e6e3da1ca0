/** Bursts: which hours and days are too full, and that nothing else is called one. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { BURST, DAY, HOUR } from "../../src/domain/numbers.ts";
import { burstsOf } from "../../src/domain/plan-bursts.ts";

const NOW = Date.parse("2026-11-02T12:00:00+09:00");

test("what the live course does anyway is no burst, nor twice as much", () => {
  const at = Math.ceil(NOW / HOUR) * HOUR;
  const mails = (readers: number) => [{ dueAt: at, lesson: "a", readers }];
  const named = (live: number, today: number, quota?: number) =>
    burstsOf({ live: mails(live), today: mails(today) }, quota).map(({ per, limit }) => `${per} ${limit}`);
  expect(named(5_000, 10_000)).toEqual([]);
  expect(named(5_000, 10_001)).toEqual(["hour 10000"]);
  expect(named(90, 95, 90)).toEqual(["hour 90"]);
  expect(named(120, 120, 90)).toEqual([]);
  expect(named(500_000, 800_000)).toEqual(["hour 720000"]);
});

test("a day beyond the provider's quota is a burst, though no hour of it is", () => {
  const hours = (readers: number) =>
    [1, 2, 3].map((hour) => ({ dueAt: NOW - (NOW % DAY) + DAY + hour * HOUR, lesson: "a", readers }));
  expect(burstsOf({ live: hours(20), today: hours(40) }, 90)).toMatchObject([
    { name: "burst:a", per: "day", mails: 120, limit: 90 },
  ]);
});

test("whatever comes when, an hour is named exactly when it has more than the limit", () => {
  const mails = fc.array(
    fc.record({
      dueAt: fc.nat(48).map((quarters) => quarters * 15 * 60_000),
      lesson: fc.constantFrom("a", "b"),
      readers: fc.integer({ min: 1, max: 1_500 }),
    }),
    { maxLength: 6 },
  );
  const fullest = (all: readonly { dueAt: number; readers: number }[]) =>
    Math.max(
      0,
      ...Array.from({ length: 13 }, (_, hour) =>
        all.filter(({ dueAt }) => Math.floor(dueAt / HOUR) === hour).reduce((sum, { readers }) => sum + readers, 0),
      ),
    );
  fc.assert(
    fc.property(mails, mails, (live, today) => {
      const limit = Math.max(BURST.floor, 2 * fullest(live));
      const bursts = burstsOf({ live, today }, undefined);
      expect(bursts.length > 0).toBe(fullest(today) > limit);
      expect(new Set(bursts.map(({ name }) => name)).size).toBe(bursts.length);
    }),
    { numRuns: 500 },
  );
});
