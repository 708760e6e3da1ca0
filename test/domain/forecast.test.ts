/** The forecast of one reader's lessons, and the sentence that says why the next one comes when it comes. */

import { expect, test } from "vitest";
import { type Clock, defaultClock, localDateAndTime } from "../../src/domain/clock.ts";
import type { Course } from "../../src/domain/course.ts";
import { forecast, type Standing } from "../../src/domain/forecast.ts";
import { HOUR } from "../../src/domain/numbers.ts";
import { whyDue } from "../../src/domain/why-due.ts";

const LESSONS = ["a", "b", "c", "d"].map((key, at) => ({
  key,
  subject: key,
  preheader: "",
  ...(at ? { wait: 1 } : {}),
}));
const COURSE: Course = {
  key: "course",
  title: "",
  zone: "Asia/Tokyo",
  minute: 21 * 60 + 30,
  finishedGetNewLessons: false,
  lessons: LESSONS,
};
const CLOCK = defaultClock(COURSE);
const MONDAY_NOON = jst("2026-11-02T12:00");

function jst(text: string): number {
  return Date.parse(`${text}:00+09:00`);
}

function standing(change: Partial<Standing> = {}): Standing {
  const had = new Set(["a"]);
  const due = jst("2026-11-03T21:30");
  return { had, last: "a", nextLesson: "b", nextDueAt: due, lastAt: MONDAY_NOON, completed: false, ...change };
}

function told(clock: Clock, one: Standing, now = MONDAY_NOON, course = COURSE): string[] {
  return forecast(course, clock, one, now).map(
    ({ lesson, dueAt }) => `${lesson.key} ${localDateAndTime(clock.zone, dueAt)}`,
  );
}

test("all lessons to come are told with day and hour, the next as the table has it", () => {
  expect(told(CLOCK, standing())).toEqual(["b 11月3日（火）21:30", "c 11月4日（水）21:30", "d 11月5日（木）21:30"]);
});

test("a weekly pace and her quiet days are reckoned with", () => {
  const weekly = { ...CLOCK, paceDays: 7, quietDays: 0b10 };
  expect(told(weekly, standing({ nextDueAt: jst("2026-11-11T21:30") }))).toEqual([
    "b 11月11日（水）21:30",
    "c 11月18日（水）21:30",
    "d 11月25日（水）21:30",
  ]);
});

test("when the next is overdue, what follows is dated from now", () => {
  expect(told(CLOCK, standing(), jst("2026-11-06T09:00"))).toEqual([
    "b 11月3日（火）21:30",
    "c 11月7日（土）21:30",
    "d 11月8日（日）21:30",
  ]);
});

test("an edit that the engine has not planned with yet is foreseen as it will plan it", () => {
  const lessons = LESSONS.map((lesson) => (lesson.key === "b" ? { ...lesson, retired: true as const } : lesson));
  expect(told(CLOCK, standing(), MONDAY_NOON, { ...COURSE, lessons })).toEqual([
    "c 11月3日（火）21:30",
    "d 11月4日（水）21:30",
  ]);
});

test("who has finished is told of nothing, unless finished readers get what is appended", () => {
  const had = new Set(["a", "b", "c"]);
  const finished = standing({ had, last: "c", nextLesson: null, nextDueAt: null, completed: true });
  expect(told(CLOCK, finished)).toEqual([]);
  expect(told(CLOCK, finished, MONDAY_NOON, { ...COURSE, finishedGetNewLessons: true })).toEqual([
    "d 11月3日（火）21:30",
  ]);
});

test("who started again from a lesson and has had none of that part begins with it", () => {
  const begun = {
    had: new Set<string>(),
    last: null,
    from: "c",
    nextLesson: "c",
    nextDueAt: MONDAY_NOON,
    lastAt: null,
  };
  expect(told(CLOCK, standing(begun))).toEqual(["c 11月2日（月）12:00", "d 11月3日（火）21:30"]);
});

function why(dueAt: string, clock: Partial<Clock> = {}, times: { lastAt?: number | null; now?: number } = {}): string {
  const { lastAt = MONDAY_NOON, now = MONDAY_NOON } = times;
  return whyDue({ ...CLOCK, ...clock }, 1, { dueAt: jst(dueAt), lastAt, now });
}

test("the reason is the wait and her hour", () => {
  expect(why("2026-11-03T21:30")).toBe("前の1通から1日後、21:30にお届けします。");
  expect(why("2026-11-09T06:30", { paceDays: 7, minute: 390 })).toBe(
    "週に1通のペースで、前の1通から7日後、6:30にお届けします。",
  );
});

test("the reason names the days that were passed over", () => {
  expect(why("2026-11-04T21:30", { quietDays: 0b10 })).toBe(
    "前の1通から1日後。火曜はお休みの日なので、水曜の21:30になります。",
  );
  expect(why("2026-11-05T21:30", { quietDays: 0b1000_0100 })).toBe(
    "前の1通から1日後。火曜は祝日、水曜はお休みの日なので、木曜の21:30になります。",
  );
  expect(why("2026-11-08T21:30", { quietDays: 0b11_1110 })).toBe(
    "前の1通から1日後。火曜・水曜・木曜・金曜・土曜はお休みの日なので、日曜の21:30になります。",
  );
});

test("the reason names the twelve hours between two mails", () => {
  const lastAt = jst("2026-11-02T21:30");
  expect(why("2026-11-04T06:30", { minute: 390 }, { lastAt })).toBe(
    "前の1通から1日後。火曜は前の1通から12時間以内なので、水曜の6:30になります。",
  );
});

test("a date that is not the rule's own is told by its distance, and what is late comes soon", () => {
  expect(why("2026-11-05T21:30")).toBe("前の1通から3日後、21:30にお届けします。");
  expect(why("2026-11-02T18:00")).toBe("前の1通と同じ日、18:00にお届けします。");
  expect(why("2026-11-02T11:00")).toBe("順番が来ています。まもなくお届けします。");
});

test("the first lesson leaves at once, or on its date", () => {
  expect(why("2026-11-02T12:00", {}, { lastAt: null })).toBe("すぐにお届けします。");
  expect(why("2026-11-02T18:00", {}, { lastAt: null, now: MONDAY_NOON + HOUR })).toBe(
    "11月2日（月）18:00にお届けします。",
  );
});

test("before her first lesson the next one is due as the table says, and without a date at once", () => {
  const first = { had: new Set<string>(), last: null, nextLesson: "a", lastAt: null };
  expect(told(CLOCK, standing({ ...first, nextDueAt: jst("2026-11-02T12:05") }))[0]).toBe("a 11月2日（月）12:05");
  expect(told(CLOCK, standing({ ...first, nextDueAt: null }))[0]).toBe("a 11月2日（月）12:00");
  const moved = standing({ ...first, nextLesson: "gone", nextDueAt: jst("2026-11-02T12:05") });
  expect(told(CLOCK, moved)[0]).toBe("a 11月2日（月）12:05");
});

test("a lesson without a date, and a lesson without a wait, are reckoned from the last one", () => {
  expect(told(CLOCK, standing({ nextDueAt: null }))[0]).toBe("b 11月3日（火）21:30");
  const lessons = LESSONS.map(({ key, subject, preheader }) => ({ key, subject, preheader }));
  const soon = standing({ nextLesson: "gone", nextDueAt: jst("2026-11-09T09:00") });
  expect(told(CLOCK, soon, MONDAY_NOON, { ...COURSE, lessons })[0]).toBe("b 11月3日（火）21:30");
});

test("who has had everything has nothing to come", () => {
  const had = new Set(LESSONS.map(({ key }) => key));
  expect(told(CLOCK, standing({ had, last: "d", nextLesson: null, nextDueAt: null }))).toEqual([]);
});
