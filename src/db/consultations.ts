/** Consultations: requests to talk, each stored once with the two notices that it owes, and what the author does about it. */

import type { ConsultationWords } from "../domain/consultation.ts";
import type { Status } from "../domain/consultation-status.ts";
import { CONSULT_WINDOW, CONSULTS_IN_ALL, CONSULTS_PER_ADDRESS, NOTES_MAX } from "../domain/numbers.ts";

export type Asker = { name: string; email: string; address_hash: string };

/** The confirmed reader behind an address hash. */
export function askerOfHash(db: D1Database, addressHash: string) {
  return db
    .prepare(`SELECT name, email, address_hash FROM subscribers WHERE address_hash = ?1 AND confirmed_at IS NOT NULL`)
    .bind(addressHash);
}

/** As SQL, whether everybody together has asked for less than a day's requests at the time of this parameter. */
export function maySend(now: "?3" | "?9"): string {
  return `(SELECT count(*) FROM consultations WHERE created_at > ${now} - ${CONSULT_WINDOW}) < ${CONSULTS_IN_ALL}`;
}

type Storing = { id: string; addressHash: string; email: string; words: ConsultationWords; now: number };

/** Nothing happens for an id that is there already, and beyond the requests that one address, or everybody, has in a day. */
export function storeConsultation(db: D1Database, { id, addressHash, email, words, now }: Storing) {
  return db
    .prepare(`
      INSERT INTO consultations (id, address_hash, subscriber_id, email, name, reach, times, topic, worksheet, created_at)
      SELECT ?1, ?2, (SELECT id FROM subscribers WHERE address_hash = ?2 AND confirmed_at IS NOT NULL), ?3, ?4, ?5, ?6, ?7, ?8, ?9
      WHERE (SELECT count(*) FROM consultations WHERE address_hash = ?2 AND created_at > ?9 - ${CONSULT_WINDOW})
          < ${CONSULTS_PER_ADDRESS} AND ${maySend("?9")}
      ON CONFLICT (id) DO NOTHING`)
    .bind(id, addressHash, email, words.name, words.reach, words.times, words.topic, words.worksheet, now);
}

type NoticeOfConsultation = "consultation-received" | "consultation-request";

/** One of each kind for a request, whoever asks how often. `email` is the author's; without it the mail goes to her who asked. Returns its id. */
export function noticeOfConsultation(
  db: D1Database,
  notice: { id: string; kind: NoticeOfConsultation; consultationId: string; email: string | null; now: number },
) {
  return db
    .prepare(`
      INSERT INTO notices (id, kind, consultation_id, email, rung_at, created_at)
      SELECT ?1, ?2, c.id, coalesce(?4, c.email), ?5, ?5 FROM consultations c
      WHERE c.id = ?3 AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.consultation_id = ?3 AND n.kind = ?2)
      RETURNING id`)
    .bind(notice.id, notice.kind, notice.consultationId, notice.email, notice.now);
}

type Changing = { id: string; changeId: string; from: Status; to: Status; now: number };

/**
 * For one D1 batch: the change is written down and made, if the request stands where she who pressed saw it. The second returns
 * the request's id when it was.
 */
export function changeStatus(db: D1Database, { id, changeId, from, to, now }: Changing) {
  return [
    db
      .prepare(`
        INSERT INTO consultation_changes (id, consultation_id, from_status, to_status, changed_at)
        SELECT ?1, id, ?3, ?4, ?5 FROM consultations WHERE id = ?2 AND status = ?3`)
      .bind(changeId, id, from, to, now),
    db.prepare(`UPDATE consultations SET status = ?3 WHERE id = ?1 AND status = ?2 RETURNING id`).bind(id, from, to),
  ];
}

export function statusOf(db: D1Database, id: string) {
  return db.prepare(`SELECT status FROM consultations WHERE id = ?1`).bind(id);
}

type Noting = { id: string; consultationId: string; words: string; now: number };

/** Nothing happens for an id that is there already, without its request, and beyond what one request may have. Returns the id. */
export function storeNote(db: D1Database, { id, consultationId, words, now }: Noting) {
  return db
    .prepare(`
      INSERT INTO consultation_notes (id, consultation_id, words, written_at)
      SELECT ?1, c.id, ?3, ?4 FROM consultations c
      WHERE c.id = ?2 AND (SELECT count(*) FROM consultation_notes WHERE consultation_id = ?2) < ${NOTES_MAX}
      ON CONFLICT (id) DO NOTHING RETURNING id`)
    .bind(id, consultationId, words, now);
}

export function noteOf(db: D1Database, id: string) {
  return db.prepare(`SELECT consultation_id FROM consultation_notes WHERE id = ?1`).bind(id);
}

/** Returns the id when it was there. */
export function deleteNote(db: D1Database, { id, consultationId }: { id: string; consultationId: string }) {
  return db
    .prepare(`DELETE FROM consultation_notes WHERE id = ?1 AND consultation_id = ?2 RETURNING id`)
    .bind(id, consultationId);
}
