/** Her clock: when a reader's next lesson is due, in her zone, at her minute, at her pace. */

import { fromEpochMilliseconds, toZonedDateTimeISO } from "temporal-polyfill/fns/Instant";
import { addDays, dayOfWeek, type Record as LocalDay, toZonedDateTime } from "temporal-polyfill/fns/PlainDate";
import { create as localTime } from "temporal-polyfill/fns/PlainTime";
import { toPlainDate } from "temporal-polyfill/fns/ZonedDateTime";
import { LESSON_GAP } from "./numbers.ts";

export type Clock = {
  /** IANA name. */
  readonly zone: string;
  /** Minute of the local day, 0–1439. */
  readonly minute: number;
  /** Days between lessons are multiplied by this: 1, or 7 for once a week. */
  readonly paceDays: number;
  /** Local weekdays without mail, as bits: 1 for Monday, 2 for Tuesday, … 64 for Sunday. */
  readonly quietDays: number;
};

/** The clock a reader gets until she chooses her own. */
export function defaultClock(course: { zone: string; minute: number }): Clock {
  return { zone: course.zone, minute: course.minute, paceDays: 1, quietDays: 0 };
}

const ALL_WEEKDAYS = 0b111_1111;
const WEEKDAYS = ["月", "火", "水", "木", "金", "土", "日"] as const;

/**
 * When the lesson after one sent at `sentAt` (unix ms) is due (unix ms): the first day at least `waitDays` × pace later,
 * not quiet, whose minute is at least 12 hours away. An hour that a DST change removes becomes the one after it; of an
 * hour that happens twice we take the first (Temporal's "compatible").
 */
export function nextDue(clock: Clock, waitDays: number, sentAt: number): number {
  let day = addDays(localDay(clock.zone, sentAt), waitDays * clock.paceDays);
  while (isQuiet(clock, day) || instantOn(clock, day) < sentAt + LESSON_GAP) day = addDays(day, 1);
  return instantOn(clock, day);
}

/** As `nextDue`, but for a lesson sent so long ago that its follower would be overdue: then her next hour from now on. */
export function nextDueFromNow(clock: Clock, waitDays: number, sentAt: number, now: number): number {
  return Math.max(nextDue(clock, waitDays, sentAt), nextDue(clock, 0, now - LESSON_GAP));
}

/** 「11月25日（水）21:30」 in her zone. */
export function localDateAndTime(zone: string, at: number): string {
  const local = toZonedDateTimeISO(fromEpochMilliseconds(at), zone);
  const weekday = WEEKDAYS[dayOfWeek(toPlainDate(local)) - 1] ?? "";
  return `${local.month}月${local.day}日（${weekday}）${local.hour}:${String(local.minute).padStart(2, "0")}`;
}

/** The sentence that ends a mail and stands on the welcome page; empty when nothing more comes. */
export function nextMailSentence(zone: string, dueAt: number | null): string {
  return dueAt === null ? "" : `次のメールは、${localDateAndTime(zone, dueAt)}にお届けします。`;
}

/** Whether the platform knows this IANA zone. */
export function isZone(zone: string): boolean {
  try {
    toZonedDateTimeISO(fromEpochMilliseconds(0), zone);
    return true;
  } catch {
    return false;
  }
}

function localDay(zone: string, at: number): LocalDay {
  return toPlainDate(toZonedDateTimeISO(fromEpochMilliseconds(at), zone));
}

/** A reader who made every day quiet would never get a mail; that setting is refused elsewhere and ignored here. */
function isQuiet(clock: Clock, day: LocalDay): boolean {
  if ((clock.quietDays & ALL_WEEKDAYS) === ALL_WEEKDAYS) return false;
  return (clock.quietDays & (1 << (dayOfWeek(day) - 1))) !== 0;
}

function instantOn(clock: Clock, day: LocalDay): number {
  const plainTime = localTime(Math.floor(clock.minute / 60), clock.minute % 60);
  return toZonedDateTime(day, { timeZone: clock.zone, plainTime }).epochMilliseconds;
}
