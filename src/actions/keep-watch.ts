/** Keeping watch: the author hears of what keeps mails from leaving, and once a week how the course goes. */

import { type OpenWork, openWork, type SendingDay, type Step, sendingDays, stepsOfWeeks } from "../db/desk/today.ts";
import { type WeekInNumbers, weekInNumbers } from "../db/desk/week.ts";
import { type Engine, engineRow } from "../db/engine.ts";
import { noticeToAuthor } from "../db/notices-to-author.ts";
import { firstRow, onlyRow, rowsOf } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { weekOf } from "../domain/funnel.ts";
import { DAY } from "../domain/numbers.ts";
import { randomId } from "../domain/random-id.ts";
import { alertsFor, isLetterTime, type Told } from "../domain/watch.ts";
import { machineOf } from "./look-at-today.ts";
import { ring } from "./ring.ts";

type WatchDeps = Pick<Deps, "db" | "queue" | "course" | "config">;

/**
 * Asked by a bell that each tick rings for 15 minutes later, so that it is answered although no tick comes any more. Each alert
 * once in 24 hours.
 */
export async function keepWatch(deps: WatchDeps, { now }: { now: number }): Promise<{ alerts: string[] }> {
  const { db } = deps;
  const [engines, open, days] = await db.batch([engineRow(db), openWork(db), sendingDays(db, now, 1)]);
  const machine = machineOf(deps, onlyRow<Engine>(engines), onlyRow<OpenWork>(open), rowsOf<SendingDay>(days).at(-1));
  const alerts = alertsFor(machine, now);
  return { alerts: alerts.length === 0 ? [] : await tell(deps, alerts, { within: DAY, now }) };
}

const WEEK = 7 * DAY;

/** On Monday mornings; resolves to whether a letter was written. Nothing is written before anybody has signed up. */
export async function writeWeeklyLetter(deps: WatchDeps, { now }: { now: number }): Promise<boolean> {
  const { db, course, config } = deps;
  if (!config.writesWeekly || !isLetterTime(course.zone, now)) return false;
  const week = weekOf(course.zone, now) - 1;
  const [from, to] = [now - WEEK, now];
  const [counted, steps, engines] = await db.batch([
    weekInNumbers(db, { from, to }),
    stepsOfWeeks(db, [week]),
    engineRow(db),
  ]);
  if (onlyRow<Engine>(engines).last_tick_at === null) return false;
  const peopleAt = (name: string) => rowsOf<Step>(steps).find(({ step }) => step === name)?.people ?? 0;
  const numbers = onlyRow<WeekInNumbers>(counted);
  const told: Told = {
    kind: "weekly",
    from,
    to,
    signedUp: peopleAt("sign-up"),
    confirmed: peopleAt("confirm"),
    ...numbers,
  };
  return (await tell(deps, [told], { within: WEEK - DAY, now })).length > 0;
}

/** The kinds of what was written. */
async function tell(
  deps: WatchDeps,
  all: readonly Told[],
  { within, now }: { within: number; now: number },
): Promise<string[]> {
  const { db, config } = deps;
  const results = await db.batch(
    all.map((told) =>
      noticeToAuthor(db, { id: randomId(), kind: told.kind, email: config.authorEmail, told, now }, within),
    ),
  );
  const written = all.flatMap(({ kind }, index) => {
    const id = firstRow<{ id: string }>(results[index])?.id;
    return id === undefined ? [] : [{ kind, id }];
  });
  await ring(
    deps,
    written.map(({ id }) => ({ notice: id })),
  );
  return written.map(({ kind }) => kind);
}
