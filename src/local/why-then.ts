/** Why a lesson came when it came, told from the times alone: its own, the one before it and the course's hour. */

import type { Course } from "../domain/course.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** All times are unix ms; `beforeAt` is when the mail before it came, or null for the first. */
export function whyThen(
  course: Pick<Course, "zone" | "minute">,
  times: { at: number; beforeAt: number | null; confirmedAt: number },
): string {
  const { at, beforeAt, confirmedAt } = times;
  if (beforeAt === null && at - confirmedAt < MINUTE_MS) return "確認してすぐ";
  const from = beforeAt ?? confirmedAt;
  const days = (localDay(course.zone, at) - localDay(course.zone, from)) / DAY_MS;
  const hour = hourAndMinute(course.zone, at);
  const since = `${beforeAt === null ? "確認" : "前の1通"}から${days}日後、${hour}`;
  return hour === hourOfCourse(course)
    ? `${since}（コースの時刻）`
    : `${since}（コースの時刻は${hourOfCourse(course)}）`;
}

function hourOfCourse({ minute }: { minute: number }): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}

function hourAndMinute(zone: string, at: number): string {
  return new Intl.DateTimeFormat("ja-JP", { timeZone: zone, hour: "numeric", minute: "2-digit" }).format(at);
}

/** Midnight UTC of the local date, so that two of them differ by whole days. */
function localDay(zone: string, at: number): number {
  return Date.parse(new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(at));
}
