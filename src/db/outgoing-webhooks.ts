/** Outgoing webhooks: what a system of the author's is still to be told, each once, however often it is tried. */

import { WEBHOOK_LEASE } from "../domain/numbers.ts";
import type { Told } from "../domain/outgoing-webhook.ts";

type Storing = { id: string; consultationId: string; now: number };

/** For the transaction that stores a request: only the one stored at `now` is told of, and once. Returns its id. */
export function tellOfRequest(db: D1Database, { id, consultationId, now }: Storing) {
  return db
    .prepare(`
      INSERT INTO outgoing_webhooks (id, consultation_id, type, status, next_try_at, created_at)
      SELECT ?1, c.id, 'consultation.requested', c.status, ?3, ?3 FROM consultations c WHERE c.id = ?2 AND c.created_at = ?3
      ON CONFLICT DO NOTHING RETURNING id`)
    .bind(id, consultationId, now);
}

/** For the transaction that changes a status: told of only if the change was made. Returns its id. */
export function tellOfChange(db: D1Database, { id, changeId, now }: { id: string; changeId: string; now: number }) {
  return db
    .prepare(`
      INSERT INTO outgoing_webhooks (id, consultation_id, type, status, next_try_at, created_at)
      SELECT ?1, consultation_id, 'consultation.changed', to_status, ?3, ?3 FROM consultation_changes WHERE id = ?2
      RETURNING id`)
    .bind(id, changeId, now);
}

export type Attempt = Told & { id: string; attempts: number };

/** Takes it for one attempt, if its time has come; whoever dies with it leaves it to be tried again after the lease. */
export function takeWebhook(db: D1Database, id: string, now: number) {
  return db
    .prepare(`
      UPDATE outgoing_webhooks SET attempts = attempts + 1, next_try_at = ?2 + ${WEBHOOK_LEASE}
      WHERE id = ?1 AND state = 'waiting' AND next_try_at <= ?2
      RETURNING id, attempts, type, created_at, consultation_id, status`)
    .bind(id, now);
}

/** What stands in it of her, for the same transaction. */
export function wordsOfWebhook(db: D1Database, id: string) {
  return db
    .prepare(`
      SELECT c.name, c.email, c.reach, c.times, c.created_at AS requested_at
      FROM outgoing_webhooks w JOIN consultations c ON c.id = w.consultation_id WHERE w.id = ?1`)
    .bind(id);
}

/** Only by whoever made this attempt: a later one knows better. */
export function closeWebhook(
  db: D1Database,
  { id, attempts }: Pick<Attempt, "id" | "attempts">,
  { state, reason, now }: { state: "taken" | "given_up"; reason: string; now: number },
) {
  return db
    .prepare(`
      UPDATE outgoing_webhooks SET state = ?3, last_answer = ?4, closed_at = ?5
      WHERE id = ?1 AND attempts = ?2 AND state = 'waiting'`)
    .bind(id, attempts, state, reason, now);
}

export function postponeWebhook(
  db: D1Database,
  { id, attempts }: Pick<Attempt, "id" | "attempts">,
  { reason, retryAt }: { reason: string; retryAt: number },
) {
  return db
    .prepare(`
      UPDATE outgoing_webhooks SET last_answer = ?3, next_try_at = ?4 WHERE id = ?1 AND attempts = ?2 AND state = 'waiting'`)
    .bind(id, attempts, reason, retryAt);
}

/** From the beginning, for one that was given up. Returns its id. */
export function reviveWebhook(db: D1Database, id: string, now: number) {
  return db
    .prepare(`
      UPDATE outgoing_webhooks SET state = 'waiting', attempts = 0, next_try_at = ?2, closed_at = NULL
      WHERE id = ?1 AND state = 'given_up' RETURNING id`)
    .bind(id, now);
}

/** Ids of those whose time has come, the longest waiting first. */
export function webhooksDue(db: D1Database, { now, limit }: { now: number; limit: number }) {
  return db
    .prepare(
      `SELECT id FROM outgoing_webhooks WHERE state = 'waiting' AND next_try_at <= ?1 ORDER BY next_try_at LIMIT ?2`,
    )
    .bind(now, limit);
}
