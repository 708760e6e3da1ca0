/** The author's look at who is stuck: everybody overdue, undelivered, suppressed or never confirmed, each with a reason. Changes nothing. */

import {
  neverConfirmed,
  newestSuppressions,
  type Overdue,
  overdueFor,
  SHOWN,
  type Suppressed,
  type Troubled,
  troubledDeliveries,
  type Unconfirmed,
} from "../db/desk/stuck.ts";
import { type OpenWork, openWork, type SendingDay, sendingDays } from "../db/desk/today.ts";
import { type Engine, engineRow } from "../db/engine.ts";
import { onlyRow, rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { activeLessons } from "../domain/course.ts";
import { type Trouble, troublesOf } from "../domain/late.ts";
import { HOUR, MINUTE } from "../domain/numbers.ts";
import { type WhyOverdue, whyOverdue } from "../domain/why-overdue.ts";
import { machineOf } from "./look-at-today.ts";

/** Lists hold at most `SHOWN` rows. */
export type Stuck = {
  troubles: Trouble[];
  overdue: (Overdue & { why: WhyOverdue })[];
  unconfirmedMails: Troubled[];
  failed: Troubled[];
  suppressed: Suppressed[];
  neverConfirmed: Unconfirmed[];
};

/** A tick comes every five minutes: what is younger is not late. */
const OVERDUE_AFTER = 10 * MINUTE;
/** Who signed up within the hour may be reading the mail just now. */
const UNCONFIRMED_AFTER = HOUR;

/** One D1 batch; some 200 rows. `now` is unix ms. */
export async function lookAtStuck(
  deps: Pick<Deps, "db" | "course" | "config">,
  { now }: { now: number },
): Promise<Stuck> {
  const { db, course } = deps;
  const [engines, open, days, unconfirmed, failed, suppressed, never, ...overdue] = await db.batch([
    engineRow(db),
    openWork(db),
    sendingDays(db, now, 1),
    troubledDeliveries(db, "unconfirmed"),
    troubledDeliveries(db, "failed"),
    newestSuppressions(db),
    neverConfirmed(db, now - UNCONFIRMED_AFTER),
    ...activeLessons(course).map(({ key }) => overdueFor(db, key, now - OVERDUE_AFTER)),
  ]);
  const machine = machineOf(deps, onlyRow<Engine>(engines), onlyRow<OpenWork>(open), rowsOf<SendingDay>(days).at(-1));
  const troubles = troublesOf(machine, now);
  const waiting = overdue.flatMap((result) => rowsOf<Overdue>(result)).sort((a, b) => a.due_at - b.due_at);
  return {
    troubles,
    overdue: waiting.slice(0, SHOWN).map((row) => ({ ...row, why: whyOverdue(troubles, row) })),
    unconfirmedMails: rowsOf<Troubled>(unconfirmed),
    failed: rowsOf<Troubled>(failed),
    suppressed: rowsOf<Suppressed>(suppressed),
    neverConfirmed: rowsOf<Unconfirmed>(never),
  };
}
