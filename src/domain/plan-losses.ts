/** What an edit would take from readers, or send them a second time. */

import type { Course, Lesson } from "./course.ts";
import { sameLessons } from "./course-edits.ts";
import type { Coming, Standing } from "./forecast.ts";
import { keysOf, lessonOfKey } from "./place.ts";
import type { Group } from "./plan.ts";

/** Readers who would have got this lesson and will not. */
export type Skip = {
  readonly kind: "skip";
  readonly name: string;
  /** Its key in the live course. */
  readonly lesson: string;
  readonly readers: number;
  /** `moved`: it stands before their place. `had`: it counts as one that they have had. `finished`: they get nothing any more. */
  readonly why: "retired" | "vanished" | "moved" | "had" | "finished";
};

/** Readers who had this lesson, and would get it again as another one. */
export type Repeat = {
  readonly kind: "repeat";
  readonly name: string;
  /** Its key in the live course, or the key she had it under when that course does not know it either. */
  readonly lesson: string;
  readonly readers: number;
  /** The lesson of today that they would get. */
  readonly as: string;
  /** The two share a key. If not, only the author knows whether the new lesson is the vanished one under another name. */
  readonly sure: boolean;
};

type Courses = { readonly live: Course; readonly today: Course };
type Skipped = Pick<Skip, "readers" | "why">;
type Repeated = { readers: number; as: string; sure: boolean };

/** Readers by the key of the lesson. */
export type Losses = { readonly skips: Map<string, Skipped>; readonly repeats: Map<string, Repeated> };

type Passage = { readonly group: Group; readonly before: readonly Coming[]; readonly after: readonly Coming[] };

/** Compares what comes to these readers before and after the edit. */
export function noteLosses({ skips, repeats }: Losses, courses: Courses, { group, before, after }: Passage): void {
  const { readers, standing } = group;
  for (const { lesson } of before) {
    if (sameLessons(courses.today, lesson).some((one) => comesIn(after, one))) continue;
    const { readers: others = 0, why = whySkipped(lesson, courses.today, standing) } = skips.get(lesson.key) ?? {};
    skips.set(lesson.key, { readers: readers + others, why });
  }
  if (after.length === 0) return;
  const newly = after.filter(({ lesson }) => !sameLessons(courses.live, lesson).some((one) => comesIn(before, one)));
  for (const had of lessonsHad(courses.live, standing.had)) {
    const again = comesAgain(had, courses.today, { after, newly });
    if (again) repeats.set(had.key, { ...again, readers: (repeats.get(had.key)?.readers ?? 0) + readers });
  }
}

function comesIn(coming: readonly Coming[], lesson: Lesson): boolean {
  return coming.some((one) => one.lesson.key === lesson.key);
}

/** Each lesson once, by whichever of its keys she had it; what the live course does not know stands for itself. */
function lessonsHad(live: Course, had: ReadonlySet<string>): Pick<Lesson, "key" | "formerly">[] {
  return [...new Map([...had].map((key) => lessonOfKey(live, key) ?? { key }).map((one) => [one.key, one])).values()];
}

/**
 * Under which key of today she would get a lesson that she has had. Sure, when the two share a key. Not sure, when no lesson of
 * today has one of its keys and the edit brings her a new one: a line taken out and a line put in may be a rename, wherever they stand.
 */
function comesAgain(
  had: Pick<Lesson, "key" | "formerly">,
  today: Course,
  { after, newly }: { after: readonly Coming[]; newly: readonly Coming[] },
): Omit<Repeated, "readers"> | null {
  const same = sameLessons(today, had);
  const sure = after.find(({ lesson }) => same.includes(lesson));
  if (sure) return { as: sure.lesson.key, sure: true };
  const [maybe] = newly;
  return same.length === 0 && maybe ? { as: maybe.lesson.key, sure: false } : null;
}

/** With mails that stand prepared, and are held back because their lesson is no longer sent. */
export function skipsOf(
  { skips }: Losses,
  { live, today, prepared }: Courses & { prepared: readonly { lesson: string; readers: number }[] },
): Skip[] {
  const all = new Map(skips);
  for (const { lesson: key, readers } of prepared) {
    const [kept, was] = [lessonOfKey(today, key), lessonOfKey(live, key)];
    if (!was || was.retired || (kept && !kept.retired)) continue;
    const { readers: others = 0 } = all.get(was.key) ?? {};
    all.set(was.key, { readers: readers + others, why: kept ? "retired" : "vanished" });
  }
  return live.lessons.flatMap(({ key: lesson }) => {
    const skipped = all.get(lesson);
    return skipped ? [{ kind: "skip", name: `skip:${lesson}`, lesson, ...skipped }] : [];
  });
}

export function repeatsOf({ repeats }: Losses): Repeat[] {
  return [...repeats].map(([lesson, again]) => ({ kind: "repeat", name: `repeat:${lesson}`, lesson, ...again }));
}

function whySkipped(lesson: Lesson, today: Course, { had, completed }: Standing): Skip["why"] {
  const same = sameLessons(today, lesson);
  if (same.length === 0) return "vanished";
  const sent = same.filter(({ retired }) => !retired);
  if (sent.length === 0) return "retired";
  if (sent.some((one) => keysOf(one).some((key) => had.has(key)))) return "had";
  return completed && !today.finishedGetNewLessons ? "finished" : "moved";
}
