/** Very many readers, spread over the lessons of the course and over three clocks, as rows of a new database. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { course } from "../../emails/course.ts";
import { DAY } from "../../src/domain/numbers.ts";
import { ROOT } from "../../src/local/wrangler.ts";
import { BEFORE } from "../support/ledger.ts";
import type { Statement } from "./house-process.ts";

/** Keys in order. */
export const LESSONS: readonly string[] = course.lessons.filter(({ retired }) => !retired).map(({ key }) => key);

/** Minutes of the Tokyo day. */
const MINUTES = [390, 730, course.minute];

const MIGRATIONS = join(ROOT, "src/db/migrations");

/** Every semicolon ends a statement, but for the one before the END of a trigger. */
export async function migrations(): Promise<Statement[]> {
  const files = (await readdir(MIGRATIONS)).filter((file) => file.endsWith(".sql")).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(MIGRATIONS, file), "utf8")));
  return texts
    .flatMap((text) => text.replace(/--.*$/gm, "").split(/;(?! END;)/))
    .filter((sql) => sql.trim() !== "")
    .map((sql) => ({ sql, values: [] }));
}

/** The address hash of the reader with this number; 22 characters, as a real one has. */
export function hashOf(reader: number): string {
  return `soak-${String(reader).padStart(17, "0")}`;
}

/** All due at `now` (unix ms), spread over the lessons from this place on; what stands before hers she had one day ago. */
export function people(count: number, now: number, from: number): Statement[] {
  const numbers = `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)`;
  const keys = JSON.stringify(LESSONS);
  const place = `${from} + i % ${LESSONS.length - from}`;
  return [
    ...MINUTES.map((minute) => ({
      sql: "INSERT INTO clocks (zone, minute) VALUES (?1, ?2)",
      values: [course.zone, minute],
    })),
    {
      sql: `${numbers}
        INSERT INTO subscribers (id, address_hash, email, clock_id, signed_up_at, confirmed_at)
        SELECT i + 1, printf('soak-%017d', i), printf('reader%d@example.com', i), 1 + i % ${MINUTES.length}, ?2, ?2 FROM n`,
      values: [count, now - DAY],
    },
    {
      sql: `${numbers}
        INSERT INTO enrollments (id, subscriber_id, course, last_lesson, next_lesson, next_due_at, created_at)
        SELECT i + 1, i + 1, ?3, iif(place = 0, NULL, ?4 ->> ('$[' || (place - 1) || ']')),
          ?4 ->> ('$[' || place || ']'), ?2, ?2
        FROM (SELECT i, ${place} AS place FROM n)`,
      values: [count, now, course.key, keys],
    },
    {
      sql: `
        INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, claimed_at, sent_at)
        SELECT e.id, had.value, '${BEFORE}', 'sent', ?1, ?1
        FROM (SELECT id, id - 1 AS i FROM enrollments) e JOIN json_each(?2) had ON had.key < ${place}`,
      values: [now - DAY, keys],
    },
  ];
}
