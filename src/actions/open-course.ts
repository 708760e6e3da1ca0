/** Opening her own page: what she has had, what comes when and why, and what she agreed to. */

import { type HadRow, lessonsHad } from "../db/by-hand.ts";
import { type GivenConsent, latestConsent } from "../db/consents.ts";
import { standingOf } from "../db/enrollments.ts";
import { firstRow, rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import type { Clock } from "../domain/clock.ts";
import type { Course } from "../domain/course.ts";
import { type Coming, forecast } from "../domain/forecast.ts";
import { lessonOfKey } from "../domain/place.ts";
import { signToken } from "../domain/token.ts";
import { whyDue } from "../domain/why-due.ts";
import { isStopped, type Known, readerOf, type Unknown } from "./reader-of.ts";

/** A lesson that went to her; `readable` when its words are still in the course. Once, with its last date (unix ms). */
type HadLesson = { key: string; subject: string; at: number; leaving: boolean; readable: boolean };

export type OpenedCourse = {
  kind: "open";
  state: "running" | "finished" | "stopped" | "unreachable";
  clock: Clock;
  part: number;
  had: HadLesson[];
  coming: Coming[];
  /** Why the next one comes then; empty when none comes. */
  why: string;
  consent: GivenConsent | null;
  stopToken: string;
};

export async function openCourse(
  deps: Pick<Deps, "db" | "course" | "config">,
  { token, now }: { token: string; now: number },
): Promise<OpenedCourse | Unknown> {
  const known = await readerOf(deps, { purpose: "course", token, now });
  if (known.kind !== "known") return known;
  const { db, course, config } = deps;
  const { reader, clock, passage } = known;
  const [had, consents] = await db.batch([
    lessonsHad(db, reader.address_hash, course.key),
    latestConsent(db, reader.address_hash),
  ]);
  const standing = standingOf(passage);
  const coming = isStopped(known) ? [] : forecast(course, clock, standing, now);
  return {
    kind: "open",
    state: stateOf(known, coming),
    clock,
    part: passage.part,
    had: hadLessons(course, rowsOf<HadRow>(had)),
    coming,
    why: whyNext(clock, coming[0], standing.lastAt, now),
    consent: firstRow<GivenConsent>(consents) ?? null,
    stopToken: reader.unsubscribe_token ?? signToken(config.secrets, "unsubscribe", reader.address_hash, null),
  };
}

function stateOf(known: Known, coming: readonly Coming[]): OpenedCourse["state"] {
  if (known.reader.suppressed !== null) return "unreachable";
  if (isStopped(known)) return "stopped";
  return coming.length > 0 ? "running" : "finished";
}

function whyNext(clock: Clock, next: Coming | undefined, lastAt: number | null, now: number): string {
  return next ? whyDue(clock, next.lesson.wait ?? 0, { dueAt: next.dueAt, lastAt, now }) : "";
}

/** Whether a delivery is one that she may read again: it went out, or nobody knows that it did not. */
export function wentOut(status: string): boolean {
  return status === "sent" || status === "unconfirmed";
}

function hadLessons(course: Course, rows: readonly HadRow[]): HadLesson[] {
  const lessons = new Map<string, HadLesson>();
  for (const { lesson: key, status, at } of rows) {
    const lesson = lessonOfKey(course, key);
    const leaving = status === "claimed";
    if (!lesson || !(leaving || wentOut(status))) continue;
    const before = lessons.get(lesson.key);
    const readable = !lesson.retired && (!leaving || before?.readable === true);
    lessons.delete(lesson.key);
    lessons.set(lesson.key, { key: lesson.key, subject: lesson.subject, at, leaving, readable });
  }
  return [...lessons.values()];
}
