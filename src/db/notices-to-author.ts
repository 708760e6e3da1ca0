/** Notices to the author: a pause, a stop, an alert, the week's letter. */

import { DAY } from "../domain/numbers.ts";
import type { Told } from "../domain/watch.ts";
import type { NoticeKind } from "./notices.ts";

type ToAuthor = { id: string; kind: NoticeKind; email: string; told?: Told; now: number };

/**
 * A word to the author: one of its kind in `within` (ms; 24 hours unless told), and none while one still waits to go. Returns its
 * id.
 */
export function noticeToAuthor(db: D1Database, { id, kind, email, told, now }: ToAuthor, within = DAY) {
  return db
    .prepare(`
      INSERT INTO notices (id, kind, email, told, rung_at, created_at) SELECT ?1, ?2, ?3, ?5, ?4, ?4
      WHERE NOT EXISTS (SELECT 1 FROM notices
        WHERE subscriber_id IS NULL AND kind = ?2 AND (state <> 'closed' OR created_at > ?4 - ?6))
      RETURNING id`)
    .bind(id, kind, email, now, told ? JSON.stringify(told) : null, within);
}

/** The word to the author that all sending was stopped at `now`, once for each stop. Returns its id. */
export function noticeOfStop(db: D1Database, { id, email, now }: { id: string; email: string; now: number }) {
  return db
    .prepare(`
      INSERT INTO notices (id, kind, email, rung_at, created_at) SELECT ?1, 'sending-stopped', ?2, ?3, ?3
      FROM engine WHERE stopped_at = ?3
        AND NOT EXISTS (SELECT 1 FROM notices WHERE subscriber_id IS NULL AND kind = 'sending-stopped' AND created_at = ?3)
      RETURNING id`)
    .bind(id, email, now);
}
