/** What the author reads of a reader's next lesson: which, when and why, in a sentence. */

import { expect, test } from "vitest";
import { type Clock, HOLIDAYS, nextDue } from "../../src/domain/clock.ts";
import type { Course } from "../../src/domain/course.ts";
import { whyNext, whyThen } from "../../src/domain/why-next.ts";

const KEYS = ["guide", "faces", "gone", "fears", "words"];
const course: Course = {
  ...{ key: "c", title: "c", zone: "Asia/Tokyo", minute: 21 * 60 + 30, finishedGetNewLessons: false },
  lessons: KEYS.map((key, at) => ({
    ...{ key, subject: key, preheader: key },
    ...(at === 0 ? {} : { wait: 1 }),
    ...(key === "gone" ? { retired: true as const } : {}),
  })),
};
const usual: Clock = { zone: "Asia/Tokyo", minute: 21 * 60 + 30, paceDays: 1, quietDays: 0 };
const at = (text: string) => Date.parse(text);
const lesson = (key: string) => course.lessons.find((one) => one.key === key) ?? { key, subject: key, preheader: key };

function said(clock: Clock, key: string, lastAt: number): string {
  return whyNext(course, clock, { lesson: lesson(key), dueAt: nextDue(clock, 1, lastAt) }, { lastAt });
}

test("a day later at the hour of the course; what was taken out of it is not counted", () => {
  expect(said(usual, "fears", at("2026-11-24T21:30:00+09:00"))).toBe(
    "3通目「fears」は、11月25日（水）21:30に送ります。前の1通から1日後です。21:30は、このコースの時刻です。",
  );
});

test("a holiday and her own days off are passed over, at the hour that she chose", () => {
  const hers = { ...usual, minute: 6 * 60 + 30, quietDays: HOLIDAYS | (1 << 6) };
  expect(said(hers, "words", at("2026-11-21T12:00:00+09:00"))).toBe(
    "4通目「words」は、11月24日（火）6:30に送ります。前の1通から1日後です。日曜は本人が休みにした日、月曜は祝日なので、火曜になりました。6:30は、本人が選んだ朝の時刻です。",
  );
});

test("once a week, and abroad with the author's own hour beside hers", () => {
  const hers = { ...usual, zone: "America/New_York", paceDays: 7 };
  expect(said(hers, "faces", at("2026-11-02T21:30:00-05:00"))).toBe(
    "2通目「faces」は、11月9日（月）21:30（America/New_York。こちらの時刻では11月10日（火）11:30）に送ります。前の1通から7日後（本人が選んだ、週に1通のペース）です。21:30は、本人が選んだ夜の時刻です。",
  );
});

test("a date that is none of the rule's is told as it is", () => {
  const dueAt = at("2026-11-27T10:00:00+09:00");
  expect(whyThen(course, usual, { lesson: lesson("fears"), dueAt }, { lastAt: at("2026-11-24T21:30:00+09:00") })).toBe(
    "前の1通から3日後です。",
  );
  expect(whyThen(course, usual, { lesson: lesson("guide"), dueAt }, { lastAt: null })).toBe(
    "確認がすみしだい、すぐに送る1通です。",
  );
});

test.each([
  [4 * 60, "朝の"],
  [12 * 60, "昼の"],
  [17 * 60, "夕方の"],
  [22 * 60, "夜の"],
  [60, "夜の"],
])("minute %i of the day is %s", (minute, words) => {
  expect(said({ ...usual, minute }, "fears", at("2026-11-24T21:30:00+09:00"))).toContain(
    `本人が選んだ${words}時刻です`,
  );
});
