/** Why a mail is not out yet: whatever the circumstances, one thing that holds it up is named. */

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Trouble } from "../../src/domain/late.ts";
import { DAY, HOUR, LEASE, MINUTE, UNKNOWN_UNTIL } from "../../src/domain/numbers.ts";
import { type House, type Owed, whyWaiting } from "../../src/domain/why-waiting.ts";
import { HoldupLine } from "../../src/pages/desk/holdup.tsx";

type Circumstances = House & Owed;

const NOW = Date.parse("2026-11-25T21:30:00+09:00");
const around = fc.integer({ min: NOW - 3 * DAY, max: NOW + DAY });
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });

const NO_TICK: Trouble = { kind: "no-tick", since: null };
const STOPPED: Trouble = { kind: "stopped", since: NOW - HOUR };
const PAUSED: Trouble = { kind: "paused", reason: "a test", until: NOW + HOUR };
const REPLANNING: Trouble = { kind: "replanning" };
const QUEUE: Trouble = { kind: "queue", waiting: 9, since: NOW - HOUR };

const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  now: fc.constant(NOW),
  next: maybe(fc.record({ lesson: fc.constant("fears"), dueAt: around })),
  isKeptFrom: fc.boolean(),
  onItsWay: maybe(
    fc.record({
      lesson: fc.constant("two-faces"),
      claimed_at: around,
      state: fc.constantFrom("open", "sealed", "closed"),
      attempts: fc.nat(9),
      leased_until: maybe(around),
      first_unknown_at: maybe(around),
    }),
  ),
  lastTickAt: maybe(around),
  troubles: fc.subarray<Trouble>([NO_TICK, STOPPED, PAUSED, REPLANNING, QUEUE]),
  quotaLeft: maybe(fc.nat(3)),
  isFull: fc.boolean(),
  dueReaders: fc.nat(60),
});

/** Nothing is in her way. */
const CLEAR: Circumstances = {
  now: NOW,
  next: { lesson: "fears", dueAt: NOW - HOUR },
  onItsWay: null,
  isKeptFrom: false,
  lastTickAt: NOW - 4 * MINUTE,
  troubles: [],
  quotaLeft: null,
  isFull: false,
  dueReaders: 1,
};

const OPEN = {
  lesson: "two-faces",
  claimed_at: NOW - HOUR,
  state: "open" as const,
  attempts: 1,
  leased_until: null,
  first_unknown_at: null,
};

test("whoever is overdue has a reason with a name and a sentence, in any combination of states", () => {
  fc.assert(
    fc.property(circumstances, (all) => {
      const late = whyWaiting(all);
      const isClaimed = all.onItsWay !== null && !(all.isKeptFrom && all.onItsWay.state === "open");
      if (isClaimed || (all.next && all.next.dueAt <= NOW)) expect(late).not.toBeNull();
      if (late) expect(String(HoldupLine({ ...late, zone: "Asia/Tokyo" }))).toMatch(/。<\/p>$/);
    }),
    { numRuns: 2000 },
  );
});

test("nothing is said to be in her way only when nothing is", () => {
  fc.assert(
    fc.property(circumstances, (all) => {
      if (whyWaiting(all)?.holdup.kind !== "nothing-in-the-way") return;
      expect(all).toMatchObject({ onItsWay: null, isKeptFrom: false, isFull: false });
      expect(all.troubles.filter((trouble) => trouble !== QUEUE)).toEqual([]);
      expect([all.quotaLeft, all.dueReaders <= 1, (all.lastTickAt ?? 0) >= (all.next?.dueAt ?? 0)]).toEqual([
        expect.toSatisfy((left: number | null) => left === null || left > 0),
        true,
        true,
      ]);
    }),
    { numRuns: 2000 },
  );
});

test("nothing is late while nothing is due", () => {
  expect(whyWaiting({ ...CLEAR, next: { lesson: "fears", dueAt: NOW + 1 }, troubles: [NO_TICK, PAUSED] })).toBeNull();
  expect(whyWaiting({ ...CLEAR, next: null })).toBeNull();
});

test.each<[string, Partial<Circumstances>, string]>([
  ["no tick, before any pause", { troubles: [STOPPED, NO_TICK] }, "no-tick"],
  ["a pause, before an edit", { troubles: [REPLANNING, PAUSED], quotaLeft: 0 }, "paused"],
  ["a stop", { troubles: [STOPPED] }, "stopped"],
  ["an edit", { troubles: [REPLANNING], quotaLeft: 0 }, "replanning"],
  ["others' batches that hang, which are not hers", { troubles: [QUEUE] }, "nothing-in-the-way"],
  ["due since the last tick", { next: { lesson: "fears", dueAt: NOW - MINUTE }, quotaLeft: 0 }, "next-tick"],
  ["a tick at work", { lastTickAt: NOW - 1000 }, "next-tick"],
  ["no quota", { quotaLeft: 0 }, "quota"],
  ["too many batches", { isFull: true, quotaLeft: 5 }, "full"],
  ["many others", { dueReaders: 60 }, "in-turn"],
  ["nothing at all", {}, "nothing-in-the-way"],
  ["a stop of hers, before all else", { isKeptFrom: true, troubles: [NO_TICK] }, "not-hers"],
  ["a stop of hers, while the lesson before is not handed over", { isKeptFrom: true, onItsWay: OPEN }, "not-hers"],
  ["a bell that was lost", { onItsWay: OPEN }, "bell-again"],
  ["a batch held by the pause", { onItsWay: OPEN, troubles: [PAUSED] }, "paused"],
  ["a rate limit", { onItsWay: { ...OPEN, leased_until: NOW + MINUTE } }, "trying-again"],
  ["no tick to ring", { onItsWay: OPEN, troubles: [NO_TICK] }, "no-tick"],
  ["a batch that is closed without her", { onItsWay: { ...OPEN, state: "closed" } }, "contradiction"],
  [
    "a request under way",
    { onItsWay: { ...OPEN, state: "sealed", first_unknown_at: NOW - 1, leased_until: NOW - 1 + LEASE } },
    "being-sent",
  ],
  [
    "an answer that never came, in spite of a pause",
    { onItsWay: { ...OPEN, state: "sealed", first_unknown_at: NOW - HOUR }, troubles: [PAUSED] },
    "answer-unknown",
  ],
  ["due this very moment", { next: { lesson: "fears", dueAt: NOW } }, "next-tick"],
  ["no tick at all yet", { lastTickAt: null }, "next-tick"],
  ["a tick that is just done", { lastTickAt: NOW - MINUTE, quotaLeft: 0 }, "quota"],
  ["a tick at the very moment it was due", { lastTickAt: NOW - HOUR, quotaLeft: 0 }, "quota"],
  ["a lease that is just over", { onItsWay: { ...OPEN, leased_until: NOW } }, "bell-again"],
  [
    "an open batch whose earlier answer was lost",
    { onItsWay: { ...OPEN, first_unknown_at: NOW - HOUR } },
    "bell-again",
  ],
  ["a sealed batch that nobody can have got", { onItsWay: { ...OPEN, state: "sealed" } }, "bell-again"],
  [
    "a first try whose lease is just over",
    { onItsWay: { ...OPEN, state: "sealed", first_unknown_at: NOW - LEASE, leased_until: NOW } },
    "answer-unknown",
  ],
  [
    "a later try under way",
    { onItsWay: { ...OPEN, state: "sealed", first_unknown_at: NOW - HOUR, leased_until: NOW + MINUTE } },
    "answer-unknown",
  ],
])("%s is named", (_, change, kind) => {
  const holdup = whyWaiting({ ...CLEAR, ...change })?.holdup;
  expect(holdup?.kind === "house" ? holdup.trouble.kind : holdup?.kind).toBe(kind);
});

test("it is said since when nobody knows, and until when it is asked for", () => {
  const onItsWay = { ...OPEN, state: "sealed" as const, first_unknown_at: NOW - HOUR };
  expect(whyWaiting({ ...CLEAR, onItsWay })).toEqual({
    since: OPEN.claimed_at,
    lesson: "two-faces",
    holdup: { kind: "answer-unknown", since: NOW - HOUR, until: NOW - HOUR + UNKNOWN_UNTIL },
  });
});
