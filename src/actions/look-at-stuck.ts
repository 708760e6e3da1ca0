/** The author's look at who is stuck: everybody overdue, undelivered, suppressed or never confirmed, each with a reason. Changes nothing. */

import {
  neverConfirmed,
  newestSuppressions,
  type Overdue,
  onTheirWay,
  overdueFor,
  SHOWN,
  type Suppressed,
  type Troubled,
  troubledDeliveries,
  type Unconfirmed,
} from "../db/desk/stuck.ts";
import { type OpenWork, openWork, type SendingDay, sendingDays } from "../db/desk/today.ts";
import type { Engine } from "../db/engine.ts";
import { onlyRow, rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { LATE_AFTER, type Trouble, troublesOf } from "../domain/late.ts";
import { HOUR } from "../domain/numbers.ts";
import { type House, type Late, type Owed, whyWaiting } from "../domain/why-waiting.ts";
import { houseOf, houseQuestions } from "./find-holdups.ts";
import { machineOf } from "./look-at-today.ts";

/** Lists hold at most `SHOWN` rows. */
export type Stuck = {
  troubles: Trouble[];
  /** Who waits longest, first. */
  overdue: (Pick<Overdue, "subscriber_id" | "email" | "name"> & Late)[];
  unconfirmedMails: Troubled[];
  failed: Troubled[];
  suppressed: Suppressed[];
  neverConfirmed: Unconfirmed[];
};

/** Who signed up within the hour may be reading the mail just now. */
const UNCONFIRMED_AFTER = HOUR;

/** One D1 batch; some hundred rows. `now` is unix ms. */
export async function lookAtStuck(
  deps: Pick<Deps, "db" | "course" | "config">,
  { now }: { now: number },
): Promise<Stuck> {
  const { db, course } = deps;
  const before = now - LATE_AFTER;
  const [engines, rooms, dues, open, days, unconfirmed, failed, suppressed, never, ...overdue] = await db.batch([
    ...houseQuestions(deps, now),
    openWork(db),
    sendingDays(db, now, 1),
    troubledDeliveries(db, "unconfirmed"),
    troubledDeliveries(db, "failed"),
    newestSuppressions(db),
    neverConfirmed(db, now - UNCONFIRMED_AFTER),
    onTheirWay(db, course, before),
    ...course.lessons.map(({ key }) => overdueFor(db, key, before)),
  ]);
  const machine = machineOf(deps, onlyRow<Engine>(engines), onlyRow<OpenWork>(open), rowsOf<SendingDay>(days).at(-1));
  const house = houseOf(deps, [engines, rooms, dues], now);
  return {
    troubles: troublesOf(machine, now),
    overdue: longestFirst(
      house,
      overdue.flatMap((result) => rowsOf<Overdue>(result)),
    ),
    unconfirmedMails: rowsOf<Troubled>(unconfirmed),
    failed: rowsOf<Troubled>(failed),
    suppressed: rowsOf<Suppressed>(suppressed),
    neverConfirmed: rowsOf<Unconfirmed>(never),
  };
}

/** Each reader once, also who is due while the lesson before is still on its way. */
function longestFirst(house: House, rows: readonly Overdue[]): Stuck["overdue"] {
  const readers = new Map(rows.map((row) => [row.subscriber_id, row]));
  return [...readers.values()]
    .flatMap((row) => {
      const { subscriber_id, email, name } = row;
      const late = whyWaiting({ ...house, ...owedTo(row) });
      return late ? [{ subscriber_id, email, name, ...late }] : [];
    })
    .sort((a, b) => a.since - b.since)
    .slice(0, SHOWN);
}

function owedTo(row: Overdue): Owed {
  const { lesson, due_at: dueAt } = row;
  return {
    next: lesson === null || dueAt === null ? null : { lesson, dueAt },
    onItsWay: row.way_lesson === null ? null : { ...row, lesson: row.way_lesson },
    isKeptFrom: row.is_kept_from === 1,
  };
}
