/** What the author typed to try the course's dates with, checked; what is wrong keeps its words. */

import { type CalendarDay, calendarOf } from "./calendar.ts";
import { type Clock, defaultClock, minuteWords, momentOn } from "./clock.ts";
import { type ClockProblem, chosenClock, minuteOf } from "./clock-choice.ts";
import type { Course } from "./course.ts";

/** As typed. `at`: when she confirms. `quietDays` as bits, like a clock's. */
export type Typed = {
  readonly date: string;
  readonly at: string;
  readonly hour: string;
  readonly zone: string;
  readonly pace: string;
  readonly quietDays: number;
};

export type SimulationProblem = ClockProblem | "no-date" | "no-start";

export type Simulation =
  | { readonly kind: "calendar"; readonly clock: Clock; readonly days: readonly CalendarDay[] }
  | { readonly kind: "wrong"; readonly problems: readonly SimulationProblem[] };

/** Holidays are known until 2050; before 2000 nobody read anything. */
const YEARS = /^20\d\d-\d\d-\d\d$/;

/** Today at noon with the course's own clock. */
export function firstTyped(course: Course, today: string): Typed {
  const { zone, minute } = course;
  return { date: today, at: "12:00", hour: minuteWords(minute).padStart(5, "0"), zone, pace: "1", quietDays: 0 };
}

export function simulate(course: Course, typed: Typed): Simulation {
  const usual = defaultClock(course);
  const choice = {
    zone: typed.zone,
    minute: minuteOf(typed.hour),
    paceDays: Number(typed.pace),
    quietDays: typed.quietDays,
  };
  const chosen = chosenClock(usual, choice);
  const at = minuteOf(typed.at);
  const { zone } = "clock" in chosen ? chosen.clock : usual;
  const startAt = YEARS.test(typed.date) ? momentOn({ zone, minute: at || 0 }, typed.date) : null;
  if ("clock" in chosen && startAt !== null && !Number.isNaN(at)) {
    return { kind: "calendar", clock: chosen.clock, days: calendarOf(course, { startAt, clock: chosen.clock }) };
  }
  const dates = [startAt === null && "no-date", Number.isNaN(at) && "no-start"] as const;
  return {
    kind: "wrong",
    problems: [...dates.filter((problem) => problem !== false), ...clockProblems(usual, choice)],
  };
}

/** All that is wrong, each part of the clock judged by itself. */
function clockProblems(usual: Clock, { zone, minute, paceDays, quietDays }: Clock): ClockProblem[] {
  return [{ zone }, { minute }, { paceDays }, { quietDays }].flatMap((part) => {
    const chosen = chosenClock(usual, part);
    return "problem" in chosen ? [chosen.problem] : [];
  });
}
