/** The plan in English: what was edited, who stands where, how many mails come on which day. */

import type { Planned } from "../../actions/plan-course.ts";
import type { Course } from "../../domain/course.ts";
import type { Edit } from "../../domain/course-edits.ts";
import { DAY, HOUR } from "../../domain/numbers.ts";
import type { Mails, Plan } from "../../domain/plan.ts";
import { count } from "../count.ts";
import { dayWords, timeWords } from "./dates.ts";

const DAYS = 14;

export function planTold(planned: Planned, { course, now }: { course: Course; now: number }): string {
  const { plan } = planned;
  return [...remarks(planned), editsTold(plan.edits), placesTold(plan), daysTold(plan, course, now)].join("\n\n");
}

/** One line an edit. */
export function editsTold(edits: readonly Edit[]): string {
  if (edits.length === 0) return "Edited: nothing that decides who gets what and when.";
  const lines = edits.map((edit) => ["key" in edit ? edit.key : "all", words(edit)] as const);
  const width = Math.max(...lines.map(([key]) => key.length));
  return `Edited\n${lines.map(([key, what]) => `  ${key.padEnd(width)}  ${what}`).join("\n")}`;
}

function remarks({ replanning, paused }: Planned): string[] {
  return [
    ...(replanning
      ? ["The engine is still planning all readers anew after the last deploy; this counts with that course."]
      : []),
    ...(paused === null
      ? []
      : [`Sending is paused (${paused}): nothing leaves before it is resumed, whatever stands below.`]),
  ];
}

function words(edit: Edit): string {
  switch (edit.kind) {
    case "course-key":
      return `the course had the key ${edit.was}`;
    case "finished-get-new":
      return edit.on
        ? "readers who finished get lessons added at the end, from now on"
        : "readers who finished get no new lessons any more";
    case "added":
      return `new, ${placeWords(edit.after)}`;
    case "moved":
      return `moved ${placeWords(edit.after)}`;
    case "renamed":
      return `was ${edit.was}`;
    case "retired":
      return "taken out (retired)";
    case "restored":
      return "put back";
    case "vanished":
      return "its line is gone";
    case "key-dropped":
      return `no longer knows that it was ${edit.was}`;
    case "wait":
      return `waits ${count(edit.wait, "day")} instead of ${edit.was}`;
  }
}

function placeWords(after: string | null): string {
  return after === null ? "to the head of the list" : `after ${after}`;
}

function placesTold({ places, readers, underWay, touched }: Plan): string {
  const width = Math.max(...places.map(({ lesson }) => lesson.length), 7);
  const row = (name: string, numbers: readonly (string | number)[]) =>
    `  ${name.padEnd(width)}${numbers.map((number) => number.toLocaleString("en").padStart(10)).join("")}`;
  const rows = places.map(({ lesson, before, at, after }) => row(lesson, [before, at, after]));
  const changed =
    touched === 0
      ? "nothing changes for them"
      : `for ${touched.toLocaleString("en")} of them a lesson or a date changes`;
  return `${[`Readers${row("", ["before it", "next", "past it"]).slice(7)}`, ...rows].join("\n")}
${count(readers, "reader")}, ${underWay.toLocaleString("en")} under way; ${changed}.`;
}

function daysTold({ mails }: Plan, { zone }: Course, now: number): string {
  const [live, today] = [byDay(mails.live, zone), byDay(mails.today, zone)];
  const days = [...new Set(Array.from({ length: DAYS }, (_, day) => dayWords(zone, now + day * DAY)))];
  const end = days.findLastIndex((day) => live.has(day) || today.has(day)) + 1;
  if (end === 0) return `In the next ${DAYS} days no mail is due.`;
  const rows = days.slice(0, end).map((day) => {
    const [was, is] = [live.get(day) ?? [], today.get(day) ?? []];
    const numbers = [sum(was), sum(is)].map((number) => number.toLocaleString("en").padStart(9)).join("");
    return `  ${day}${numbers}   ${fullest(is, zone).padEnd(16)}${lessonsOf(is)}`.trimEnd();
  });
  return [`Mails by day      live    edited   fullest hour    of them`, ...rows].join("\n");
}

/** In the window only: a day of the month comes again a year later. */
function byDay(mails: readonly Mails[], zone: string): Map<string, Mails[]> {
  const until = (mails[0]?.dueAt ?? 0) + 300 * DAY;
  return Map.groupBy(
    mails.filter(({ dueAt }) => dueAt < until),
    ({ dueAt }) => dayWords(zone, dueAt),
  );
}

function fullest(mails: readonly Mails[], zone: string): string {
  const hours = [...Map.groupBy(mails, ({ dueAt }) => Math.floor(dueAt / HOUR))].map(([hour, some]) => ({
    hour,
    mails: sum(some),
  }));
  const [most] = hours.sort((one, other) => other.mails - one.mails || one.hour - other.hour);
  return most ? `${timeWords(zone, most.hour * HOUR)}  ${most.mails.toLocaleString("en")}` : "";
}

/** The three of which most come. */
function lessonsOf(mails: readonly Mails[]): string {
  const lessons = [...Map.groupBy(mails, ({ lesson }) => lesson)].map(([lesson, some]) => ({
    lesson,
    readers: sum(some),
  }));
  const most = lessons.sort((one, other) => other.readers - one.readers).slice(0, 3);
  const rest = lessons.length > most.length ? ", …" : "";
  return most.map(({ lesson, readers }) => `${lesson} ${readers.toLocaleString("en")}`).join(", ") + rest;
}

function sum(mails: readonly Mails[]): number {
  return mails.reduce((all, { readers }) => all + readers, 0);
}
