/** The holidays the Worker carries, held day by day against the library they were written from. */

import holidayJp from "@holiday-jp/holiday_jp";
import { expect, test } from "vitest";
import { sourceOfHolidays } from "../../src/cli/holidays/source.ts";
import { isHoliday } from "../../src/domain/clock.ts";
import { FIXED_HOLIDAYS, MOVING_HOLIDAYS } from "../../src/domain/holidays.ts";
import { DAY } from "../../src/domain/numbers.ts";

const REMEDY = "src/domain/holidays.ts differs from @holiday-jp/holiday_jp → npm run holidays";
const FIRST_DAY = "2026-01-01";
const known = Object.keys(holidayJp.holidays).filter((date) => date >= FIRST_DAY);
const lastYear = Number(known.sort().at(-1)?.slice(0, 4));

test("each day until the library's last year is a holiday here when it is one in the library", () => {
  const ours = daysUntil(`${lastYear}-12-31`).filter((date) => isHoliday(parts(date)));
  expect(ours, REMEDY).toEqual(known);
});

test("the command writes what the Worker carries", () => {
  const source = sourceOfHolidays(Object.keys(holidayJp.holidays));
  const years = Object.entries(MOVING_HOLIDAYS).map(([year, days]) => `  ${year}: "${days}",`);
  expect(source, REMEDY).toContain(`FIXED_HOLIDAYS = "${FIXED_HOLIDAYS}";`);
  expect(source, REMEDY).toContain(`{\n${years.join("\n")}\n};\n`);
});

test("a library that knows other holidays makes another file", () => {
  const dates = ["2025-05-05", "2026-05-05", "2026-05-06", "2027-05-05"];
  const source = sourceOfHolidays(dates);
  expect(source).toContain('FIXED_HOLIDAYS = "5/5";');
  expect(source).toContain('\n  2026: "5/6",\n  2027: "",\n};\n');
});

test.each([
  ["元日", "2027-01-01"],
  ["春分の日, an equinox", "2027-03-21"],
  ["春分の日 振替休日, a substitute for a Sunday", "2027-03-22"],
  ["こどもの日 振替休日, a substitute three days after the Sunday", "2026-05-06"],
  ["休日, a day between two holidays", "2026-09-22"],
  ["秋分の日, an equinox that moves", "2028-09-22"],
  ["文化の日 振替休日", "2030-11-04"],
])("%s is a holiday", (_, date) => {
  expect(isHoliday(parts(date))).toBe(true);
});

test.each(["2026-11-02", "2026-12-25", "2027-12-31", "2028-02-29", "2028-09-23", "2027-01-23", "2027-11-01"])(
  "%s is an ordinary day",
  (date) => {
    expect(isHoliday(parts(date))).toBe(false);
  },
);

test("after the last year known, no day is a holiday", () => {
  const after = Date.UTC(lastYear + 1, 0, 1);
  const year = Array.from({ length: 366 }, (_, days) => isoDate(after + days * DAY));
  expect(year.filter((date) => isHoliday(parts(date)))).toEqual([]);
});

function daysUntil(last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(FIRST_DAY); at <= Date.parse(last); at += DAY) days.push(isoDate(at));
  return days;
}

function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function parts(date: string): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day };
}
