/** The rule of her clock, for clocks, waits and moments drawn at random, held against a reckoning by hand. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Clock, nextDue } from "../../src/domain/clock.ts";
import { DAY, LESSON_GAP } from "../../src/domain/numbers.ts";
import { instantByHand, instantsOf, iso, isQuietByHand, local, nextDueByHand } from "./clock-by-hand.ts";

const ZONES = [
  ...["Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"],
  ...["Europe/London", "America/St_Johns", "Africa/Cairo", "Pacific/Chatham", "Pacific/Honolulu", "Asia/Beirut"],
];
const EVERY_WEEKDAY = 127;
const HOLIDAYS = 128;
const clocks = fc.record({
  zone: fc.constantFrom(...ZONES),
  minute: fc.integer({ min: 0, max: 1439 }),
  paceDays: fc.constantFrom(1, 7),
  quietDays: fc.oneof(
    fc.integer({ min: 0, max: 255 }),
    fc.nat(6).map((weekday) => EVERY_WEEKDAY + HOLIDAYS - 2 ** weekday),
  ),
});
const waits = fc.integer({ min: 0, max: 10 });
/** Around a DST change, among holidays, or anywhere until after the last year whose holidays are known. */
const moments = fc.oneof(
  fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2053-01-01") }),
  from(3, ["2027-03-12", "2026-10-31", "2026-10-03", "2027-04-03", "2027-04-29"]),
  from(10, ["2026-09-16", "2027-04-25", "2031-04-25", "2030-09-12", "2026-12-26", "2050-12-27"]),
);

function from(days: number, dates: string[]): fc.Arbitrary<number> {
  return fc.tuple(fc.constantFrom(...dates), fc.nat(days * DAY)).map(([date, after]) => Date.parse(date) + after);
}

/** Holds for 500 clocks, waits and moments. */
function always(holds: (clock: Clock, wait: number, sentAt: number) => void): void {
  fc.assert(fc.property(clocks, waits, moments, holds), { numRuns: 500 });
}

test("a due time is the first that the rule allows", () => {
  always((clock, wait, sentAt) => {
    expect(iso(nextDue(clock, wait, sentAt))).toBe(iso(nextDueByHand(clock, wait, sentAt)));
  });
});

test("a due time is never nearer than 12 hours, and never before wait × pace days", () => {
  always((clock, wait, sentAt) => {
    const due = nextDue(clock, wait, sentAt);
    expect(due - sentAt).toBeGreaterThanOrEqual(LESSON_GAP);
    expect(daysBetween(clock, sentAt, due)).toBeGreaterThanOrEqual(wait * clock.paceDays);
  });
});

test("a due time is never on a quiet day", () => {
  always((clock, wait, sentAt) => {
    expect(isQuietByHand(clock, local(clock.zone, nextDue(clock, wait, sentAt)).day)).toBe(false);
  });
});

test("a due time has her minute, and the first of two, unless a DST change removed it", () => {
  always((clock, wait, sentAt) => {
    const due = nextDue(clock, wait, sentAt);
    const [first] = instantsOf(clock, local(clock.zone, due).day);
    if (first !== undefined) expect(iso(due)).toBe(iso(first));
    else expect(local(clock.zone, due).minute).toBeGreaterThan(clock.minute);
  });
});

test("days before a due time are passed over for a reason: quiet, or nearer than 12 hours", () => {
  always((clock, wait, sentAt) => {
    const due = local(clock.zone, nextDue(clock, wait, sentAt)).day;
    const earliest = local(clock.zone, sentAt).day + wait * clock.paceDays * DAY;
    for (let day = earliest; day < due; day += DAY) {
      const tooNear = instantByHand(clock, day) - sentAt < LESSON_GAP;
      expect(isQuietByHand(clock, day) || tooNear, iso(day)).toBe(true);
    }
  });
});

test("whatever days are quiet, the search ends within four weeks of the wait", () => {
  always((clock, wait, sentAt) => {
    const days = daysBetween(clock, sentAt, nextDue(clock, wait, sentAt));
    expect(days - wait * clock.paceDays).toBeLessThanOrEqual(28);
  });
});

test("who is sent to later is due later, or at the same time", () => {
  fc.assert(
    fc.property(clocks, waits, moments, fc.nat(3 * DAY), (clock, wait, sentAt, after) => {
      expect(nextDue(clock, wait, sentAt + after)).toBeGreaterThanOrEqual(nextDue(clock, wait, sentAt));
    }),
    { numRuns: 500 },
  );
});

test("a longer wait and more quiet days never bring a lesson forward", () => {
  always((clock, wait, sentAt) => {
    const due = nextDue(clock, wait, sentAt);
    expect(nextDue(clock, wait + 1, sentAt)).toBeGreaterThanOrEqual(due);
    expect(nextDue({ ...clock, quietDays: 0 }, wait, sentAt)).toBeLessThanOrEqual(due);
  });
});

function daysBetween(clock: Clock, sentAt: number, due: number): number {
  return (local(clock.zone, due).day - local(clock.zone, sentAt).day) / DAY;
}
