/** Copies: one lesson once more for one reader, beside her course, which knows nothing of it. */

import { COPIES_A_DAY, COPY_ONCE_IN, DAY } from "../domain/numbers.ts";
import { quotaLeft } from "./engine.ts";

export type Copying = {
  subscriberId: number;
  lesson: string;
  /** All keys under which she may have had it. */
  keys: readonly string[];
  course: string;
  dailyLimit: number | undefined;
  batchId: string;
  now: number;
};

/**
 * For one D1 batch, with `batchOfCopy` and `writeLedger` after it: a passage of one lesson, over as soon as it began. Only for a reader
 * who may be mailed and has had the lesson; not twice within minutes, a few times a day, within the day's quota.
 */
export function beginCopy(db: D1Database, { subscriberId, lesson, keys, course, dailyLimit, now }: Copying) {
  return db
    .prepare(`
        INSERT INTO enrollments (subscriber_id, course, part, from_lesson, last_lesson, created_at, completed_at)
        SELECT s.id, 'copy:' || ?3, (SELECT ifnull(max(part) + 1, 0) FROM enrollments WHERE subscriber_id = s.id AND course = 'copy:' || ?3),
          ?3, ?3, ?1, ?1
        FROM subscribers s
        WHERE s.id = ?2 AND s.confirmed_at IS NOT NULL AND s.unsubscribed_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = s.address_hash)
          AND EXISTS (SELECT 1 FROM enrollments e JOIN deliveries d ON d.enrollment_id = e.id
            WHERE e.subscriber_id = s.id AND e.course = ?4 AND d.status <> 'claimed' AND d.lesson IN (SELECT value FROM json_each(?5)))
          AND NOT EXISTS (SELECT 1 FROM enrollments WHERE subscriber_id = s.id AND course = 'copy:' || ?3 AND created_at > ?1 - ${COPY_ONCE_IN})
          AND ${COPIES_A_DAY} > (SELECT count(*) FROM enrollments
            WHERE subscriber_id = s.id AND course > 'copy:' AND course < 'copy;' AND created_at > ?1 - ${DAY})
          AND (?6 IS NULL OR ${quotaLeft("?6")} > 0)`)
    .bind(now, subscriberId, lesson, course, JSON.stringify(keys), dailyLimit ?? null);
}

/** The batch of a copy that has none yet. Returns its id. */
export function batchOfCopy(db: D1Database, { subscriberId, lesson, batchId, now }: Copying) {
  return db
    .prepare(`
        INSERT INTO batches (id, lesson, members, rung_at, created_at)
        SELECT ?4, ?3, json_array(json_array(e.id, s.clock_id)), ?1, ?1
        FROM enrollments e JOIN subscribers s ON s.id = e.subscriber_id
        WHERE e.subscriber_id = ?2 AND e.course = 'copy:' || ?3
          AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.enrollment_id = e.id)
        RETURNING id`)
    .bind(now, subscriberId, lesson, batchId);
}

/** Why there is none: one row, `NoCopy`, or none for nobody's id. */
export function whyNoCopy(db: D1Database, { subscriberId, lesson, keys, course, now }: Copying) {
  return db
    .prepare(`
      SELECT s.confirmed_at IS NULL OR s.unsubscribed_at IS NOT NULL
          OR EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = s.address_hash) AS stopped,
        EXISTS (SELECT 1 FROM enrollments e JOIN deliveries d ON d.enrollment_id = e.id
          WHERE e.subscriber_id = s.id AND e.course = ?4 AND d.status <> 'claimed' AND d.lesson IN (SELECT value FROM json_each(?5))) AS had,
        EXISTS (SELECT 1 FROM enrollments
          WHERE subscriber_id = s.id AND course = 'copy:' || ?3 AND created_at > ?1 - ${COPY_ONCE_IN}) AS sent,
        ${COPIES_A_DAY} <= (SELECT count(*) FROM enrollments
          WHERE subscriber_id = s.id AND course > 'copy:' AND course < 'copy;' AND created_at > ?1 - ${DAY}) AS enough
      FROM subscribers s WHERE s.id = ?2`)
    .bind(now, subscriberId, lesson, course, JSON.stringify(keys));
}

export type NoCopy = { stopped: number; had: number; sent: number; enough: number };
