/** Readers as rows of a new database, made by SQL itself, so that a million take seconds. */

import { course } from "../../emails/course.ts";
import { DAY } from "../../src/domain/numbers.ts";
import { courseShape } from "../../src/domain/place.ts";
import type { Statement } from "../soak/house-process.ts";
import { LESSONS } from "../soak/people.ts";
import type { House } from "./house.ts";

/** Rows made by one statement: far from the 30 s that D1 gives it. */
const CHUNK = 100_000;

/** Three hours of the day, as readers choose them. */
const MINUTES = [390, 730, course.minute];

type Crowd = {
  readonly count: number;
  /** Her next lesson's place, or spread over all. What stands before it she had. */
  readonly place: number | "spread";
  /** Unix ms. */
  readonly dueAt: number;
};

export async function moveIn(house: House, { count, place, dueAt }: Crowd): Promise<void> {
  const keys = JSON.stringify(LESSONS);
  await house.sql([
    { sql: "UPDATE engine SET course_shape = ?1", values: [courseShape(course)] },
    ...MINUTES.map((minute) => ({
      sql: "INSERT INTO clocks (zone, minute) VALUES (?1, ?2)",
      values: [course.zone, minute],
    })),
  ]);
  for (let from = 0; from < count; from += CHUNK) {
    await house.sql(chunk({ from, to: Math.min(count, from + CHUNK), place, dueAt, keys }));
  }
}

type Chunk = { from: number; to: number; place: number | "spread"; dueAt: number; keys: string };

function chunk({ from, to, place, dueAt, keys }: Chunk): Statement[] {
  const numbers = `WITH RECURSIVE n (i) AS (SELECT CAST(?1 AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)`;
  const placeOf = place === "spread" ? `i % ${LESSONS.length}` : String(place);
  const had = place === "spread" ? "had.key = place - 1" : "had.key < place";
  return [
    {
      sql: `${numbers}
        INSERT INTO subscribers (id, address_hash, unsubscribe_token, email, name, clock_id, signed_up_at, confirmed_at)
        SELECT i + 1, printf('bench-%016d', i), printf('bench-%016d..%022d', i, i), printf('reader%d@example.com', i),
          '花子', 1 + i % ${MINUTES.length}, ?3, ?3
        FROM n`,
      values: [from, to, dueAt - DAY],
    },
    {
      sql: `${numbers}
        INSERT INTO enrollments (id, subscriber_id, course, last_lesson, next_lesson, next_due_at, created_at)
        SELECT i + 1, i + 1, ?4, iif(place = 0, NULL, ?5 ->> ('$[' || (place - 1) || ']')),
          ?5 ->> ('$[' || place || ']'), ?3, ?3
        FROM (SELECT i, ${placeOf} AS place FROM n)`,
      values: [from, to, dueAt, course.key, keys],
    },
    {
      sql: `${numbers}
        INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, claimed_at, sent_at)
        SELECT i + 1, had.value, 'before', 'sent', ?3, ?3
        FROM (SELECT i, ${placeOf} AS place FROM n) JOIN json_each(?4) had ON ${had}`,
      values: [from, to, dueAt - DAY, keys],
    },
  ];
}

/** Everybody is due for the lesson of this place, and has had only what stands before it. */
export async function beginAgain(house: House, place: number): Promise<void> {
  const [last, next] = [LESSONS[place - 1] ?? null, LESSONS[place] ?? ""];
  await house.sql([
    {
      sql: "DELETE FROM deliveries WHERE lesson NOT IN (SELECT value FROM json_each(?1))",
      values: [JSON.stringify(LESSONS.slice(0, place))],
    },
    { sql: "DELETE FROM batches", values: [] },
    {
      sql: "UPDATE enrollments SET last_lesson = ?1, next_lesson = ?2, next_due_at = ?3, completed_at = NULL",
      values: [last, next, Date.now() - 1],
    },
  ]);
}
