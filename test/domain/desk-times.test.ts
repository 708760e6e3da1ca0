/** Weeks and times of the desk, in the course's zone. */

import { expect, test } from "vitest";
import { sheetTime, weekBegan } from "../../src/domain/desk-times.ts";

test.each([
  ["2026-11-02T00:00:00+09:00", "2026-11-02T00:00:00+09:00"],
  ["2026-11-01T23:59:59.999+09:00", "2026-10-26T00:00:00+09:00"],
  ["2026-11-08T23:59:59+09:00", "2026-11-02T00:00:00+09:00"],
  ["2027-01-01T08:00:00+09:00", "2026-12-28T00:00:00+09:00"],
])("at %s the week began at %s", (now, began) => {
  expect(new Date(weekBegan("Asia/Tokyo", Date.parse(now))).toISOString()).toBe(new Date(began).toISOString());
});

test("a week of another zone begins at its own midnight, also across a change of the clocks", () => {
  expect(weekBegan("Europe/Berlin", Date.parse("2026-10-25T12:00:00+01:00"))).toBe(
    Date.parse("2026-10-19T00:00:00+02:00"),
  );
});

test("a time is written as spreadsheets read it", () => {
  expect(sheetTime("Asia/Tokyo", Date.parse("2026-03-01T20:05:59Z"))).toBe("2026-03-02 05:05");
});
