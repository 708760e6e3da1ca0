/** How many of a letter's mails left, counted once each in the transaction that records them, for its newest sending. */

import type { DeliveryKey } from "../domain/delivery.ts";
import type { End } from "./deliveries.ts";

/** For deliveries ?1, `[enrollment id, lesson, batch id]`, that are still claimed or that nobody was sure of. */
export function countLetterSent(db: D1Database, ends: readonly End[]) {
  const sent = ends.filter(([, , , status]) => status === "sent").map(([id, lesson, batch]) => [id, lesson, batch]);
  return countOpen(db, sent);
}

/** Before the provider's news change this delivery's status. Of a lesson nothing is counted. */
export function countLetterNews(
  db: D1Database,
  { enrollmentId, lesson, batchId }: DeliveryKey,
  status: "sent" | "failed",
) {
  const it = [[enrollmentId, lesson, batchId]];
  return status === "sent" ? countOpen(db, it) : takeBack(db, it);
}

/** Its rows that belong to letters, by letter. */
const OF_LETTERS = `json_each(?1) m CROSS JOIN deliveries d
  ON d.enrollment_id = m.value ->> 0 AND d.lesson = m.value ->> 1 AND d.batch_id = m.value ->> 2
  CROSS JOIN enrollments e ON e.id = d.enrollment_id AND e.course = 'letter:' || d.lesson`;

const NEWEST = `letters.id = (SELECT max(id) FROM letters n WHERE n.key = x.lesson)`;

function countOpen(db: D1Database, rows: readonly (readonly (string | number)[])[]) {
  return db
    .prepare(`
      UPDATE letters SET sent = sent + x.mails
      FROM (SELECT d.lesson, count(*) AS mails FROM ${OF_LETTERS} WHERE d.status IN ('claimed', 'unconfirmed') GROUP BY d.lesson) x
      WHERE ${NEWEST}`)
    .bind(JSON.stringify(rows));
}

function takeBack(db: D1Database, rows: readonly (readonly (string | number)[])[]) {
  return db
    .prepare(`
      UPDATE letters SET sent = sent - x.mails
      FROM (SELECT d.lesson, count(*) AS mails FROM ${OF_LETTERS} WHERE d.status = 'sent' GROUP BY d.lesson) x
      WHERE ${NEWEST}`)
    .bind(JSON.stringify(rows));
}
