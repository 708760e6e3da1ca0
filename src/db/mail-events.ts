/** Mail events: verified webhooks worth keeping, each once. */

export type MailEvent = {
  id: string;
  type: string;
  enrollmentId: number | null;
  lesson: string | null;
  noticeId: string | null;
  detail: string;
  /** The address hash, when the news are a soft bounce. */
  softBounceOf: string | null;
  happenedAt: number;
  now: number;
};

export function keepMailEvent(db: D1Database, event: MailEvent) {
  return db
    .prepare(`
      INSERT INTO mail_events (id, type, enrollment_id, lesson, notice_id, detail, happened_at, received_at, soft_bounce_of)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING`)
    .bind(
      event.id,
      event.type,
      event.enrollmentId,
      event.lesson,
      event.noticeId,
      event.detail,
      event.happenedAt,
      event.now,
      event.softBounceOf,
    );
}
