/** Rows that one mail writes in its whole life: claimed, advanced, sealed, sent, and told of by the delivered webhook. */

import { LESSONS } from "../soak/people.ts";
import { type Bench, inHouse } from "./benchmark.ts";
import type { House } from "./house.ts";
import { readable } from "./numbers.ts";
import { moveIn } from "./seed.ts";
import { rowsWritten, type Spent } from "./spent.ts";
import type { Row } from "./table.ts";

const READERS = 300;
const TARGET = 5;

/** Readers go through the whole course: the last mail, which leaves nobody due, writes a row less than the others. */
export function rowsPerMail(bench: Bench): Promise<Row[]> {
  bench.provider.begin({ perSecond: null, latencyMs: 0 });
  return inHouse(bench, { consumer: false }, async (house) => {
    await moveIn(house, { count: READERS, place: 0, dueAt: Date.now() - 1 });
    const lessons: Spent[][] = [];
    for (const _ of LESSONS) lessons.push(await nextLesson(house));
    const perMail = writtenPerMail(lessons.flat(), LESSONS.length);
    const isWhole = bench.provider.counts.mails === READERS * LESSONS.length;
    const first = lessons[0] ?? [];
    return [
      {
        figure: `D1 rows written per mail, whole life, over a course of ${LESSONS.length}`,
        measured: readable(perMail),
        target: `≤ ${TARGET}`,
        met: perMail <= TARGET && isWhole,
      },
      { figure: "— of a mail that another one follows", measured: readable(writtenPerMail(first, 1)) },
      ...first.flatMap(({ statements }) => statements).flatMap(statementRow),
    ];
  });
}

/** Everybody gets her next lesson: tick, sending, and the news that it was delivered. */
async function nextLesson(house: House): Promise<Spent[]> {
  await house.sql([
    { sql: "UPDATE enrollments SET next_due_at = ?1 WHERE next_due_at IS NOT NULL", values: [Date.now() - 1] },
  ]);
  const spent: Spent[] = [];
  for (const piece of ["metered-tick", "metered-send", "metered-delivered"]) spent.push(await house.ask<Spent>(piece));
  return spent;
}

function writtenPerMail(spent: readonly Spent[], lessons: number): number {
  return spent.reduce((sum, one) => sum + rowsWritten(one), 0) / (READERS * lessons);
}

function statementRow({ name, rowsWritten: rows }: Spent["statements"][number]): Row[] {
  return rows === 0 ? [] : [{ figure: `— — by statement: ${name}`, measured: readable(rows / READERS) }];
}
