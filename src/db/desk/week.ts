/** The last seven days in numbers, for the author's letter. */

type Counted = {
  finished: number;
  stopped: number;
  requests: number;
  accepted: number;
  bounced: number;
  complained: number;
  troubled: number;
};

/** One row, `Counted`; reads what the week brought, by indexes. */
export function weekInNumbers(db: D1Database, { from, to }: { from: number; to: number }) {
  return db
    .prepare(`
      SELECT (SELECT count(*) FROM enrollments WHERE completed_at >= ?1 AND completed_at < ?2) AS finished,
        (SELECT count(*) FROM enrollments WHERE stopped_at >= ?1 AND stopped_at < ?2) AS stopped,
        (SELECT count(*) FROM consultations WHERE created_at >= ?1 AND created_at < ?2) AS requests,
        (SELECT count(*) FROM deliveries WHERE status IN ('failed', 'unconfirmed') AND claimed_at >= ?1 AND claimed_at < ?2)
          AS troubled,
        d.accepted, d.bounced, d.complained
      FROM (SELECT ifnull(sum(accepted), 0) AS accepted, ifnull(sum(bounced), 0) AS bounced, ifnull(sum(complained), 0) AS complained
        FROM sending_days WHERE day >= date(?1 / 1000, 'unixepoch') AND day < date(?2 / 1000, 'unixepoch')) d`)
    .bind(from, to);
}

export type WeekInNumbers = Counted;
