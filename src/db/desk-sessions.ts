/** The author's sessions at her desk, and the links that open one. */

import { DESK_LINKS, DESK_SESSION_LIFE, HOUR } from "../domain/numbers.ts";

type Asked = { id: string; email: string; isAuthor: boolean; now: number };

/**
 * The mail with her link, if it is she who asked and not too many were mailed of late. The same statement for every address, so that
 * its time tells nothing. Returns its id.
 */
export function signInNotice(db: D1Database, { id, email, isAuthor, now }: Asked) {
  return db
    .prepare(`
      INSERT INTO notices (id, kind, email, rung_at, created_at) SELECT ?1, 'sign-in', ?2, ?3, ?3
      WHERE ?4 = 1 AND ${DESK_LINKS} > (SELECT count(*) FROM notices WHERE kind = 'sign-in' AND created_at > ?3 - ${HOUR})
      RETURNING id`)
    .bind(id, email, now, isAuthor ? 1 : 0);
}

/** Begins a session by a link that nobody has used: returns its link. Sessions that are long over go. */
export function beginSession(
  db: D1Database,
  { link, sessionHash, now }: { link: string; sessionHash: string; now: number },
) {
  return [
    db.prepare(`DELETE FROM desk_sessions WHERE ends_at <= ?1`).bind(now),
    db
      .prepare(`
        INSERT INTO desk_sessions (link, session_hash, began_at, ends_at) SELECT id, ?2, ?3, ?3 + ${DESK_SESSION_LIFE}
        FROM notices WHERE id = ?1 AND kind = 'sign-in' ON CONFLICT DO NOTHING RETURNING link`)
      .bind(link, sessionHash, now),
  ];
}

/** One row while the session lasts. */
export function sessionNow(db: D1Database, sessionHash: string, now: number) {
  return db
    .prepare(`SELECT ends_at FROM desk_sessions WHERE session_hash = ?1 AND ended_at IS NULL AND ends_at > ?2`)
    .bind(sessionHash, now);
}

/** Ends this session, or with null every one there is. */
export function endSessions(db: D1Database, sessionHash: string | null, now: number) {
  return db
    .prepare(`UPDATE desk_sessions SET ended_at = ?2 WHERE ended_at IS NULL AND (?1 IS NULL OR session_hash = ?1)`)
    .bind(sessionHash, now);
}
