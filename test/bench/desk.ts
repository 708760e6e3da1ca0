/** The author's desk over a million readers and five million deliveries: the rows that each page reads, and that they do not grow with the table. */

import { DAY } from "../../src/domain/numbers.ts";
import { type Bench, inHouse } from "./benchmark.ts";
import type { House } from "./house.ts";
import { readable } from "./numbers.ts";
import { moveIn } from "./seed.ts";
import { rowsRead, type Spent } from "./spent.ts";
import type { Row } from "./table.ts";

const FEW = { long: 100_000, short: 5_000 };
const MANY = { long: 1_000_000, short: 50_000 };
/** The place in the course at which everybody stands: so many deliveries each. */
const LESSONS_HAD = 5;
/** The funnel of a year by source is longer than today. */
const TARGETS: Readonly<Record<string, number>> = { today: 2_000 };
const TARGET = 3_000;

const PAGES: readonly [name: string, path: string][] = [
  ["today", "/admin"],
  ["the funnel of a year", "/admin/funnel?weeks=52"],
  ["who is stuck", "/admin/stuck"],
  ["sending", "/admin/sending"],
  ["the newest readers", "/admin/readers"],
  ["one reader", "/admin/readers/7"],
  ["the plan", "/admin/plan"],
  ["dates tried", "/admin/simulate"],
];

export function desk(bench: Bench): Promise<Row[]> {
  const [few, many] = bench.short ? [FEW.short, MANY.short] : [FEW.long, MANY.long];
  return inHouse(bench, { consumer: false }, (small) =>
    inHouse(bench, { consumer: false }, async (large) => {
      await furnish(small, few);
      await furnish(large, many);
      const rows: Row[] = [];
      for (const [name, path] of PAGES) {
        rows.push(rowFor({ name, few, many, small: await readBy(small, path), large: await readBy(large, path) }));
      }
      return rows;
    }),
  );
}

async function readBy(house: House, path: string): Promise<number> {
  return rowsRead(await house.ask<Spent>("metered-page", { path }));
}

/** Mid-course readers; of each hundred one finished, stopped, unconfirmed, suppressed or with a lesson of unknown end; and a year's funnel. */
async function furnish(house: House, readers: number): Promise<void> {
  await moveIn(house, { count: readers, place: LESSONS_HAD, dueAt: Date.now() + DAY / 2 });
  const values = [Date.now()];
  await house.sql([
    { sql: "UPDATE enrollments SET next_due_at = next_due_at - 86400000 WHERE id % 100 = 0", values: [] },
    {
      sql: "UPDATE enrollments SET next_lesson = NULL, next_due_at = NULL, completed_at = ?1 - id WHERE id % 100 = 1",
      values,
    },
    {
      sql: "UPDATE enrollments SET next_due_at = NULL, stopped_at = ?1 - id, stop_reason = 'unsubscribed' WHERE id % 100 = 2",
      values,
    },
    { sql: "UPDATE subscribers SET confirmed_at = NULL, signed_up_at = ?1 - 86400000 - id WHERE id % 100 = 3", values },
    {
      sql: "INSERT INTO suppressions SELECT address_hash, 'hard_bounce', ?1 - id FROM subscribers WHERE id % 100 = 4",
      values,
    },
    {
      sql: `UPDATE deliveries SET status = 'unconfirmed', reason = 'no answer for 20 hours' WHERE enrollment_id % 100 = 5
        AND lesson = (SELECT last_lesson FROM enrollments WHERE id = enrollment_id)`,
      values: [],
    },
    {
      sql: `WITH weeks (w) AS (SELECT CAST(?1 / 604800000 AS INTEGER) - 60 UNION ALL SELECT w + 1 FROM weeks WHERE w < ?1 / 604800000 + 1)
        INSERT INTO funnel SELECT w, s.value, t.value, 20 FROM weeks, json_each('["*","note","line","blog",""]') s,
          json_each('["sign-up","confirm","lesson:fears","lesson:stories","lesson:rebuild","consultation"]') t`,
      values,
    },
  ]);
}

function rowFor({
  name,
  few,
  many,
  small,
  large,
}: {
  name: string;
  few: number;
  many: number;
  small: number;
  large: number;
}): Row {
  const target = TARGETS[name] ?? TARGET;
  return {
    figure: `the desk at ${readable(many)} readers, ${readable(many * LESSONS_HAD)} deliveries, ${name}: rows read`,
    measured: String(large),
    against: `${small} at ${readable(few)}`,
    target: `≤ ${readable(target)}, and no more than with a tenth of them`,
    met: large <= target && large <= small * 1.05 + 5,
  };
}
