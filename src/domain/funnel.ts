/** The funnel's words: weeks, where people came from, and when a share may be said. */

import { dayNumber } from "./clock.ts";
import type { Source } from "./source.ts";

/** Whom the funnel counts somebody among, from her first sign-up on. */
export type Cohort = { readonly week: number; readonly source: string };

/** Everybody, from wherever. */
export const EVERYBODY = "*";

const DAYS_A_WEEK = 7;
/** 1 January 1970 was a Thursday, three days after a Monday. */
const AFTER_MONDAY = 3;

/** The week of the course's calendar that holds this moment (unix ms), from Monday on, counted from 1970. */
export function weekOf(zone: string, at: number): number {
  return Math.floor((dayNumber(zone, at) + AFTER_MONDAY) / DAYS_A_WEEK);
}

/** 11/23, the Monday on which this week begins. */
export function mondayOf(week: number): string {
  const day = new Date((week * DAYS_A_WEEK - AFTER_MONDAY) * 86_400_000);
  return `${day.getUTCMonth() + 1}/${day.getUTCDate()}`;
}

/** What her link said, or else the site she came from; empty when neither was told. */
export function sourceName({ utm, referrer }: Source): string {
  const name = utm.utm_source ?? referrer ?? "";
  return name === EVERYBODY ? "＊" : name;
}

/** Below so many people a percentage says more than is known. */
const ENOUGH_FOR_A_SHARE = 20;

/** 「31%」, or null while there are too few to say. */
export function shareOf(part: number, whole: number): string | null {
  return whole < ENOUGH_FOR_A_SHARE ? null : `${Math.round((100 * part) / whole)}%`;
}
