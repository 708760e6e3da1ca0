/** Where a passage stands when mails were sent that its row knows nothing of: the rule of a running course, dated from the real mail. */

import { nextDueFromNow } from "./clock.ts";
import type { Course } from "./course.ts";
import { SUPPRESSION_REASONS } from "./delivery.ts";
import { lessonOfKey, nextLesson } from "./place.ts";
import type { KnownPassage, LedgerRow } from "./sent-mail.ts";

export type Placement = {
  readonly last: string | null;
  /** Null when nothing is left to come. */
  readonly next: string | null;
  readonly nextDueAt: number | null;
  /** When the last of its lessons went out, unix ms. */
  readonly lastAt: number | null;
};

const STOPS: readonly string[] = ["unsubscribed", ...SUPPRESSION_REASONS];

/** What was left out because she had stopped may still come: it counts for nothing here. */
export function placementOf(course: Course, passage: KnownPassage, now: number): Placement {
  const rows = passage.rows.filter(({ status, reason }) => !(status === "skipped" && STOPS.includes(reason ?? "")));
  const newest = rows.reduce<LedgerRow | null>((best, row) => (best && isAfter(course, best, row) ? best : row), null);
  const last = newest?.lesson ?? passage.last;
  const had = new Set(rows.map(({ lesson }) => lesson));
  const isOver = passage.completed && !course.finishedGetNewLessons;
  const next = isOver ? undefined : nextLesson(course, { had, last, from: passage.from });
  const lastAt = newest?.at ?? null;
  return {
    last,
    next: next?.key ?? null,
    lastAt,
    nextDueAt: next ? dueAt(passage, next.wait ?? 0, lastAt, now) : null,
  };
}

function dueAt({ clock, nextDueAt }: KnownPassage, waitDays: number, lastAt: number | null, now: number): number {
  return lastAt === null ? (nextDueAt ?? now) : nextDueFromNow(clock, waitDays, lastAt, now);
}

/** Of two at the same moment the one further on in the course is the later. */
function isAfter(course: Course, a: LedgerRow, b: LedgerRow): boolean {
  return a.at === b.at ? placeOf(course, a) > placeOf(course, b) : a.at > b.at;
}

function placeOf(course: Course, { lesson }: LedgerRow): number {
  const today = lessonOfKey(course, lesson);
  return today ? course.lessons.indexOf(today) : -1;
}
