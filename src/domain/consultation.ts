/** A request for a consultation: what it holds, and the days and parts of a day that she may choose from. */

import { fromEpochMilliseconds, toZonedDateTimeISO } from "temporal-polyfill/fns/Instant";
import { addDays, dayOfWeek, type Record as LocalDay } from "temporal-polyfill/fns/PlainDate";
import { toPlainDate } from "temporal-polyfill/fns/ZonedDateTime";
import { WEEKDAYS } from "./clock.ts";

/** As she wrote it, tidied: lines end in `\n`. Times and topic may be read by the author alone. */
export type ConsultationWords = {
  name: string;
  /** How she wants her answer. */
  reach: string;
  times: string;
  topic: string;
  worksheet: string;
};

/** What the author is told, as it stood at the seal. */
export type ConsultationFacts = ConsultationWords & {
  email: string;
  /** Keys of the lessons she has had, oldest first; null for somebody who is no reader. */
  read: readonly string[] | null;
};

/** Characters that a field takes. */
export const PHONE_HOURS_MAX = 60;
export const TIMES_NOTE_MAX = 100;
export const TOPIC_MAX = 1_000;
/** More than all its fields and their labels can hold. */
export const WORKSHEET_MAX = 7_500;

export const RANKS = ["第一希望", "第二希望", "第三希望"] as const;

/** The answer takes two or three days, so nobody is offered tomorrow. */
const FIRST_DAY_OFFERED = 3;
const DAYS_OFFERED = 21;

export const PARTS_OF_DAY = {
  morning: "朝9時まで",
  forenoon: "午前中",
  noon: "昼休み",
  afternoon: "午後",
  night: "夜21時から",
} as const;

export type PartOfDay = keyof typeof PARTS_OF_DAY;

/** `date` is 2026-11-27, `words` 11月27日（金）. */
export type OfferedDay = { date: string; words: string };

/** The days of the next weeks in this zone. */
export function offeredDays(zone: string, now: number): OfferedDay[] {
  return daysFrom(zone, now, FIRST_DAY_OFFERED, DAYS_OFFERED);
}

/** The words for a chosen date, or null when it lies in the past or further off than a page could have offered. */
export function wordsOfDay(zone: string, now: number, date: string): string | null {
  const days = daysFrom(zone, now, 0, FIRST_DAY_OFFERED + DAYS_OFFERED);
  return days.find((day) => day.date === date)?.words ?? null;
}

export function isPartOfDay(part: string): part is PartOfDay {
  return Object.hasOwn(PARTS_OF_DAY, part);
}

/** Somebody's own lines: no invisible sign turns them around or breaks them, and emoji stay whole. */
export function tidyLines(typed: string): string {
  return typed
    .normalize("NFC")
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/\t/g, " ")
    .replace(/(?!\n)[\p{Cc}\p{Cs}]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "")
    .replace(/[^\S\n]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** A phone number as people type it, narrowed, or null: 10 to 15 digits (E.164 allows no more). */
export function tidyPhone(typed: string): string | null {
  const narrowed = typed
    .normalize("NFKC")
    .replace(/[‐-―ー−]/g, "-")
    .trim();
  const digits = narrowed.replace(/\D/g, "").length;
  return /^\+?[\d() -]+$/.test(narrowed) && digits >= 10 && digits <= 15 ? narrowed : null;
}

function daysFrom(zone: string, now: number, first: number, count: number): OfferedDay[] {
  const today = toPlainDate(toZonedDateTimeISO(fromEpochMilliseconds(now), zone));
  return Array.from({ length: count }, (_, index) => offered(addDays(today, first + index)));
}

function offered(day: LocalDay): OfferedDay {
  const { year, month, day: dayOfMonth } = day;
  const date = [year, String(month).padStart(2, "0"), String(dayOfMonth).padStart(2, "0")].join("-");
  return { date, words: `${month}月${dayOfMonth}日（${WEEKDAYS[dayOfWeek(day) - 1] ?? ""}）` };
}
