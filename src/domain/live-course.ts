/** The course that readers are planned with, read back from the shape that the engine keeps of it. */

import type { Course, Lesson } from "./course.ts";
import { lessonOfKey } from "./place.ts";

type Shape = [key: string, finishedGetNewLessons: boolean, lessons: [keys: string[], wait: number, retired: boolean][]];

/**
 * `shape` is what `courseShape` made. It holds all that decides who gets what and when; the words, and the hour of new readers,
 * are lent by `today`.
 */
export function courseOfShape(shape: string, today: Course): Course {
  const [key, finishedGetNewLessons, lessons] = JSON.parse(shape) as Shape;
  return { ...today, key, finishedGetNewLessons, lessons: lessons.map((lesson) => lessonOf(lesson, today)) };
}

function lessonOf([[key = "", ...formerly], wait, retired]: Shape[2][number], today: Course): Lesson {
  const { subject, preheader } = lessonOfKey(today, key) ?? { subject: key, preheader: "" };
  return {
    key,
    subject,
    preheader,
    wait,
    ...(retired ? { retired: true as const } : {}),
    ...(formerly.length > 0 ? { formerly } : {}),
  };
}
