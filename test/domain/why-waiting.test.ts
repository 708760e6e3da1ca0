/** Why a mail is not out yet: whatever the circumstances, one thing that holds it up is named. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, HOUR, LEASE, MINUTE, UNKNOWN_UNTIL, UNTIL_RESUMED } from "../../src/domain/numbers.ts";
import { type Circumstances, holdupWords, OVERDUE, whyWaiting } from "../../src/domain/why-waiting.ts";

const NOW = Date.parse("2026-11-25T21:30:00+09:00");
const around = fc.integer({ min: NOW - 3 * DAY, max: NOW + DAY });
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });

const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  now: fc.constant(NOW),
  dueAt: maybe(around),
  onItsWay: maybe(
    fc.record({
      claimedAt: around,
      state: fc.constantFrom("open", "sealed", "closed"),
      attempts: fc.nat(9),
      leasedUntil: maybe(around),
      firstUnknownAt: maybe(around),
    }),
  ),
  lastTickAt: maybe(around),
  pausedUntil: maybe(fc.oneof(around, fc.constant(UNTIL_RESUMED))),
  pauseReason: maybe(
    fc.constantFrom("by hand", "the provider's daily quota is used up", "3 complaints on 9 mails", ""),
  ),
  isReplanning: fc.boolean(),
  quotaLeft: maybe(fc.nat(3)),
  isFull: fc.boolean(),
  dueReaders: fc.nat(60),
});

/** Nothing is in her way. */
const CLEAR: Circumstances = {
  now: NOW,
  dueAt: NOW - HOUR,
  onItsWay: null,
  lastTickAt: NOW - 4 * MINUTE,
  pausedUntil: null,
  pauseReason: null,
  isReplanning: false,
  quotaLeft: null,
  isFull: false,
  dueReaders: 1,
};

const OPEN = {
  claimedAt: NOW - HOUR,
  state: "open" as const,
  attempts: 1,
  leasedUntil: null,
  firstUnknownAt: null,
};

test("whoever is overdue has a reason with a name and a sentence, in any combination of states", () => {
  fc.assert(
    fc.property(circumstances, (all) => {
      const isOverdue = all.onItsWay !== null || (all.dueAt !== null && all.dueAt <= NOW - OVERDUE);
      const holdup = whyWaiting(all);
      if (isOverdue) expect(holdup).not.toBeNull();
      if (holdup) expect(holdupWords(holdup, "Asia/Tokyo")).toMatch(/。$/);
    }),
    { numRuns: 2000 },
  );
});

test("nothing is said to be in her way only when nothing is", () => {
  fc.assert(
    fc.property(circumstances, (all) => {
      if (whyWaiting(all)?.kind !== "nothing-in-the-way") return;
      expect(all).toMatchObject({ onItsWay: null, isReplanning: false, isFull: false });
      expect([all.quotaLeft, all.dueReaders <= 1, (all.lastTickAt ?? 0) >= (all.dueAt ?? 0)]).toEqual([
        expect.toSatisfy((left: number | null) => left === null || left > 0),
        true,
        true,
      ]);
    }),
    { numRuns: 2000 },
  );
});

test("nothing is late while nothing is due", () => {
  expect(whyWaiting({ ...CLEAR, dueAt: NOW + 1, pausedUntil: UNTIL_RESUMED, lastTickAt: null })).toBeNull();
  expect(whyWaiting({ ...CLEAR, dueAt: null })).toBeNull();
});

test.each<[string, Partial<Circumstances>, string]>([
  ["no tick ever", { lastTickAt: null }, "no-tick"],
  ["no tick for twenty minutes, before any pause", { lastTickAt: NOW - 20 * MINUTE, pausedUntil: NOW + 1 }, "no-tick"],
  ["a pause", { pausedUntil: NOW + HOUR, pauseReason: "by hand", isReplanning: true }, "paused"],
  ["a pause that is over", { pausedUntil: NOW, dueReaders: 9 }, "in-turn"],
  ["an edit", { isReplanning: true, quotaLeft: 0 }, "replanning"],
  ["due since the last tick", { dueAt: NOW - MINUTE, quotaLeft: 0 }, "next-tick"],
  ["a tick at work", { lastTickAt: NOW - 1000 }, "next-tick"],
  ["no quota", { quotaLeft: 0 }, "quota"],
  ["too many batches", { isFull: true, quotaLeft: 5 }, "full"],
  ["many others", { dueReaders: 60 }, "in-turn"],
  ["nothing at all", {}, "nothing-in-the-way"],
  ["a bell that was lost", { onItsWay: OPEN }, "bell-again"],
  ["a batch held by the pause", { onItsWay: OPEN, pausedUntil: NOW + HOUR }, "paused"],
  ["a rate limit", { onItsWay: { ...OPEN, leasedUntil: NOW + MINUTE } }, "trying-again"],
  ["no tick to ring", { onItsWay: OPEN, lastTickAt: null }, "no-tick"],
  ["a batch that is closed without her", { onItsWay: { ...OPEN, state: "closed" } }, "contradiction"],
  [
    "a request under way",
    { onItsWay: { ...OPEN, state: "sealed", firstUnknownAt: NOW - 1, leasedUntil: NOW - 1 + LEASE } },
    "being-sent",
  ],
  [
    "an answer that never came, in spite of a pause",
    { onItsWay: { ...OPEN, state: "sealed", firstUnknownAt: NOW - HOUR }, pausedUntil: NOW + HOUR },
    "answer-unknown",
  ],
])("%s is named", (_, change, kind) => {
  expect(whyWaiting({ ...CLEAR, ...change })?.kind).toBe(kind);
});

test("the sentence says until when, and what to do when only the author can end it", () => {
  const words = (change: Partial<Circumstances>) => {
    const holdup = whyWaiting({ ...CLEAR, ...change });
    return holdup && holdupWords(holdup, "Asia/Tokyo");
  };
  expect(words({ pausedUntil: NOW + HOUR, pauseReason: "the provider's daily quota is used up" })).toBe(
    "全体の送信が、11月25日（水）22:30まで休んでいます（送信サービスの送れる通数を使いきったため：the provider's daily quota is used up）。そのあと自動で届きます。",
  );
  expect(words({ pausedUntil: UNTIL_RESUMED, pauseReason: "a reason of its own" })).toContain(
    "（a reason of its own）。npm run resume -- --remote",
  );
  expect(words({ lastTickAt: NOW - HOUR })).toContain("11月25日（水）20:30から来ていません");
  const sealed = { ...OPEN, state: "sealed" as const, firstUnknownAt: NOW - UNKNOWN_UNTIL + HOUR };
  expect(words({ onItsWay: sealed })).toContain("11月25日（水）22:30まで確かめつづけます");
});
