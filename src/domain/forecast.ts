/** The forecast: what comes next for one reader, and all that follows, by the engine's own rules. */

import { type Clock, nextDue, nextDueFromNow } from "./clock.ts";
import type { Course, Lesson } from "./course.ts";
import { type History, nextLesson } from "./place.ts";

/** Where she stands in the course: what she has had, and what the table says of the next. Times are unix ms. */
export type Standing = History & {
  readonly nextLesson: string | null;
  readonly nextDueAt: number | null;
  /** When the last lesson went out, or null before the first. */
  readonly lastAt: number | null;
  readonly completed: boolean;
};

/** `dueAt` in unix ms; in the past when it is late, and then it goes with the next tick. */
export type Coming = { readonly lesson: Lesson; readonly dueAt: number };

/** What comes next by today's course: as the table says, or as re-planning will, when an edit moved it. */
export function comingNext(course: Course, clock: Clock, standing: Standing, now: number): Coming | null {
  if (standing.completed && !course.finishedGetNewLessons) return null;
  const lesson = nextLesson(course, standing);
  if (!lesson) return null;
  const { nextDueAt, lastAt } = standing;
  if (lesson.key === standing.nextLesson && nextDueAt !== null) return { lesson, dueAt: nextDueAt };
  if (lastAt === null) return { lesson, dueAt: nextDueAt ?? now };
  return { lesson, dueAt: nextDueFromNow(clock, lesson.wait ?? 0, lastAt, now) };
}

/** Every lesson that is still to come, each dated as if the one before it leaves on time. */
export function forecast(course: Course, clock: Clock, standing: Standing, now: number): Coming[] {
  const next = comingNext(course, clock, standing, now);
  return next ? forecastFrom(course, clock, { had: standing.had, next }, now) : [];
}

/** `next`, and every lesson that follows it for whoever has had these. */
export function forecastFrom(
  course: Course,
  clock: Clock,
  { had, next }: { had: ReadonlySet<string>; next: Coming },
  now: number,
): Coming[] {
  const coming = [next];
  const hadThen = new Set(had);
  for (let last = next; ; ) {
    hadThen.add(last.lesson.key);
    const lesson = nextLesson(course, { had: hadThen, last: last.lesson.key });
    if (!lesson) return coming;
    last = { lesson, dueAt: nextDue(clock, lesson.wait ?? 0, Math.max(last.dueAt, now)) };
    coming.push(last);
  }
}
