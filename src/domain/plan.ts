/** The plan: what today's course would change for readers in the middle of the live one, by the engine's own rules. */

import type { Clock } from "./clock.ts";
import type { Course } from "./course.ts";
import { courseEdits, type Edit } from "./course-edits.ts";
import { type Coming, comingNext, forecastFrom, type Standing } from "./forecast.ts";
import { courseShape } from "./place.ts";
import { type Burst, burstsOf } from "./plan-bursts.ts";
import { type Losses, noteLosses, type Repeat, repeatsOf, type Skip, skipsOf } from "./plan-losses.ts";

/** Readers who stand alike: the same ledger, the same next lesson and date, the same clock. */
export type Group = { readonly readers: number; readonly clock: Clock; readonly standing: Standing };

export type PlanInput = {
  /** What readers are planned with; and what the code at hand would plan them with. */
  readonly live: Course;
  readonly today: Course;
  readonly groups: Iterable<Group>;
  /** Lessons claimed and not yet handed over: of one that is no longer sent, the mails are held back. */
  readonly prepared: readonly { readonly lesson: string; readonly readers: number }[];
  /** Lessons a day that the provider's quota has room for, if there is one. */
  readonly dailyLimit?: number | undefined;
  /** Unix ms. */
  readonly now: number;
};

/** So many readers get this lesson when it is due (unix ms, not before `now`). */
export type Mails = { readonly dueAt: number; readonly lesson: string; readonly readers: number };

/** For a lesson of today: to whom it still comes, whose next one it is, and to whom it does not come any more. */
type Place = {
  readonly lesson: string;
  readonly before: number;
  readonly at: number;
  readonly after: number;
};

/** What must not happen to readers unless the author says its name. */
export type Danger =
  | { readonly kind: "course"; readonly name: string; readonly readers: number }
  | Skip
  | Repeat
  | Burst;

export type Plan = {
  readonly edits: readonly Edit[];
  /** Readers whose passage is neither stopped nor followed by a later part; of them, those to whom something comes yet. */
  readonly readers: number;
  readonly underWay: number;
  readonly places: readonly Place[];
  /** By date: what would come if nothing were changed, and what comes with today's course. */
  readonly mails: { readonly live: readonly Mails[]; readonly today: readonly Mails[] };
  /** Readers for whom a lesson or a date changes. */
  readonly touched: number;
  readonly dangers: readonly Danger[];
};

/** Nobody is sent anything by this, and nobody who signs up later is in it. */
export function planOf({ live, today, groups, prepared, dailyLimit, now }: PlanInput): Plan {
  const asLive = forecaster(live, live, now);
  const asToday = courseShape(live) === courseShape(today) ? asLive : forecaster(today, live, now);
  const mails = { live: tally(), today: tally() };
  const places = new Map(today.lessons.map(({ key }) => [key, { before: 0, at: 0 }]));
  const losses: Losses = { skips: new Map(), repeats: new Map() };
  const count = { readers: 0, underWay: 0, touched: 0 };
  for (const group of groups) {
    const [before, after] = [asLive(group), asToday(group)];
    mails.live.add(before, group.readers);
    mails.today.add(after, group.readers);
    notePlaces(places, after, group.readers);
    noteLosses(losses, { live, today }, { group, before, after });
    count.readers += group.readers;
    if (before.length > 0 || after.length > 0) count.underWay += group.readers;
    if (!isSameCourse(before, after)) count.touched += group.readers;
  }
  const dated = { live: mails.live.byDate(), today: mails.today.byDate() };
  return {
    edits: courseEdits(live, today),
    ...count,
    places: [...places].map(([lesson, at]) => ({ lesson, ...at, after: count.readers - at.before - at.at })),
    mails: dated,
    dangers:
      live.key !== today.key
        ? otherCourse(today, count.underWay)
        : [...skipsOf(losses, { live, today, prepared }), ...repeatsOf(losses), ...burstsOf(dated, dailyLimit)],
  };
}

/** As `forecast`, reckoned once for all groups of whom the same lesson comes at the same time after the same ones. */
function forecaster(course: Course, live: Course, now: number): (group: Group) => Coming[] {
  const known = new Map<string, Coming[]>();
  return ({ clock, standing }) => {
    const found = firstComing(course, live, { clock, standing }, now);
    if (!found) return [];
    const next = { ...found, dueAt: Math.max(found.dueAt, now) };
    const alike = JSON.stringify([Object.values(clock), [...standing.had], next.lesson.key, next.dueAt]);
    const coming = known.get(alike) ?? forecastFrom(course, clock, { had: standing.had, next }, now);
    known.set(alike, coming);
    return coming;
  };
}

/** Readers of a course with another key are never re-planned: what the table says comes, if that lesson is still sent. */
function firstComing(course: Course, live: Course, { clock, standing }: Omit<Group, "readers">, now: number) {
  if (course.key === live.key) return comingNext(course, clock, standing, now);
  const { nextLesson: key, nextDueAt: dueAt } = standing;
  const lesson = course.lessons.find((one) => one.key === key && !one.retired);
  return lesson && dueAt !== null ? { lesson, dueAt } : null;
}

function tally() {
  const counts = new Map<number, Map<string, number>>();

  function add(coming: readonly Coming[], readers: number): void {
    for (const { lesson, dueAt } of coming) {
      const then = counts.get(dueAt) ?? new Map<string, number>();
      counts.set(dueAt, then.set(lesson.key, (then.get(lesson.key) ?? 0) + readers));
    }
  }

  function byDate(): Mails[] {
    return [...counts]
      .sort(([one], [other]) => one - other)
      .flatMap(([dueAt, lessons]) => [...lessons].map(([lesson, readers]) => ({ dueAt, lesson, readers })));
  }

  return { add, byDate };
}

function notePlaces(
  places: ReadonlyMap<string, { before: number; at: number }>,
  coming: readonly Coming[],
  readers: number,
): void {
  for (const [turn, { lesson }] of coming.entries()) {
    const place = places.get(lesson.key);
    if (!place) continue;
    if (turn === 0) place.at += readers;
    else place.before += readers;
  }
}

function isSameCourse(before: readonly Coming[], after: readonly Coming[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ lesson, dueAt }, turn) => lesson.key === after[turn]?.lesson.key && dueAt === after[turn]?.dueAt)
  );
}

/** What is skipped and repeated then depends on what each of them does: to sign up again is to begin anew. */
function otherCourse({ key }: Course, readers: number): Danger[] {
  return readers === 0 ? [] : [{ kind: "course", name: `course:${key}`, readers }];
}
