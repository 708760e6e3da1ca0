/** Her clock reckoned by hand: slowly, from Intl's calendar and the library's holidays, without what the product uses. */

import holidayJp from "@holiday-jp/holiday_jp";
import type { Clock } from "../../src/domain/clock.ts";
import { DAY, HOUR, LESSON_GAP, MINUTE } from "../../src/domain/numbers.ts";

const holidays = new Set<string>(Object.keys(holidayJp.holidays));
const formats = new Map<string, Intl.DateTimeFormat>();

/** What `nextDue` promises. */
export function nextDueByHand(clock: Clock, waitDays: number, sentAt: number): number {
  let day = local(clock.zone, sentAt).day + waitDays * clock.paceDays * DAY;
  while (isQuietByHand(clock, day) || instantByHand(clock, day) < sentAt + LESSON_GAP) day += DAY;
  return instantByHand(clock, day);
}

/** `day` is UTC midnight of her date. */
export function isQuietByHand({ quietDays }: Clock, day: number): boolean {
  const bits = quietDays.toString(2).padStart(8, "0").split("").reverse();
  if (!bits.slice(0, 7).includes("0")) return false;
  const weekday = (new Date(day).getUTCDay() + 6) % 7;
  return bits[weekday] === "1" || (bits[7] === "1" && holidays.has(iso(day).slice(0, 10)));
}

/** The local day, as UTC midnight of the same date, and the minute of that day. */
export function local(zone: string, at: number): { day: number; minute: number } {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { day: Date.UTC(year, month - 1, day), minute: hour * 60 + minute };
}

/** When her minute comes on this local day: once, twice, or never. */
export function instantsOf(clock: Clock, day: number): number[] {
  const offsets = [offsetAt(clock.zone, day - DAY), offsetAt(clock.zone, day + 2 * DAY)];
  const candidates = [...new Set(offsets.map((offset) => day + clock.minute * MINUTE - offset))];
  const isHers = (at: number) => local(clock.zone, at).day === day && local(clock.zone, at).minute === clock.minute;
  return candidates.filter(isHers).sort((a, b) => a - b);
}

/** The first of them; for a minute that never comes, as late as it would have been without the change. */
export function instantByHand(clock: Clock, day: number): number {
  return instantsOf(clock, day)[0] ?? day + clock.minute * MINUTE - offsetAt(clock.zone, day - DAY);
}

function offsetAt(zone: string, at: number): number {
  const minuteAt = Math.floor(at / MINUTE) * MINUTE;
  const { day, minute } = local(zone, minuteAt);
  return day + minute * MINUTE - minuteAt;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  formats.set(zone, format);
  return format;
}

/** The minute of the day of "21:30". */
export function clockTime(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return (hour * HOUR + minute * MINUTE) / MINUTE;
}

/** A moment as a failing test should show it. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}
