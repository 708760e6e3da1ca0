/** A reader's place in the course: which lesson comes next for her, whatever was edited meanwhile. */

import type { Course, Lesson } from "./course.ts";

export type History = {
  /** Keys of all lessons that have a ledger row for her. */
  readonly had: ReadonlySet<string>;
  /** The lesson claimed last, or null before the first. */
  readonly last: string | null;
  /** The lesson at which she started again, if this is a later part of hers. */
  readonly from?: string | null;
};

/**
 * The rule of a running course: the first lesson in today's order that she has not had, standing after the last one she
 * had. If that last one vanished from the list, or was never sent because she had stopped, the furthest lesson she had
 * stands for it. Whoever started again from a lesson and has had none since stands before that one.
 */
export function nextLesson(course: Course, history: History): Lesson | undefined {
  const place = placeOf(course, history);
  return course.lessons.find((lesson, index) => index > place && !lesson.retired && !wasHad(lesson, history.had));
}

/** Today's lesson for a ledger key, also for a key it had before a rename. */
export function lessonOfKey(course: Pick<Course, "lessons">, key: string): Lesson | undefined {
  return course.lessons.find((lesson) => keysOf(lesson).includes(key));
}

/** All keys under which a reader may have had this lesson. */
export function keysOf(lesson: Pick<Lesson, "key" | "formerly">): string[] {
  return [lesson.key, ...(lesson.formerly ?? [])];
}

/** Sent lessons that may follow this one, in order. A key that vanished is followed by nothing known: re-planning decides. */
export function lessonsAfter(course: Course, key: string): Lesson[] {
  return course.lessons.slice(indexOfKey(course, key) + 1).filter((lesson) => !lesson.retired);
}

/** Changes when anything that decides the order or the waits does; the words of a lesson do not count. */
export function courseShape(course: Course): string {
  const lessons = course.lessons.map((lesson) => [keysOf(lesson), lesson.wait ?? 0, lesson.retired ?? false]);
  return JSON.stringify([course.key, course.finishedGetNewLessons, lessons]);
}

function placeOf(course: Course, { had, last, from }: History): number {
  const place = last !== null && had.has(last) ? indexOfKey(course, last) : -1;
  if (place >= 0) return place;
  const furthest = course.lessons.findLastIndex((lesson) => wasHad(lesson, had));
  return furthest < 0 && from ? Math.max(-1, indexOfKey(course, from) - 1) : furthest;
}

function indexOfKey(course: Course, key: string): number {
  return course.lessons.findIndex((lesson) => keysOf(lesson).includes(key));
}

function wasHad(lesson: Lesson, had: ReadonlySet<string>): boolean {
  return keysOf(lesson).some((key) => had.has(key));
}
