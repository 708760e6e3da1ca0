/** Times as the author's desk counts and writes them, in the course's zone. */

import { fromEpochMilliseconds, toZonedDateTimeISO } from "temporal-polyfill/fns/Instant";
import { addDays, dayOfWeek, toZonedDateTime } from "temporal-polyfill/fns/PlainDate";
import { toPlainDate } from "temporal-polyfill/fns/ZonedDateTime";

/** Unix ms at which this week's Monday began. */
export function weekBegan(zone: string, now: number): number {
  const today = toPlainDate(toZonedDateTimeISO(fromEpochMilliseconds(now), zone));
  return toZonedDateTime(addDays(today, 1 - dayOfWeek(today)), { timeZone: zone }).epochMilliseconds;
}

/** 2026-11-02 12:00, which spreadsheets read as a time. */
export function sheetTime(zone: string, at: number): string {
  const { year, month, day, hour, minute } = toZonedDateTimeISO(fromEpochMilliseconds(at), zone);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}
