/** The ledger as the accounting wants it: SQL for any copy of the database. */

/** Batch id of what readers had before a test began. */
export const BEFORE = "before";

export const LEDGER_SQL = {
  passages:
    "SELECT id, course, next_due_at AS dueAt, completed_at AS completedAt, stopped_at AS stoppedAt FROM enrollments",
  deliveries: `
    SELECT d.enrollment_id AS enrollment, d.lesson, d.status, d.reason, d.batch_id AS batch, d.provider_id AS providerId,
      b.first_unknown_at AS sealedAt
    FROM deliveries d LEFT JOIN batches b ON b.id = d.batch_id WHERE d.batch_id <> '${BEFORE}'`,
  before: `SELECT enrollment_id AS enrollment, lesson FROM deliveries WHERE batch_id = '${BEFORE}'`,
  notices: "SELECT id, status, reason FROM notices",
  open: `
    SELECT id, state FROM batches WHERE state <> 'closed' UNION ALL
    SELECT id, state FROM notices WHERE state <> 'closed'`,
} as const;
