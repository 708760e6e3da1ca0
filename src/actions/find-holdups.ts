/** Finding what may hold up mails in the whole house, for the page of one reader and for that of everybody stuck. */

import { type DueCount, dueBetween } from "../db/desk/today.ts";
import { type Engine, engineRow, type Room, roomNow } from "../db/engine.ts";
import { onlyRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { activeLessons } from "../domain/course.ts";
import { troublesOf } from "../domain/late.ts";
import { TICK_LIMITS } from "../domain/numbers.ts";
import type { House } from "../domain/why-waiting.ts";
import { machineOf } from "./look-at-today.ts";
import { dailyLimit } from "./plan-claim.ts";

type HouseDeps = Pick<Deps, "db" | "course" | "config">;

/** For one D1 batch, whose results `houseOf` reads. */
export function houseQuestions({ db, course, config }: HouseDeps, now: number): D1PreparedStatement[] {
  const keys = activeLessons(course).map(({ key }) => key);
  return [
    engineRow(db),
    roomNow(db, { batches: TICK_LIMITS.openBatches, dailyLimit: dailyLimit(config), now }),
    dueBetween(db, keys, { from: 0, to: now }),
  ];
}

/** What others' mails wait for says nothing of hers. */
const NO_WORK = { batches: 0, notices: 0, oldest: null };

export function houseOf(
  deps: HouseDeps,
  [engines, rooms, dues]: readonly (D1Result | undefined)[],
  now: number,
): House {
  const engine = onlyRow<Engine>(engines);
  const { open_batches, quota_left } = onlyRow<Room>(rooms);
  return {
    now,
    troubles: troublesOf(machineOf(deps, engine, NO_WORK, undefined), now),
    lastTickAt: engine.last_tick_at,
    quotaLeft: quota_left,
    isFull: open_batches >= TICK_LIMITS.openBatches,
    dueReaders: onlyRow<DueCount>(dues).readers,
  };
}
