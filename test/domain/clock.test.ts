/** Her clock: known instants around the world, and the rule held against a slow reckoning without the library. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Clock, isZone, localDateAndTime, nextDue, nextDueFromNow } from "../../src/domain/clock.ts";
import { DAY, HOUR, LESSON_GAP, MINUTE } from "../../src/domain/numbers.ts";

const TOKYO: Clock = { zone: "Asia/Tokyo", minute: clockTime("21:30"), paceDays: 1, quietDays: 0 };
const SATURDAY_AND_SUNDAY = 32 + 64;
const EVERY_DAY = 127;

test.each([
  ["a minute before midnight", "2026-11-02T23:59:00+09:00", "2026-11-03T21:30:00+09:00"],
  ["a minute after midnight", "2026-11-03T00:01:00+09:00", "2026-11-04T21:30:00+09:00"],
  ["at the end of a month", "2026-11-30T21:30:00+09:00", "2026-12-01T21:30:00+09:00"],
  ["on the last day of a year", "2026-12-31T21:30:00+09:00", "2027-01-01T21:30:00+09:00"],
  ["before a leap day", "2028-02-28T21:30:00+09:00", "2028-02-29T21:30:00+09:00"],
  ["on a leap day", "2028-02-29T21:30:00+09:00", "2028-03-01T21:30:00+09:00"],
  ["before the first of March of an ordinary year", "2027-02-28T21:30:00+09:00", "2027-03-01T21:30:00+09:00"],
])("in Tokyo, who enrols %s has her next lesson on the evening of the next day", (_, sent, due) => {
  expect(iso(nextDue(TOKYO, 1, Date.parse(sent)))).toBe(iso(Date.parse(due)));
});

test.each([
  ["just 12 hours away is far enough", "2026-11-02T18:30:00.000+09:00", "2026-11-03T06:30:00+09:00"],
  ["a millisecond less is not", "2026-11-02T18:30:00.001+09:00", "2026-11-04T06:30:00+09:00"],
])("a morning %s", (_, sent, due) => {
  expect(iso(nextDue({ ...TOKYO, minute: clockTime("6:30") }, 1, Date.parse(sent)))).toBe(iso(Date.parse(due)));
});

test.each([
  [
    "New York, the hour that does not exist",
    "America/New_York",
    "2:30",
    "2027-03-13T02:30-05:00",
    "2027-03-14T03:30-04:00",
  ],
  ["New York, the day after it", "America/New_York", "2:30", "2027-03-14T03:30-04:00", "2027-03-15T02:30-04:00"],
  [
    "New York, the hour that comes twice",
    "America/New_York",
    "1:30",
    "2026-10-31T01:30-04:00",
    "2026-11-01T01:30-04:00",
  ],
  ["New York, the day after it", "America/New_York", "1:30", "2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00"],
  [
    "New York, the evening of a day of 23 hours",
    "America/New_York",
    "21:30",
    "2027-03-13T21:30-05:00",
    "2027-03-14T21:30-04:00",
  ],
  [
    "New York, the evening of a day of 25 hours",
    "America/New_York",
    "21:30",
    "2026-10-31T21:30-04:00",
    "2026-11-01T21:30-05:00",
  ],
  [
    "Lord Howe, the half hour that does not exist",
    "Australia/Lord_Howe",
    "2:15",
    "2026-10-03T02:15+10:30",
    "2026-10-04T02:45+11:00",
  ],
  [
    "Lord Howe, the half hour that comes twice",
    "Australia/Lord_Howe",
    "1:45",
    "2027-04-03T01:45+11:00",
    "2027-04-04T01:45+11:00",
  ],
  [
    "Cairo, a day that begins at one o'clock",
    "Africa/Cairo",
    "0:00",
    "2027-04-29T00:00+02:00",
    "2027-04-30T01:00+03:00",
  ],
  [
    "Kathmandu, a quarter of an hour off",
    "Asia/Kathmandu",
    "21:30",
    "2026-11-02T12:00+05:45",
    "2026-11-03T21:30+05:45",
  ],
  ["Kiritimati, 14 hours ahead", "Pacific/Kiritimati", "0:01", "2026-11-02T23:59+14:00", "2026-11-04T00:01+14:00"],
  ["Honolulu, 10 hours behind", "Pacific/Honolulu", "21:30", "2026-11-02T21:31-10:00", "2026-11-03T21:30-10:00"],
])("%s", (_, zone, time, sent, due) => {
  const clock = { ...TOKYO, zone, minute: clockTime(time) };
  expect(iso(nextDue(clock, 1, Date.parse(sent)))).toBe(iso(Date.parse(due)));
});

test.each([
  ["a lesson after quiet days comes on Monday", { quietDays: SATURDAY_AND_SUNDAY }, 1, "2026-11-09T21:30:00+09:00"],
  ["every day quiet counts as none", { quietDays: EVERY_DAY }, 1, "2026-11-07T21:30:00+09:00"],
  ["at the pace of a week a day is a week", { paceDays: 7 }, 1, "2026-11-13T21:30:00+09:00"],
  ["at the pace of a week two days are two weeks", { paceDays: 7 }, 2, "2026-11-20T21:30:00+09:00"],
  [
    "at the pace of a week on a quiet day it is one day later",
    { paceDays: 7, quietDays: 16 },
    1,
    "2026-11-14T21:30:00+09:00",
  ],
  ["a lesson without a wait comes at her next hour that is far enough", {}, 0, "2026-11-07T21:30:00+09:00"],
])("from a Friday evening, %s", (_, change, wait, due) => {
  const friday = Date.parse("2026-11-06T21:30:00+09:00");
  expect(iso(nextDue({ ...TOKYO, ...change }, wait, friday))).toBe(iso(Date.parse(due)));
});

test("who waits since long ago is due at her next hour, and who does not as usual", () => {
  const noon = Date.parse("2026-11-02T12:00:00+09:00");
  expect(iso(nextDueFromNow(TOKYO, 1, noon - 30 * DAY, noon))).toBe(iso(Date.parse("2026-11-02T21:30:00+09:00")));
  expect(iso(nextDueFromNow(TOKYO, 1, noon, noon))).toBe(iso(Date.parse("2026-11-03T21:30:00+09:00")));
});

test("a date is told in her zone, with the day of the week", () => {
  expect(localDateAndTime("Asia/Tokyo", Date.parse("2026-11-25T12:30:00Z"))).toBe("11月25日（水）21:30");
  expect(localDateAndTime("America/New_York", Date.parse("2026-11-25T12:05:00Z"))).toBe("11月25日（水）7:05");
});

test("only zones the platform knows are zones", () => {
  expect(["Asia/Tokyo", "UTC", "Asia/Kathmandu"].filter(isZone)).toHaveLength(3);
  expect(["", "Mars/Olympus", "Asia/Tokyo2", "日本"].filter(isZone)).toEqual([]);
});

const ZONES = [
  ...["Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"],
  ...["Europe/London", "America/St_Johns", "Africa/Cairo", "Pacific/Chatham", "Pacific/Honolulu", "Asia/Beirut"],
];
const clocks = fc.record({
  zone: fc.constantFrom(...ZONES),
  minute: fc.integer({ min: 0, max: 1439 }),
  paceDays: fc.constantFrom(1, 7),
  quietDays: fc.integer({ min: 0, max: 126 }),
});
const waits = fc.integer({ min: 0, max: 10 });
/** Within an hour of a quarter hour of a DST change, or anywhere between 2024 and 2034. */
const moments = fc.oneof(
  fc.integer({ min: Date.parse("2024-01-01"), max: Date.parse("2034-01-01") }),
  fc
    .tuple(fc.constantFrom("2027-03-12", "2026-10-31", "2026-10-03", "2027-04-03", "2027-04-29"), fc.nat(3 * DAY))
    .map(([day, after]) => Date.parse(day) + after),
);

test("a due time has her minute, unless a DST change removed it", () => {
  fc.assert(
    fc.property(clocks, waits, moments, (clock, wait, sentAt) => {
      const due = nextDue(clock, wait, sentAt);
      const { day, minute } = local(clock.zone, due);
      if (minute !== clock.minute) expect(instantsOf(clock, day)).toEqual([]);
    }),
  );
});

test("a due time is never on a quiet day, never nearer than 12 hours, and never before wait × pace days", () => {
  fc.assert(
    fc.property(clocks, waits, moments, (clock, wait, sentAt) => {
      const due = nextDue(clock, wait, sentAt);
      const { day } = local(clock.zone, due);
      expect(isQuiet(clock, day)).toBe(false);
      expect(due - sentAt).toBeGreaterThanOrEqual(LESSON_GAP);
      expect(day - local(clock.zone, sentAt).day).toBeGreaterThanOrEqual(wait * clock.paceDays * DAY);
    }),
  );
});

test("a due time is the first that the rule allows", () => {
  fc.assert(
    fc.property(clocks, waits, moments, (clock, wait, sentAt) => {
      let day = local(clock.zone, sentAt).day + wait * clock.paceDays * DAY;
      while (isQuiet(clock, day) || slowInstantOn(clock, day) < sentAt + LESSON_GAP) day += DAY;
      expect(iso(nextDue(clock, wait, sentAt))).toBe(iso(slowInstantOn(clock, day)));
    }),
  );
});

/** The local day, as UTC midnight of the same date, and the minute of that day: by Intl alone. */
function local(zone: string, at: number): { day: number; minute: number } {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { day: Date.UTC(year, month - 1, day), minute: hour * 60 + minute };
}

/** When her minute comes on this local day: once, twice, or never. */
function instantsOf(clock: Clock, day: number): number[] {
  const offsets = [offsetAt(clock.zone, day - DAY), offsetAt(clock.zone, day + 2 * DAY)];
  const candidates = [...new Set(offsets.map((offset) => day + clock.minute * MINUTE - offset))];
  const isHers = (at: number) => local(clock.zone, at).day === day && local(clock.zone, at).minute === clock.minute;
  return candidates.filter(isHers).sort((a, b) => a - b);
}

/** The first of them; for a minute that never comes, as late as it would have been without the change. */
function slowInstantOn(clock: Clock, day: number): number {
  return instantsOf(clock, day)[0] ?? day + clock.minute * MINUTE - offsetAt(clock.zone, day - DAY);
}

function offsetAt(zone: string, at: number): number {
  const minuteAt = Math.floor(at / MINUTE) * MINUTE;
  const { day, minute } = local(zone, minuteAt);
  return day + minute * MINUTE - minuteAt;
}

function isQuiet(clock: Clock, day: number): boolean {
  const weekday = (new Date(day).getUTCDay() + 6) % 7;
  return Math.floor(clock.quietDays / 2 ** weekday) % 2 === 1;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  formats.set(zone, format);
  return format;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function clockTime(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return (hour * HOUR + minute * MINUTE) / MINUTE;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
