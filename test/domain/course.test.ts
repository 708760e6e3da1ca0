/** A course as data: its keys, the lessons that are still sent, and the clock with which its readers begin. */

import { expect, test } from "vitest";
import { defaultClock } from "../../src/domain/clock.ts";
import { activeLessons, type Course, hourWords, KEY_PATTERN } from "../../src/domain/course.ts";

test.each(["a", "step-1-words", "Two_Faces", "-", "k".repeat(64)])("%s may be a key", (key) => {
  expect(KEY_PATTERN.test(key)).toBe(true);
});

test.each(["", "two faces", "faces!", "!faces", "朝", "a.b", "a\n", "k".repeat(65)])("%j may not be a key", (key) => {
  expect(KEY_PATTERN.test(key)).toBe(false);
});

test("lessons that were taken out are not sent; the others keep their order", () => {
  const lessons = ["c", "a", "b"].map((key) => ({ key, subject: "", preheader: "" }));
  const course: Course = {
    key: "course",
    title: "",
    zone: "Asia/Tokyo",
    minute: 1290,
    finishedGetNewLessons: false,
    lessons: [...lessons.slice(0, 2), { key: "out", subject: "", preheader: "", retired: true }, ...lessons.slice(2)],
  };
  expect(activeLessons(course)).toEqual(lessons);
});

test("a reader begins with the course's zone and hour, a lesson a day, and no quiet day", () => {
  expect(defaultClock({ zone: "Europe/Berlin", minute: 7 * 60 })).toEqual({
    zone: "Europe/Berlin",
    minute: 7 * 60,
    paceDays: 1,
    quietDays: 0,
  });
});

test.each([
  [21 * 60 + 30, "21時30分"],
  [7 * 60, "7時"],
  [5, "0時5分"],
])("minute %i of the day is said as %s", (minute, words) => {
  expect(hourWords({ minute })).toBe(words);
});
