/** The dates of a course for a reader who is not there yet, and what is said of a choice that cannot be. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { localDateAndTime, nextDue } from "../../src/domain/clock.ts";
import type { Course } from "../../src/domain/course.ts";
import { LATEST_MINUTE } from "../../src/domain/numbers.ts";
import { firstTyped, simulate, type Typed } from "../../src/domain/simulation.ts";
import { zonesFor } from "../../src/domain/zones.ts";

const COURSE: Course = {
  key: "course",
  title: "",
  zone: "Asia/Tokyo",
  minute: 1290,
  finishedGetNewLessons: false,
  lessons: [
    { key: "a", subject: "a", preheader: "" },
    { key: "gone", subject: "gone", preheader: "", wait: 1, retired: true },
    { key: "b", subject: "b", preheader: "", wait: 1 },
    { key: "c", subject: "c", preheader: "", wait: 2 },
  ],
};

function told(change: Partial<Typed> = {}): string[] {
  const simulation = simulate(COURSE, { ...firstTyped(COURSE, "2026-11-20"), ...change });
  if (simulation.kind === "wrong") return [...simulation.problems];
  return simulation.days.map(
    ({ lesson, dueAt, why }) => `${lesson.key} ${localDateAndTime(simulation.clock.zone, dueAt)} ${why}`,
  );
}

test("whoever begins at noon gets the first at once and the others in turn, each with its reason", () => {
  expect(told()).toEqual([
    "a 11月20日（金）12:00 すぐにお届けします。",
    "b 11月21日（土）21:30 前の1通から1日後、21:30にお届けします。",
    "c 11月23日（月）21:30 前の1通から2日後、21:30にお届けします。",
  ]);
});

test("hour, zone, pace, quiet days and holidays all count", () => {
  expect(told({ hour: "06:30", at: "21:00" })[1]).toContain(
    "b 11月22日（日）6:30 前の1通から1日後。土曜は前の1通から12時間以内なので",
  );
  expect(told({ quietDays: 0b1110_0000 })).toEqual([
    "a 11月20日（金）12:00 すぐにお届けします。",
    "b 11月24日（火）21:30 前の1通から1日後。土曜・日曜はお休みの日、月曜は祝日なので、火曜の21:30になります。",
    "c 11月26日（木）21:30 前の1通から2日後、21:30にお届けします。",
  ]);
  expect(told({ pace: "7" })[2]).toContain("c 12月11日（金）21:30 週に1通のペースで、");
  expect(told({ zone: "America/New_York" })[0]).toContain("a 11月20日（金）12:00");
});

test.each<[string, Partial<Typed>, string[]]>([
  ["a date there is not", { date: "2026-02-30" }, ["no-date"]],
  ["no date", { date: "" }, ["no-date"]],
  ["a date of another time", { date: "1999-12-31" }, ["no-date"]],
  ["no time of beginning", { at: "noon" }, ["no-start"]],
  ["no hour", { hour: "25:00" }, ["no-time"]],
  ["an hour after the last", { hour: "23:59" }, ["too-late"]],
  ["an unknown zone", { zone: "Mars/Olympus" }, ["no-zone"]],
  ["another pace", { pace: "3" }, ["no-pace"]],
  ["no day left", { quietDays: 127 }, ["no-day"]],
  [
    "everything at once",
    { date: "x", at: "x", hour: "x", zone: "x", pace: "x", quietDays: 255 },
    ["no-date", "no-start", "no-zone", "no-time", "no-pace", "no-day"],
  ],
])("%s is told as what it is", (_, change, problems) => {
  expect(told(change)).toEqual(problems);
});

test("whatever is chosen, each lesson comes when the clock's rule says, in order, and ends", () => {
  const typed = fc.record<Typed>({
    date: fc
      .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
    at: fc.constantFrom("00:00", "12:00", "23:59"),
    hour: fc
      .integer({ min: 0, max: LATEST_MINUTE })
      .map((minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`),
    zone: fc.constantFrom(...zonesFor("Asia/Tokyo").map(([zone]) => zone)),
    pace: fc.constantFrom("1", "7"),
    quietDays: fc.integer({ min: 0, max: 255 }).filter((days) => (days & 127) !== 127),
  });
  fc.assert(
    fc.property(typed, (choice) => {
      const simulation = simulate(COURSE, choice);
      if (simulation.kind === "wrong") throw new Error(simulation.problems.join());
      const { clock, days } = simulation;
      expect(days.map(({ lesson }) => lesson.key)).toEqual(["a", "b", "c"]);
      const dates = days.map(({ dueAt }) => dueAt);
      expect(dates.slice(1)).toEqual(
        days.slice(1).map(({ lesson }, turn) => nextDue(clock, lesson.wait ?? 0, dates[turn] ?? 0)),
      );
    }),
    { numRuns: 300 },
  );
});
