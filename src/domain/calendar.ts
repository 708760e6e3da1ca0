/** The calendar of a reader who is not there yet: what she would get on which day, and why then. */

import type { Clock } from "./clock.ts";
import { activeLessons, type Course, type Lesson } from "./course.ts";
import { forecast } from "./forecast.ts";
import { whyDue } from "./why-due.ts";

export type CalendarDay = {
  readonly lesson: Lesson;
  /** Unix ms. */
  readonly dueAt: number;
  /** A sentence of Japanese. */
  readonly why: string;
};

/** For whoever confirms at `startAt` (unix ms) and goes by this clock: the forecast itself, from her first lesson on. */
export function calendarOf(course: Course, { startAt, clock }: { startAt: number; clock: Clock }): CalendarDay[] {
  const [first] = activeLessons(course);
  const nobody = { had: new Set<string>(), last: null, lastAt: null, completed: false };
  const standing = { ...nobody, nextLesson: first?.key ?? null, nextDueAt: startAt };
  return forecast(course, clock, standing, startAt).map(({ lesson, dueAt }, turn, all) => {
    const lastAt = all[turn - 1]?.dueAt ?? null;
    return { lesson, dueAt, why: whyDue(clock, lesson.wait ?? 0, { dueAt, lastAt, now: startAt }) };
  });
}
