/** Sign-ups counted by what they have in common; known is only its keyed hash, and for one day. */

import { DAY, HOUR } from "../domain/numbers.ts";
import type { Cap } from "../domain/sign-up-caps.ts";

/** One more of each; returns the `Counted`. Whatever becomes of the sign-up, and whosever address it is: one row each is written. */
export function countSignUp(db: D1Database, caps: readonly Cap[], now: number) {
  return db
    .prepare(`
      INSERT INTO sign_up_counts (day, counted, in_day, hour, in_hour)
      SELECT value ->> 'day', value ->> 'counted', 1, ?2, 1 FROM json_each(?1) WHERE true
      ON CONFLICT (day, counted) DO UPDATE SET in_day = in_day + 1,
        in_hour = iif(hour = excluded.hour, in_hour + 1, 1), hour = excluded.hour
      RETURNING counted, in_hour, in_day`)
    .bind(JSON.stringify(caps), Math.floor(now / HOUR));
}

/** Whether none of the `Cap`s in the parameter `caps` (JSON) is passed, as SQL. For the transaction that has counted them. */
export function withinCaps(caps: string): string {
  return `NOT EXISTS (SELECT 1 FROM json_each(${caps}) k CROSS JOIN sign_up_counts c
    WHERE c.day = k.value ->> 'day' AND c.counted = k.value ->> 'counted'
      AND (c.in_hour > k.value ->> 'perHour' OR c.in_day > k.value ->> 'perDay'))`;
}

/** What was counted on former days. */
export function forgetCounts(db: D1Database, now: number, limit: number) {
  return db
    .prepare(`
      DELETE FROM sign_up_counts WHERE (day, counted) IN
        (SELECT day, counted FROM sign_up_counts WHERE day < ?1 ORDER BY day, counted LIMIT ?2)`)
    .bind(Math.floor(now / DAY), limit);
}
