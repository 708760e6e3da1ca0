/** The author's look at today: what went out, what is due, how the machine runs, and how far people came. Changes nothing. */

import { countSince } from "../db/desk/consultations.ts";
import { countHanging, type Hanging } from "../db/desk/stuck.ts";
import {
  type DueCount,
  dueBetween,
  type OpenWork,
  openWork,
  type SendingDay,
  type Step,
  sendingDays,
  stepsOfWeeks,
  visitsOfWeeks,
} from "../db/desk/today.ts";
import { type Engine, engineRow, ratesNow } from "../db/engine.ts";
import { type EarliestDue, earliestDue } from "../db/enrollments.ts";
import { onlyRow, rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import type { Rates } from "../domain/breaker.ts";
import { activeLessons } from "../domain/course.ts";
import { weekOf } from "../domain/funnel.ts";
import { LATE_AFTER, type Machine, type Trouble, troublesOf } from "../domain/late.ts";
import { DAY } from "../domain/numbers.ts";
import { courseShape } from "../domain/place.ts";
import { dailyLimit } from "./plan-claim.ts";

export type Today = {
  now: number;
  /** The provider's last days, oldest first, one for each even if nothing went out. */
  days: SendingDay[];
  /** Readers whose lesson should have left: those who are due for it, and with them those whose lesson hangs on its way. */
  due: DueCount;
  late: DueCount;
  /** When the longest waiting of them was due; null when nobody is. */
  oldestDueAt: number | null;
  /** Readers whose lesson comes within 24 hours. */
  soon: DueCount;
  machine: Machine;
  troubles: Trouble[];
  rates: Rates;
  /** Requests for a talk in the last seven days. */
  requests: number;
  /** The week it is, and everybody's steps of the last ones, visits among them. */
  week: number;
  steps: Step[];
};

const DAYS_SHOWN = 14;
const WEEKS_SHOWN = 52;

type LookDeps = Pick<Deps, "db" | "course" | "config">;

/** One D1 batch that reads fewer than 2,000 rows. `now` is unix ms. */
export async function lookAtToday(deps: LookDeps, { now }: { now: number }): Promise<Today> {
  const { db, course } = deps;
  const week = weekOf(course.zone, now);
  const keys = activeLessons(course).map(({ key }) => key);
  const weeks = Array.from({ length: WEEKS_SHOWN }, (_, back) => week - back);
  const before = now - LATE_AFTER;
  const [engines, dues, hangs, soon, earliest, open, days, rates, requests, steps, visits] = await db.batch([
    engineRow(db),
    dueBetween(db, keys, { from: 0, to: before }),
    countHanging(db, course, before),
    dueBetween(db, keys, { from: before, to: now + DAY }),
    earliestDue(db, keys),
    openWork(db),
    sendingDays(db, now, DAYS_SHOWN),
    ratesNow(db, now),
    countSince(db, now - 7 * DAY),
    stepsOfWeeks(db, weeks),
    visitsOfWeeks(db, weeks),
  ]);
  const everyDay = daysUpTo(now, rowsOf<SendingDay>(days));
  const machine = machineOf(deps, onlyRow<Engine>(engines), onlyRow<OpenWork>(open), everyDay.at(-1));
  const due = onlyRow<DueCount>(dues);
  const hanging = onlyRow<Hanging>(hangs);
  const since = [hanging.since, ...rowsOf<EarliestDue>(earliest).map(({ due_at }) => due_at)];
  const waiting = since.flatMap((at) => (at !== null && at <= now ? [at] : []));
  return {
    now,
    days: everyDay,
    due,
    late: { readers: due.readers + hanging.readers, is_more: Math.max(due.is_more, hanging.is_more) },
    oldestDueAt: waiting.length > 0 ? Math.min(...waiting) : null,
    soon: onlyRow<DueCount>(soon),
    machine,
    troubles: troublesOf(machine, now),
    rates: onlyRow<Rates>(rates),
    requests: onlyRow<{ requests: number }>(requests).requests,
    week,
    steps: [...rowsOf<Step>(steps), ...rowsOf<Step>(visits)],
  };
}

/** What the machine tells of itself, from `engineRow`, `openWork` and the provider's last day. */
export function machineOf(
  { course, config }: Pick<Deps, "course" | "config">,
  engine: Engine,
  { batches, notices, oldest }: OpenWork,
  today: SendingDay | undefined,
): Machine {
  const limit = dailyLimit(config);
  return {
    lastTickAt: engine.last_tick_at,
    pausedUntil: engine.paused_until,
    pauseReason: engine.pause_reason,
    resumedAt: engine.resumed_at,
    stoppedAt: engine.stopped_at,
    isReplanning: engine.course_shape !== null && engine.course_shape !== courseShape(course),
    waiting: batches + notices,
    oldestWaitingAt: oldest,
    quota: limit === undefined ? null : { used: today?.accepted ?? 0, limit },
  };
}

/** A day on which nothing went out has no row. */
function daysUpTo(now: number, known: readonly SendingDay[]): SendingDay[] {
  const rows = new Map(known.map((row) => [row.day, row]));
  return Array.from({ length: DAYS_SHOWN }, (_, index) => {
    const day = new Date(now - (DAYS_SHOWN - 1 - index) * DAY).toISOString().slice(0, 10);
    return rows.get(day) ?? { day, accepted: 0, bounced: 0, complained: 0 };
  });
}
