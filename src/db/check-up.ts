/** What `npm run doctor` asks the database: migrations, what waits too long, what was sent today and heard of. */

import { DAY, HOUR } from "../domain/numbers.ts";

/** Names of the migrations that this database has had, as wrangler keeps them. */
export function appliedMigrations(db: D1Database) {
  return db.prepare(`SELECT name FROM d1_migrations ORDER BY id`);
}

export type Passing = { notice_at: number | null; accepted: number; clock_seconds: number };

/** Since when the oldest notice waits, what the provider accepted on the UTC day of `now`, and what time the database thinks it is. */
export function passingState(db: D1Database, now: number) {
  return db
    .prepare(`
      SELECT (SELECT min(created_at) FROM notices WHERE state <> 'closed') AS notice_at,
        ifnull((SELECT accepted FROM sending_days WHERE day = date(?1 / 1000, 'unixepoch')), 0) AS accepted,
        unixepoch('now') AS clock_seconds`)
    .bind(now);
}

export type Heard = { sent: number; heard: number; last_sent_at: number | null };

/** Of the ten mails sent last, but more than an hour and less than a week ago: how many the provider told anything of. */
export function heardLately(db: D1Database, now: number) {
  return db
    .prepare(`
      SELECT count(*) AS sent, count(heard_at) AS heard, max(sent_at) AS last_sent_at FROM (
        SELECT sent_at, heard_at FROM (
          SELECT d.sent_at, coalesce(d.delivered_at, d.bounced_at, d.complained_at) AS heard_at
          FROM (SELECT lesson, members FROM batches ORDER BY rowid DESC LIMIT 20) b, json_each(b.members) m
          JOIN deliveries d ON d.enrollment_id = m.value ->> 0 AND d.lesson = b.lesson
          WHERE d.status = 'sent'
          UNION ALL
          SELECT sent_at, coalesce(delivered_at, bounced_at, complained_at)
          FROM (SELECT * FROM notices ORDER BY rowid DESC LIMIT 20) WHERE status = 'sent')
        WHERE sent_at BETWEEN ?1 AND ?2
        ORDER BY sent_at DESC LIMIT 10)`)
    .bind(now - 7 * DAY, now - HOUR);
}
