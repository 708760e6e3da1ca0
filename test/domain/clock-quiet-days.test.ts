/** Quiet days: weekdays and Japan's public holidays on which a reader wants no lesson. */

import { expect, test } from "vitest";
import { type Clock, isHoliday, nextDue, nextDueFromNow } from "../../src/domain/clock.ts";
import { DAY } from "../../src/domain/numbers.ts";
import { clockTime, iso } from "./clock-by-hand.ts";

const TOKYO: Clock = { zone: "Asia/Tokyo", minute: clockTime("21:30"), paceDays: 1, quietDays: 0 };
const FRIDAY = 16;
const SATURDAY_AND_SUNDAY = 32 + 64;
const EVERY_WEEKDAY = 127;
const HOLIDAYS = 128;

test.each([
  ["Saturday and Sunday quiet: Monday", { quietDays: SATURDAY_AND_SUNDAY }, "2026-11-09T21:30:00+09:00"],
  ["all but Wednesday quiet: Wednesday", { quietDays: EVERY_WEEKDAY - 4 }, "2026-11-11T21:30:00+09:00"],
  ["all but Friday quiet: Friday in a week", { quietDays: EVERY_WEEKDAY - FRIDAY }, "2026-11-13T21:30:00+09:00"],
  ["every weekday quiet counts as none", { quietDays: EVERY_WEEKDAY }, "2026-11-07T21:30:00+09:00"],
  ["once a week, Friday quiet: Saturday", { quietDays: FRIDAY, paceDays: 7 }, "2026-11-14T21:30:00+09:00"],
])("from a Friday evening, %s", (_, change, due) => {
  const friday = Date.parse("2026-11-06T21:30:00+09:00");
  expect(iso(nextDue({ ...TOKYO, ...change }, 1, friday))).toBe(iso(Date.parse(due)));
});

test.each([
  ["文化の日, a Tuesday", HOLIDAYS, "2026-11-02T21:30:00+09:00", "2026-11-04T21:30:00+09:00"],
  ["文化の日, without the wish", 0, "2026-11-02T21:30:00+09:00", "2026-11-03T21:30:00+09:00"],
  ["敬老の日, 休日 and 秋分の日 in a row", HOLIDAYS, "2026-09-20T21:30:00+09:00", "2026-09-24T21:30:00+09:00"],
  [
    "the same after a weekend",
    HOLIDAYS + SATURDAY_AND_SUNDAY,
    "2026-09-18T21:30:00+09:00",
    "2026-09-24T21:30:00+09:00",
  ],
  ["five days in May, the last a substitute", HOLIDAYS, "2026-05-02T21:30:00+09:00", "2026-05-07T21:30:00+09:00"],
  ["春分の日 on a Sunday and its substitute", HOLIDAYS, "2027-03-20T21:30:00+09:00", "2027-03-23T21:30:00+09:00"],
  ["秋分の日 a day earlier than most years", HOLIDAYS, "2028-09-21T21:30:00+09:00", "2028-09-23T21:30:00+09:00"],
  ["元日, and no other day of a new year", HOLIDAYS, "2026-12-31T21:30:00+09:00", "2027-01-02T21:30:00+09:00"],
  ["元日 on a Sunday and its substitute", HOLIDAYS, "2033-12-31T21:30:00+09:00", "2034-01-03T21:30:00+09:00"],
  ["not Christmas", HOLIDAYS, "2026-12-24T21:30:00+09:00", "2026-12-25T21:30:00+09:00"],
  ["every weekday and holidays count as none", 255, "2026-11-02T21:30:00+09:00", "2026-11-03T21:30:00+09:00"],
  ["勤労感謝の日 in 24 years", HOLIDAYS, "2050-11-22T21:30:00+09:00", "2050-11-24T21:30:00+09:00"],
  ["a new year nobody knows yet: weekdays only", HOLIDAYS, "2199-12-31T21:30:00+09:00", "2200-01-01T21:30:00+09:00"],
])("holidays: %s", (_, quietDays, sent, due) => {
  expect(iso(nextDue({ ...TOKYO, quietDays }, 1, Date.parse(sent)))).toBe(iso(Date.parse(due)));
});

test.each([
  ["New York", "America/New_York", "2026-11-02T21:30-05:00", "2026-11-04T21:30-05:00"],
  ["Kiritimati", "Pacific/Kiritimati", "2026-11-02T21:30+14:00", "2026-11-04T21:30+14:00"],
  ["Kathmandu", "Asia/Kathmandu", "2026-11-02T21:30+05:45", "2026-11-04T21:30+05:45"],
])("a reader in %s has Japan's holidays by her own date", (_, zone, sent, due) => {
  const clock = { ...TOKYO, zone, quietDays: HOLIDAYS };
  expect(iso(nextDue(clock, 1, Date.parse(sent)))).toBe(iso(Date.parse(due)));
});

test("who waits since long ago is not sent to on a holiday either", () => {
  const holidayNoon = Date.parse("2026-11-03T12:00:00+09:00");
  const due = nextDueFromNow({ ...TOKYO, quietDays: HOLIDAYS }, 1, holidayNoon - 30 * DAY, holidayNoon);
  expect(iso(due)).toBe(iso(Date.parse("2026-11-04T21:30:00+09:00")));
});

test("with one weekday left and holidays quiet, three weeks is the longest from lesson to lesson in 25 years", () => {
  const longest = [0, 1, 2, 3, 4, 5, 6].map((weekday) => {
    const clock = { ...TOKYO, quietDays: EVERY_WEEKDAY + HOLIDAYS - 2 ** weekday };
    let [at, days] = [Date.parse("2026-01-01T21:30:00+09:00"), 0];
    while (at < Date.parse("2051-01-01T00:00:00+09:00")) {
      const due = nextDue(clock, 1, at);
      [at, days] = [due, Math.max(days, (due - at) / DAY)];
    }
    return days;
  });
  expect(Math.max(...longest)).toBe(21);
});

test("a holiday is asked of a date, not of a moment", () => {
  expect(isHoliday({ year: 2026, month: 11, day: 3 })).toBe(true);
  expect(isHoliday({ year: 2026, month: 1, day: 13 })).toBe(false);
});
