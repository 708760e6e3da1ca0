/** What a new lesson may not be: the compile step's own rules, and the widths of a phone's inbox. */

import type { Course, Lesson } from "../../domain/course.ts";
import { checkCourse } from "../compile/course-checks.ts";
import type { NewLesson } from "./template.ts";

/** What a phone shows of a subject, and of the line after it: beyond it is cut, below it the mail's first words move up. */
const LONGEST_SUBJECT = 28;
const PREHEADER = { shortest: 35, longest: 50 };

/** What forbids this lesson in this course, a sentence each; empty when nothing does. */
export function refusals(course: Course, lesson: NewLesson, after: string): string[] {
  const place = course.lessons.findIndex(({ key }) => key === after);
  if (place === -1) {
    return [`there is no lesson ${after} to stand after → ${course.lessons.map(({ key }) => key).join(", ")}`];
  }
  const lessons: Lesson[] = course.lessons.toSpliced(place + 1, 0, lesson);
  const files = lessons.map(({ key }) => `emails/lessons/${key}.tsx`);
  const findings = checkCourse({ ...course, lessons }, files);
  return [
    ...findings.map(({ wrong, change }) => `${wrong} → ${change}`),
    ...[subjectTooLong(lesson.subject), preheaderUnfit(lesson.preheader)].filter((each) => each !== null),
  ];
}

/** Characters of a half width count as much as the others: a mail program measures pixels, and this is on the safe side. */
function subjectTooLong(subject: string): string | null {
  const length = [...subject].length;
  return length <= LONGEST_SUBJECT
    ? null
    : `the subject has ${length} characters → at most ${LONGEST_SUBJECT} fit the inbox of a phone`;
}

function preheaderUnfit(preheader: string): string | null {
  const { length } = [...preheader];
  const { shortest, longest } = PREHEADER;
  return length >= shortest && length <= longest
    ? null
    : `the preheader has ${length} characters → write ${shortest} to ${longest}`;
}
