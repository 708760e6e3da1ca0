/** Readers as the author takes them out of the database, page by page. */

export type ReaderRow = {
  id: number;
  email: string;
  name: string;
  signed_up_at: number;
  confirmed_at: number | null;
  unsubscribed_at: number | null;
  zone: string;
  minute: number;
  pace_days: number;
  suppressed: string | null;
  next_lesson: string | null;
  next_due_at: number | null;
  completed_at: number | null;
  stopped_at: number | null;
  stop_reason: string | null;
  /** JSON array of the lessons that were sent to her, in the order in which they went. */
  had: string;
  /** Of her last consent. */
  consent_page: string | null;
  consent_at: number | null;
  imported_at: number | null;
  utm: string | null;
  referrer: string | null;
};

/** `ReaderRow`s in id order after `after`, `limit` at most, each with her latest passage through this course. */
export function readersAfter(
  db: D1Database,
  { course, after, limit }: { course: string; after: number; limit: number },
) {
  return db
    .prepare(`
      SELECT s.id, s.email, s.name, s.signed_up_at, s.confirmed_at, s.unsubscribed_at, k.zone, k.minute, k.pace_days,
        x.reason AS suppressed, e.next_lesson, e.next_due_at, e.completed_at, e.stopped_at, e.stop_reason,
        (SELECT json_group_array(h.lesson) FROM (
          SELECT d.lesson, min(d.sent_at) AS sent_at FROM enrollments p JOIN deliveries d ON d.enrollment_id = p.id
          WHERE p.subscriber_id = s.id AND p.course = ?1 AND d.sent_at IS NOT NULL GROUP BY d.lesson ORDER BY 2, 1) h) AS had,
        c.page AS consent_page, c.given_at AS consent_at, c.imported_at, c.utm, c.referrer
      FROM subscribers s JOIN clocks k ON k.id = s.clock_id
      LEFT JOIN suppressions x ON x.address_hash = s.address_hash
      LEFT JOIN enrollments e ON e.id = (SELECT max(l.id) FROM enrollments l WHERE l.subscriber_id = s.id AND l.course = ?1)
      LEFT JOIN consents c ON c.id = (SELECT max(g.id) FROM consents g WHERE g.address_hash = s.address_hash)
      WHERE s.id > ?2 ORDER BY s.id LIMIT ?3`)
    .bind(course, after, limit);
}
