/** What a reader chooses of her clock: how an hour is read, and what stays as it is. */

import { expect, test } from "vitest";
import { ALL_WEEKDAYS, HOLIDAYS } from "../../src/domain/clock.ts";
import { chosenClock, minuteOf } from "../../src/domain/clock-choice.ts";
import { LATEST_MINUTE } from "../../src/domain/numbers.ts";
import { zonesFor } from "../../src/domain/zones.ts";

const HERS = { zone: "Asia/Tokyo", minute: 1290, paceDays: 1, quietDays: 3 };

test.each([
  ["6:30", 390],
  ["06:30", 390],
  ["06:30:00", 390],
  ["６：３０", 390],
  [" 0:00 ", 0],
  ["23:59", 1439],
])("%j is the %dth minute of the day", (typed, minute) => {
  expect(minuteOf(typed)).toBe(minute);
});

test.each(["", "24:00", "6:60", "6", "6:3", "-1:30", "6:30pm", "noon", "6:30:15"])("%j is no hour", (typed) => {
  expect(minuteOf(typed)).toBeNaN();
});

test("what she does not choose stays as it is", () => {
  expect(chosenClock(HERS, {})).toEqual({ clock: HERS });
  expect(chosenClock(HERS, { zone: undefined, minute: 390 })).toEqual({ clock: { ...HERS, minute: 390 } });
  expect(chosenClock(HERS, { quietDays: 0 })).toEqual({ clock: { ...HERS, quietDays: 0 } });
});

test("an hour or a zone that she has already is no reason to refuse something else", () => {
  const late = { ...HERS, zone: "Asia/Kathmandu", minute: 1439 };
  expect(chosenClock(late, { paceDays: 7 })).toEqual({ clock: { ...late, paceDays: 7 } });
  expect(chosenClock(HERS, { zone: "Asia/Kathmandu" })).toEqual({ problem: "no-zone" });
  expect(zonesFor("Asia/Kathmandu").at(-1)).toEqual(["Asia/Kathmandu", "Asia/Kathmandu"]);
});

test.each([
  [{ minute: Number.NaN }, "no-time"],
  [{ minute: 6.5 }, "no-time"],
  [{ minute: -1 }, "no-time"],
  [{ minute: LATEST_MINUTE + 1 }, "too-late"],
  [{ zone: "Mars/Olympus" }, "no-zone"],
  [{ quietDays: -1 }, "no-day"],
  [{ quietDays: -128 }, "no-day"],
  [{ quietDays: (ALL_WEEKDAYS | HOLIDAYS) + 1 }, "no-day"],
  [{ quietDays: ALL_WEEKDAYS }, "no-day"],
  [{ quietDays: ALL_WEEKDAYS | HOLIDAYS }, "no-day"],
  [{ paceDays: 2 }, "no-pace"],
])("%j is refused: %s", (choice, problem) => {
  expect(chosenClock(HERS, choice)).toEqual({ problem });
});

test.each([
  { minute: 0 },
  { minute: LATEST_MINUTE },
  { quietDays: (ALL_WEEKDAYS | HOLIDAYS) - 1 },
  { quietDays: HOLIDAYS },
  { paceDays: 7 },
  { zone: "Pacific/Honolulu" },
])("%j is taken", (choice) => {
  expect(chosenClock(HERS, choice)).toEqual({ clock: { ...HERS, ...choice } });
});

test("a zone of the list stands in it once", () => {
  expect(zonesFor("Europe/London")).toBe(zonesFor("Asia/Tokyo"));
  expect(zonesFor("Asia/Kathmandu")).toHaveLength(zonesFor("Asia/Tokyo").length + 1);
});
