/** Bursts: hours and days in which an edit would make more mails leave than they ever did. */

import { BURST, DAY, HOUR } from "./numbers.ts";
import type { Mails } from "./plan.ts";

/** The lesson that an edit adds most of to the fullest such hour, or to a day beyond the provider's quota. */
export type Burst = {
  readonly kind: "burst";
  readonly name: string;
  readonly lesson: string;
  /** All mails of that hour or UTC day, of whatever lesson. */
  readonly mails: number;
  /** When the hour or day begins; unix ms. */
  readonly at: number;
  readonly per: "hour" | "day";
  readonly limit: number;
};

type Compared = { readonly live: readonly Mails[]; readonly today: readonly Mails[] };
type Span = Map<number, Map<string, number>>;

/** `dailyLimit`: lessons a day that the provider's quota has room for. What the live course does anyway is no burst. */
export function burstsOf({ live, today }: Compared, dailyLimit: number | undefined): Burst[] {
  const hours = { per: "hour", live: spans(live, HOUR), today: spans(today, HOUR) } as const;
  const days = { per: "day", live: spans(live, DAY), today: spans(today, DAY) } as const;
  const bursts = [
    ...fullest(hours, hourlyLimit(busiest(hours.live), dailyLimit)),
    ...(dailyLimit === undefined ? [] : fullest(days, Math.max(dailyLimit, busiest(days.live)))),
  ];
  return [...Map.groupBy(bursts, ({ name }) => name).values()].flatMap(([first]) => first ?? []);
}

/** Mails in one hour above which an edit makes a burst; `busiest` is the fullest hour of the live course. */
function hourlyLimit(busiest: number, dailyLimit: number | undefined): number {
  const usual = Math.max(BURST.floor, BURST.times * busiest);
  return Math.max(busiest, Math.min(usual, BURST.providerPerHour, dailyLimit ?? usual));
}

/** For each lesson to blame, the fullest of its hours or days above the limit. */
function fullest({ per, live, today }: { per: Burst["per"]; live: Span; today: Span }, limit: number): Burst[] {
  const length = per === "hour" ? HOUR : DAY;
  const over = [...today]
    .map(([at, lessons]) => ({ at: at * length, mails: sum(lessons), lesson: blamed(lessons, live.get(at)) }))
    .filter(({ mails }) => mails > limit)
    .sort((one, other) => other.mails - one.mails || one.at - other.at);
  const ofLesson = [...Map.groupBy(over, ({ lesson }) => lesson).values()].flatMap(([first]) => first ?? []);
  return ofLesson.map((one) => ({ kind: "burst", name: `burst:${one.lesson}`, ...one, per, limit }));
}

/** The lesson of which most came to this hour that would not have come then. */
function blamed(lessons: ReadonlyMap<string, number>, before: ReadonlyMap<string, number> = new Map()): string {
  const more = ([lesson, mails]: [string, number]) => mails - (before.get(lesson) ?? 0);
  const [most] = [...lessons].sort((one, other) => more(other) - more(one) || (one[0] < other[0] ? -1 : 1));
  return most?.[0] ?? "";
}

function spans(mails: readonly Mails[], length: number): Span {
  const counts: Span = new Map();
  for (const { dueAt, lesson, readers } of mails) {
    const at = Math.floor(dueAt / length);
    const lessons = counts.get(at) ?? new Map<string, number>();
    counts.set(at, lessons.set(lesson, (lessons.get(lesson) ?? 0) + readers));
  }
  return counts;
}

function busiest(counts: Span): number {
  return Math.max(0, ...[...counts.values()].map(sum));
}

function sum(lessons: ReadonlyMap<string, number>): number {
  return [...lessons.values()].reduce((all, mails) => all + mails, 0);
}
