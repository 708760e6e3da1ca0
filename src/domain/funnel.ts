/** The funnel's words: weeks, where people came from, and when a share may be said. */

import { dayNumber } from "./clock.ts";
import type { Course } from "./course.ts";
import { keysOf } from "./place.ts";
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

/** One count of the table. */
export type CountedStep = {
  readonly week: number;
  readonly source: string;
  readonly step: string;
  readonly people: number;
};

/** One step on the way, in the course's order. `place`: the lesson's number, from 1 on. */
export type FunnelStep =
  | { kind: "visit" | "sign-up" | "confirm" | "consultation"; step: string; people: number }
  | { kind: "lesson"; step: string; place: number; subject: string; people: number };

/** From visit to consultation by today's course; a lesson's count holds what it had under its former keys. */
export function funnelOf(course: Pick<Course, "lessons">, counted: readonly CountedStep[]): FunnelStep[] {
  const peopleAt = (steps: readonly string[]) =>
    counted.reduce((sum, { step, people }) => (steps.includes(step) ? sum + people : sum), 0);
  const lessons = course.lessons.filter(({ retired }) => !retired);
  return [
    ...(["visit", "sign-up", "confirm"] as const).map((kind) => ({ kind, step: kind, people: peopleAt([kind]) })),
    ...lessons.map((lesson, index) => {
      const people = peopleAt(keysOf(lesson).map((key) => `lesson:${key}`));
      return { kind: "lesson" as const, step: lesson.key, place: index + 1, subject: lesson.subject, people };
    }),
    { kind: "consultation", step: "consultation", people: peopleAt(["consultation"]) },
  ];
}

/** Counts by source, who brought most first. */
export function bySource(counted: readonly CountedStep[]): { source: string; counted: CountedStep[] }[] {
  const sources = Map.groupBy(counted, ({ source }) => source);
  const peopleOf = (rows: readonly CountedStep[], step: string) =>
    rows.reduce((sum, row) => (row.step === step ? sum + row.people : sum), 0);
  return [...sources]
    .map(([source, rows]) => ({ source, counted: rows }))
    .sort(
      (a, b) =>
        peopleOf(b.counted, "sign-up") - peopleOf(a.counted, "sign-up") ||
        peopleOf(b.counted, "visit") - peopleOf(a.counted, "visit"),
    );
}
