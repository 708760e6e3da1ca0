/** Her clock: when a reader's next lesson is due, in her zone, at her minute, at her pace. */

import { fromEpochMilliseconds, toZonedDateTimeISO } from "temporal-polyfill/fns/Instant";
import {
  addDays,
  create as createDay,
  dayOfWeek,
  diffDays,
  type Record as LocalDay,
  toZonedDateTime,
} from "temporal-polyfill/fns/PlainDate";
import { create as localTime } from "temporal-polyfill/fns/PlainTime";
import { toPlainDate } from "temporal-polyfill/fns/ZonedDateTime";
import { FIXED_HOLIDAYS, MOVING_HOLIDAYS } from "./holidays.ts";
import { LESSON_GAP } from "./numbers.ts";

export type Clock = {
  /** IANA name. */
  readonly zone: string;
  /** Minute of the local day, 0–1439. */
  readonly minute: number;
  /** Days between lessons are multiplied by this: 1, or 7 for once a week. */
  readonly paceDays: number;
  /** Days of hers without mail, as bits: 1 for Mondays, 2 for Tuesdays, … 64 for Sundays, 128 for Japan's public holidays. */
  readonly quietDays: number;
};

const FIRST_DAY = createDay(1970, 1, 1);

/** The clock a reader gets until she chooses her own. */
export function defaultClock(course: { zone: string; minute: number }): Clock {
  return { zone: course.zone, minute: course.minute, paceDays: 1, quietDays: 0 };
}

export const ALL_WEEKDAYS = 0b111_1111;
export const HOLIDAYS = 0b1000_0000;
/** Their bits in `quietDays` from the lowest on. */
export const WEEKDAYS = ["月", "火", "水", "木", "金", "土", "日"] as const;

/**
 * When the lesson after one sent at `sentAt` (unix ms) is due (unix ms): the first day at least `waitDays` × pace later,
 * not quiet, whose minute is at least 12 hours away. An hour that a DST change removes becomes the one after it; of an
 * hour that happens twice we take the first (Temporal's "compatible").
 */
export function nextDue(clock: Clock, waitDays: number, sentAt: number): number {
  return reckonDue(clock, waitDays, sentAt).dueAt;
}

/** Why a day was not taken: one of her weekdays without mail, a holiday she keeps free, or nearer than 12 hours. */
export type PassedDay = { readonly weekday: string; readonly why: "quiet" | "holiday" | "near" };

/** As `nextDue`, with the days that were passed over on the way to it. */
export function reckonDue(
  clock: Clock,
  waitDays: number,
  sentAt: number,
): { dueAt: number; passed: readonly PassedDay[] } {
  const passed: PassedDay[] = [];
  let day = addDays(localDay(clock.zone, sentAt), waitDays * clock.paceDays);
  for (let why = whyNot(clock, day, sentAt); why; why = whyNot(clock, day, sentAt)) {
    passed.push({ weekday: weekdayOf(day), why });
    day = addDays(day, 1);
  }
  return { dueAt: instantOn(clock, day), passed };
}

/** Whole days of her calendar between two moments (unix ms). */
export function daysBetween(zone: string, from: number, to: number): number {
  return diffDays(localDay(zone, from), localDay(zone, to));
}

/** The date there and then, in days since 1 January 1970. */
export function dayNumber(zone: string, at: number): number {
  return diffDays(FIRST_DAY, localDay(zone, at));
}

/** As `nextDue`, but for a lesson sent so long ago that its follower would be overdue: then her next hour from now on. */
export function nextDueFromNow(clock: Clock, waitDays: number, sentAt: number, now: number): number {
  return Math.max(nextDue(clock, waitDays, sentAt), nextDue(clock, 0, now - LESSON_GAP));
}

/** The moment (unix ms) at which it is this minute of the day there, on a date of her calendar; null when there is no such date. */
export function momentOn({ zone, minute }: Pick<Clock, "zone" | "minute">, date: string): number | null {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  try {
    return instantOn({ zone, minute }, createDay(year, month, day));
  } catch {
    return null;
  }
}

/** 2026-11-25 */
export function isoDay(zone: string, at: number): string {
  const { year, month, day } = localDay(zone, at);
  return [String(year).padStart(4, "0"), ...[month, day].map((part) => String(part).padStart(2, "0"))].join("-");
}

/** 「11月25日（水）21:30」 in her zone. */
export function localDateAndTime(zone: string, at: number): string {
  const { month, day, weekday, time } = localParts(zone, at);
  return `${month}月${day}日（${weekday}）${time}`;
}

/** 「2026年11月25日（水）21:30」, for what is still to be understood in years. */
export function localYearDateAndTime(zone: string, at: number): string {
  return `${localYear(zone, at)}年${localDateAndTime(zone, at)}`;
}

export function localYear(zone: string, at: number): number {
  return localDay(zone, at).year;
}

/** What her calendar and her clock on the wall say: 11, 25, 水 and 21:30. */
export function localParts(zone: string, at: number) {
  const local = toZonedDateTimeISO(fromEpochMilliseconds(at), zone);
  const time = minuteWords(local.hour * 60 + local.minute);
  return { month: local.month, day: local.day, weekday: weekdayOf(toPlainDate(local)), time };
}

/** 6:30 for the 390th minute of the day. */
export function minuteWords(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}

/** The sentence that ends a mail and stands on the welcome page; empty when nothing more comes. */
export function nextMailSentence(zone: string, dueAt: number | null): string {
  return dueAt === null ? "" : `次のメールは、${localDateAndTime(zone, dueAt)}にお届けします。`;
}

/**
 * Whether this date is a public holiday of Japan. It is asked of her own date, wherever she lives. False after the last year
 * known: from then on only weekdays are quiet.
 */
export function isHoliday({ year, month, day }: { year: number; month: number; day: number }): boolean {
  const moving = MOVING_HOLIDAYS[year];
  return moving !== undefined && `${FIXED_HOLIDAYS} ${moving}`.split(" ").includes(`${month}/${day}`);
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

function weekdayOf(day: LocalDay): string {
  return WEEKDAYS[dayOfWeek(day) - 1] ?? "";
}

function whyNot(clock: Clock, day: LocalDay, sentAt: number): PassedDay["why"] | null {
  return whyQuiet(clock, day) ?? (instantOn(clock, day) < sentAt + LESSON_GAP ? "near" : null);
}

/** A reader who made every weekday quiet would never get a mail; the table refuses that setting and it is ignored here. */
function whyQuiet({ quietDays }: Clock, day: LocalDay): "quiet" | "holiday" | null {
  if ((quietDays & ALL_WEEKDAYS) === ALL_WEEKDAYS) return null;
  if ((quietDays & HOLIDAYS) !== 0 && isHoliday(day)) return "holiday";
  return (quietDays & (1 << (dayOfWeek(day) - 1))) !== 0 ? "quiet" : null;
}

function instantOn(clock: Pick<Clock, "zone" | "minute">, day: LocalDay): number {
  const plainTime = localTime(Math.floor(clock.minute / 60), clock.minute % 60);
  return toZonedDateTime(day, { timeZone: clock.zone, plainTime }).epochMilliseconds;
}
