/** What comes next for a reader, when and why, in one sentence that the author can read to her on the telephone. */

import {
  type Clock,
  daysBetween,
  localDateAndTime,
  localParts,
  minuteWords,
  type PassedDay,
  reckonDue,
} from "./clock.ts";
import { activeLessons, type Course } from "./course.ts";
import type { Coming } from "./forecast.ts";
import { lessonOfKey } from "./place.ts";

/** When the lesson before it went out (unix ms), or null for the first. */
type Before = { readonly lastAt: number | null };

/** 「4通目『…』は、11月24日（火）21:30に送ります。前の1通から2日後。月曜は祝日なので火曜になりました。21:30は、本人が選んだ時刻です。」 */
export function whyNext(course: Course, clock: Clock, coming: Coming, { lastAt }: Before): string {
  const { lesson, dueAt } = coming;
  return `${nameOf(course, lesson.key)}は、${whenWords(course, clock, dueAt)}に送ります。${whyThen(course, clock, coming, { lastAt })}`;
}

/** Why it has this date; for each of the lessons to come. */
export function whyThen(course: Course, clock: Clock, { lesson, dueAt }: Coming, { lastAt }: Before): string {
  if (lastAt === null) return "確認がすみしだい、すぐに送る1通です。";
  const hour = hourOf(course, clock);
  const waitDays = (lesson.wait ?? 0) * clock.paceDays;
  const { dueAt: byRule, passed } = reckonDue(clock, lesson.wait ?? 0, lastAt);
  if (byRule !== dueAt)
    return `前の1通から${daysLater(daysBetween(clock.zone, lastAt, dueAt))}です。${atHer(clock, dueAt, hour)}`;
  const pace = clock.paceDays === 7 ? "（本人が選んだ、週に1通のペース）" : "";
  const { weekday } = localParts(clock.zone, dueAt);
  const moved = passed.length === 0 ? "" : `${reasons(passed)}ので、${weekday}曜になりました。`;
  return `前の1通から${daysLater(waitDays)}${pace}です。${moved}${atHer(clock, dueAt, hour)}`;
}

/** 「4通目「…」」, also by a key that the lesson had before. */
export function nameOf(course: Course, key: string): string {
  const lesson = lessonOfKey(course, key);
  return lesson ? `${numberOf(course, lesson.key)}${quoted(lesson.subject)}` : quoted(key);
}

/** In the other brackets when it has some of its own. */
function quoted(subject: string): string {
  return subject.includes("「") ? `『${subject}』` : `「${subject}」`;
}

/** 「4通目」, by its place among the lessons that are sent today. */
export function numberOf(course: Course, key: string): string {
  const place = activeLessons(course).findIndex((lesson) => lesson.key === key);
  return place < 0 ? "" : `${place + 1}通目`;
}

/** Her own day and hour; with the author's beside it where they differ. */
export function whenWords(course: Pick<Course, "zone">, clock: Pick<Clock, "zone">, at: number): string {
  const hers = localDateAndTime(clock.zone, at);
  const here = localDateAndTime(course.zone, at);
  return hers === here ? hers : `${hers}（${clock.zone}。こちらの時刻では${here}）`;
}

function daysLater(days: number): string {
  return days <= 0 ? "同じ日" : `${days}日後`;
}

function hourOf(course: Course, clock: Clock): string {
  return clock.minute === course.minute && clock.zone === course.zone
    ? "このコースの時刻です"
    : `本人が選んだ${partOfDay(clock.minute)}時刻です`;
}

/** A mail that was asked for by hand is at no hour of hers. */
function atHer(clock: Clock, dueAt: number, hour: string): string {
  const time = minuteWords(clock.minute);
  return localParts(clock.zone, dueAt).time === time ? `${time}は、${hour}。` : "";
}

function partOfDay(minute: number): string {
  const hour = Math.floor(minute / 60);
  if (hour >= 4 && hour < 11) return "朝の";
  if (hour >= 11 && hour < 16) return "昼の";
  return hour >= 16 && hour < 19 ? "夕方の" : "夜の";
}

const WHY = { quiet: "本人が休みにした日", holiday: "祝日", near: "前の1通から12時間以内" } as const;

/** 「月曜・火曜は本人が休みにした日、水曜は祝日な」 */
function reasons(passed: readonly PassedDay[]): string {
  const whys = [...new Set(passed.map(({ why }) => why))];
  return `${whys.map((why) => `${weekdays(passed, why)}は${WHY[why]}`).join("、")}な`;
}

function weekdays(passed: readonly PassedDay[], why: PassedDay["why"]): string {
  const days = passed.filter((day) => day.why === why).map(({ weekday }) => `${weekday}曜`);
  return [...new Set(days)].join("・");
}
