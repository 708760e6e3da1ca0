/** What was edited between two versions of a course, as the author would say it. */

import type { Course, Lesson } from "./course.ts";
import { keysOf, lessonOfKey } from "./place.ts";

/** `after` is the lesson that stands before it now, or null at the head of the list. */
export type Edit =
  | { kind: "course-key"; was: string; key: string }
  | { kind: "finished-get-new"; on: boolean }
  | { kind: "added"; key: string; after: string | null }
  | { kind: "renamed"; key: string; was: string }
  | { kind: "retired"; key: string }
  | { kind: "restored"; key: string }
  /** No lesson of today has one of its keys: who had it is no longer known to have had it. */
  | { kind: "vanished"; key: string }
  /** The lesson is there, but one of the keys it was had under is not. */
  | { kind: "key-dropped"; key: string; was: string }
  | { kind: "moved"; key: string; after: string | null }
  | { kind: "wait"; key: string; was: number; wait: number };

/** In the order of today's list, then what is no longer in it. */
export function courseEdits(live: Course, today: Course): Edit[] {
  const moved = movedLessons(live, today);
  return [
    ...editsOfCourse(live, today),
    ...today.lessons.flatMap((lesson) => editsOfLesson(live, today, lesson, moved)),
    ...live.lessons.flatMap((lesson) => lostKeys(today, lesson)),
  ];
}

/** Lessons of `course` that share a key with this one of another version. */
export function sameLessons(course: Course, lesson: Keyed): Lesson[] {
  return course.lessons.filter((other) => isSame(other, lesson));
}

type Keyed = Pick<Lesson, "key" | "formerly">;

function isSame(one: Keyed, other: Keyed): boolean {
  const keys = keysOf(one);
  return keysOf(other).some((key) => keys.includes(key));
}

function editsOfCourse(live: Course, today: Course): Edit[] {
  const on = today.finishedGetNewLessons;
  return [
    ...(live.key === today.key ? [] : [{ kind: "course-key", was: live.key, key: today.key } as const]),
    ...(live.finishedGetNewLessons === on ? [] : [{ kind: "finished-get-new", on } as const]),
  ];
}

function editsOfLesson(live: Course, today: Course, lesson: Lesson, moved: ReadonlySet<Lesson>): Edit[] {
  const { key } = lesson;
  const after = today.lessons[today.lessons.indexOf(lesson) - 1]?.key ?? null;
  const [before] = sameLessons(live, lesson);
  if (!before) return lesson.retired ? [] : [{ kind: "added", key, after }];
  const [was, wait] = [before.wait ?? 0, lesson.wait ?? 0];
  return [
    ...(lessonOfKey(live, key) ? [] : [{ kind: "renamed", key, was: before.key } as const]),
    ...(Boolean(before.retired) === Boolean(lesson.retired)
      ? []
      : [{ kind: lesson.retired ? "retired" : "restored", key } as const]),
    ...(moved.has(lesson) ? [{ kind: "moved", key, after } as const] : []),
    ...(was === wait || lesson.retired ? [] : [{ kind: "wait", key, was, wait } as const]),
  ];
}

function lostKeys(today: Course, lesson: Lesson): Edit[] {
  const [same] = sameLessons(today, lesson);
  if (!same) return [{ kind: "vanished", key: lesson.key }];
  const lost = keysOf(lesson).filter((key) => !lessonOfKey(today, key));
  return lost.map((was) => ({ kind: "key-dropped", key: same.key, was }));
}

/** The fewest lessons that, put elsewhere, make the old order into the new one: all but a longest run that kept its order. */
function movedLessons(live: Course, today: Course): Set<Lesson> {
  const known = today.lessons.filter((lesson) => sameLessons(live, lesson).length > 0);
  const places = known.map((lesson) => live.lessons.findIndex((before) => isSame(before, lesson)));
  const kept = longestRising(places);
  return new Set(known.filter((_, at) => !kept.has(at)));
}

/** Which positions of `places` make up a longest rising row of them. */
function longestRising(places: readonly number[]): Set<number> {
  const rows: number[][] = [];
  for (const [at, place] of places.entries()) {
    const before = rows.filter((row) => (places[row.at(-1) ?? -1] ?? -1) < place);
    const longest = before.reduce<number[]>((best, row) => (row.length > best.length ? row : best), []);
    rows.push([...longest, at]);
  }
  return new Set(rows.reduce<number[]>((best, row) => (row.length > best.length ? row : best), []));
}
