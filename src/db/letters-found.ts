/** Letters found at the provider that a restored database does not know: whoever had one has its row again, and gets it no second time. */

/** [address in lower case, letter, batch id, provider id, sent at, delivered at] */
export type FoundLetter = [string, string, string, string, number, number | null];

const FOUND = `json_each(?1) m CROSS JOIN subscribers s ON s.email = (m.value ->> 0) COLLATE NOCASE`;
const HERS = `e.subscriber_id = s.id AND e.course = 'letter:' || (m.value ->> 1)`;

/** What the ledger has not as sent. */
const NEWS = `SELECT m.value ->> 1 AS lesson, m.value ->> 4 AS sent_at FROM ${FOUND}
  WHERE NOT EXISTS (SELECT 1 FROM enrollments e JOIN deliveries d ON d.enrollment_id = e.id WHERE ${HERS} AND d.provider_id IS NOT NULL)`;

/** For one D1 batch, in this order. The last returns the rows that were made right, `SettledLetter`. */
export function settleLetters(db: D1Database, letters: readonly FoundLetter[]) {
  const told = JSON.stringify(letters);
  return [
    db
      .prepare(`
        INSERT INTO sending_days (day, accepted)
        SELECT date(n.sent_at / 1000, 'unixepoch'), count(*) FROM (${NEWS}) n WHERE true GROUP BY 1
        ON CONFLICT (day) DO UPDATE SET accepted = accepted + excluded.accepted`)
      .bind(told),
    db
      .prepare(`
        UPDATE letters SET sent = sent + x.mails FROM (SELECT n.lesson, count(*) AS mails FROM (${NEWS}) n GROUP BY 1) x
        WHERE letters.id = (SELECT max(l.id) FROM letters l WHERE l.key = x.lesson)`)
      .bind(told),
    db
      .prepare(`
        INSERT INTO enrollments (subscriber_id, course, last_lesson, created_at, completed_at)
        SELECT s.id, 'letter:' || (m.value ->> 1), m.value ->> 1, m.value ->> 4, m.value ->> 4 FROM ${FOUND} WHERE true
        ON CONFLICT (subscriber_id, course, part) DO UPDATE SET last_lesson = excluded.last_lesson, next_lesson = NULL,
          next_due_at = NULL, completed_at = coalesce(enrollments.completed_at, excluded.completed_at)`)
      .bind(told),
    db
      .prepare(`
        INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, provider_id, claimed_at, sent_at, delivered_at)
        SELECT e.id, m.value ->> 1, m.value ->> 2, 'sent', m.value ->> 3, m.value ->> 4, m.value ->> 4, m.value ->> 5
        FROM ${FOUND} CROSS JOIN enrollments e ON ${HERS} WHERE true
        ON CONFLICT (enrollment_id, lesson) DO UPDATE SET batch_id = excluded.batch_id, status = 'sent', reason = NULL,
          provider_id = excluded.provider_id, claimed_at = excluded.claimed_at, sent_at = excluded.sent_at,
          delivered_at = coalesce(deliveries.delivered_at, excluded.delivered_at)
        WHERE deliveries.status <> 'sent' OR deliveries.provider_id IS NULL
        RETURNING enrollment_id, lesson, batch_id, provider_id`)
      .bind(told),
  ];
}

export type SettledLetter = { enrollment_id: number; lesson: string; batch_id: string; provider_id: string };
