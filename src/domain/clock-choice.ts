/** What a reader chooses of her clock, checked. */

import { ALL_WEEKDAYS, type Clock, HOLIDAYS } from "./clock.ts";
import { LATEST_MINUTE } from "./numbers.ts";
import { zonesFor } from "./zones.ts";

/** What she does not choose stays as it is. */
export type ClockChoice = { readonly [part in keyof Clock]?: Clock[part] | undefined };

export type ClockProblem = "no-time" | "too-late" | "no-zone" | "no-day" | "no-pace";

const PACES: readonly number[] = [1, 7];

/** The clock she will have, or what is wrong with her choice. */
export function chosenClock(hers: Clock, choice: ClockChoice): { clock: Clock } | { problem: ClockProblem } {
  const { zone = hers.zone, minute = hers.minute, paceDays = hers.paceDays, quietDays = hers.quietDays } = choice;
  if (!Number.isInteger(minute) || minute < 0) return { problem: "no-time" };
  if (minute > LATEST_MINUTE && minute !== hers.minute) return { problem: "too-late" };
  if (!zonesFor(hers.zone).some(([name]) => name === zone)) return { problem: "no-zone" };
  if (quietDays < 0 || quietDays > (ALL_WEEKDAYS | HOLIDAYS)) return { problem: "no-day" };
  if ((quietDays & ALL_WEEKDAYS) === ALL_WEEKDAYS) return { problem: "no-day" };
  if (!PACES.includes(paceDays)) return { problem: "no-pace" };
  return { clock: { zone, minute, paceDays, quietDays } };
}

/** The minute of the day of "6:30", or NaN. */
export function minuteOf(time: string): number {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(time.normalize("NFKC").trim()) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return Number(hour) < 24 && Number(minute) < 60 ? minutes : Number.NaN;
}
