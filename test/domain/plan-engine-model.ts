/** A model of the engine: ticks of five minutes, a ledger, a cached next lesson, and re-planning after a deploy, told in prose. */

import { type Clock, nextDue } from "../../src/domain/clock.ts";
import type { Course } from "../../src/domain/course.ts";
import type { Standing } from "../../src/domain/forecast.ts";
import { HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { keysOf, lessonsAfter, nextLesson } from "../../src/domain/place.ts";

const TICK = 5 * MINUTE;

export type ModelReader = {
  readonly clock: Clock;
  readonly had: Set<string>;
  from: string | null;
  last: string | null;
  next: string | null;
  dueAt: number | null;
  lastAt: number | null;
  completed: boolean;
  /** Everything she was ever sent, with the tick that sent it. */
  readonly sent: { key: string; at: number }[];
};

/** The tick that takes what is due then. */
export function atTick(dueAt: number): number {
  return Math.ceil(dueAt / TICK) * TICK;
}

/** She is due at once: from the beginning, or from the lesson at which she starts again. */
export function begin(course: Course, clock: Clock, at: number, from: number | null): ModelReader {
  const lesson = course.lessons[from ?? 0] ?? course.lessons[0];
  const next = lesson?.key ?? null;
  const none = { had: new Set<string>(), last: null, lastAt: null, completed: false, sent: [] };
  return { clock, ...none, from: from === null ? null : next, next, dueAt: at };
}

export function standingOf({ had, last, from, next, dueAt, lastAt, completed }: ModelReader): Standing {
  return { had, last, from, nextLesson: next, nextDueAt: dueAt, lastAt, completed };
}

/** All ticks up to this moment, of which only those are looked at that have something to do. */
export function runTo(course: Course, readers: readonly ModelReader[], end: number): void {
  for (const reader of readers) {
    while (reader.dueAt !== null && atTick(reader.dueAt) <= end) claim(course, reader, atTick(reader.dueAt));
  }
}

function claim(course: Course, reader: ModelReader, at: number): void {
  const key = reader.next;
  const lesson = course.lessons.find((one) => one.key === key);
  if (key === null || lesson === undefined || lesson.retired) throw new Error(`nobody may be due for ${key}`);
  if (keysOf(lesson).some((one) => reader.had.has(one))) throw new Error(`${key} a second time`);
  reader.had.add(key);
  reader.sent.push({ key, at });
  const next = lessonsAfter(course, key).find((one) => !keysOf(one).some((had) => reader.had.has(had)));
  const dueAt = next ? nextDue(reader.clock, next.wait ?? 0, at) : null;
  Object.assign(reader, { last: key, lastAt: at, next: next?.key ?? null, dueAt, completed: next === undefined });
}

/** The first tick after a deploy: whoever has another next lesson now gets it after its wait, at an hour of hers that is still to come. */
export function deploy(course: Course, readers: readonly ModelReader[], now: number): void {
  for (const reader of readers) {
    if (reader.completed && !course.finishedGetNewLessons) continue;
    const next = nextLesson(course, reader);
    if (!next) Object.assign(reader, { next: null, dueAt: null, completed: true });
    else if (next.key !== reader.next) {
      const dueAt =
        reader.lastAt === null ? (reader.dueAt ?? now) : notBefore(now, reader, next.wait ?? 0, reader.lastAt);
      Object.assign(reader, { next: next.key, dueAt, completed: false });
    }
    if (reader.dueAt !== null) reader.dueAt = Math.max(reader.dueAt, now);
  }
}

/** Her hour on the day that the wait asks for, or, when that has passed, the next one from now on. */
function notBefore(now: number, { clock }: ModelReader, wait: number, lastAt: number): number {
  const byWait = nextDue(clock, wait, lastAt);
  return byWait >= now ? byWait : nextDue(clock, 0, now - 12 * HOUR);
}
