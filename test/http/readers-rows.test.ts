/** The list of readers and a reader's page read as many rows as they show, however many readers there are. */

import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { lookAtReader } from "../../src/actions/look-at-reader.ts";
import * as lists from "../../src/db/desk/readers.ts";
import type { Env } from "../../src/deps.ts";
import type { ListedRow } from "../../src/domain/reader-list.ts";
import { courseOfTests } from "../support/course.ts";
import { current } from "../support/current.ts";
import { engine, readers, rows } from "../support/engine.ts";

const MOST_ROWS = 400;
type Ask = (db: D1Database, after: lists.After | null) => D1PreparedStatement;

const COURSE = courseOfTests.key;
const ASKS: Record<string, Ask> = {
  newest: (db, after) => lists.newestReaders(db, COURSE, after),
  "by address": (db, after) => lists.readersByEmail(db, COURSE, "READER", after),
  waiting: (db, after) => lists.readersWaiting(db, COURSE, "fears", after),
  unconfirmed: (db, after) => lists.readersUnconfirmed(db, COURSE, after),
  finished: (db, after) => lists.readersFinished(db, COURSE, after),
  stopped: (db, after) => lists.readersStopped(db, COURSE, after),
  suppressed: (db, after) => lists.readersSuppressed(db, COURSE, after),
};

/** As many of each kind, all at one moment: the worst there is for paging. */
async function many(count: number): Promise<void> {
  const { DB } = env as unknown as Env;
  for (let kind = 0; kind < 5; kind++)
    await readers(count, { next: "fears", last: "two-faces", course: courseOfTests });
  await DB.batch([
    DB.prepare(
      `UPDATE enrollments SET next_lesson = NULL, next_due_at = NULL, completed_at = ?1 WHERE id % 5 = 1`,
    ).bind(current.now),
    DB.prepare(
      `UPDATE enrollments SET next_due_at = NULL, stopped_at = ?1, stop_reason = 'unsubscribed' WHERE id % 5 = 2`,
    ).bind(current.now),
    DB.prepare(`UPDATE subscribers SET confirmed_at = NULL WHERE id % 5 = 3`),
    DB.prepare(`INSERT INTO suppressions SELECT address_hash, 'manual', ?1 FROM subscribers WHERE id % 5 = 4
      ON CONFLICT DO NOTHING`).bind(current.now),
  ]);
}

async function pageRead(ask: Ask, after: lists.After | null) {
  const { results, meta } = await ask((env as unknown as Env).DB, after).all<ListedRow>();
  return { ...lists.pageOf(results), read: meta.rows_read };
}

/** The rows that the first, the second and the eighth page of each list read. */
async function readByPages(): Promise<Record<string, number[]>> {
  const read: Record<string, number[]> = {};
  for (const [name, ask] of Object.entries(ASKS)) {
    let after: lists.After | null = null;
    const rows: number[] = [];
    for (let page = 1; page <= 8; page++) {
      const one = await pageRead(ask, after);
      rows.push(one.read);
      after = one.next;
      if (after === null) throw new Error(`${name} has only ${page} pages`);
    }
    read[name] = [rows[0] ?? 0, rows[1] ?? 0, rows[7] ?? 0];
  }
  return read;
}

test("every page of every list reads a bounded number of rows, which does not grow with the readers", async () => {
  await many(430);
  const few = await readByPages();
  for (const [name, read] of Object.entries(few)) {
    expect([name, Math.max(...read)]).toEqual([name, expect.toSatisfy((rows: number) => rows < MOST_ROWS)]);
  }
  await many(430);
  expect(await readByPages()).toEqual(few);
});

test("page by page everybody is there, once, though all share one moment", async () => {
  await many(130);
  for (const [name, ask] of Object.entries(ASKS)) {
    const keys: (number | string)[] = [];
    let after: lists.After | null = null;
    do {
      const page = await pageRead(ask, after);
      keys.push(...page.rows.map(({ id }) => id ?? ""));
      after = page.next;
    } while (after !== null);
    const all = { newest: 650, "by address": 650, waiting: 390 }[name] ?? 130;
    expect([name, keys.length, new Set(keys).size]).toEqual([name, all, all]);
  }
});

test("what is gone, or has come, while she turns the pages neither repeats nor hides anybody else", async () => {
  await many(30);
  const first = await pageRead(ASKS.newest as Ask, null);
  await rows("DELETE FROM subscribers WHERE id = ?1", first.next?.key);
  await readers(1, { next: "fears", course: courseOfTests });
  const second = await pageRead(ASKS.newest as Ask, first.next);
  const seen = [...first.rows, ...second.rows].map(({ id }) => id);
  expect(new Set(seen).size).toBe(100);
  expect(Math.min(...seen.map(Number))).toBe(51);
});

test("one reader's page reads her own rows alone", async () => {
  await many(40);
  const read: number[] = [];
  for (const more of [0, 400]) {
    if (more > 0) await many(more);
    const { DB } = env as unknown as Env;
    let sum = 0;
    const { deps } = engine({
      db: counting(DB, (rowsRead) => {
        sum += rowsRead;
      }),
    });
    expect((await lookAtReader(deps, { id: 5, now: current.now - 1 }))?.email).toBe("reader4@example.com");
    read.push(sum);
  }
  expect(read[0]).toBeLessThan(MOST_ROWS);
  expect(read[1]).toBe(read[0]);
});

/** Tells how many rows each answer read. */
function counting(db: D1Database, tell: (rowsRead: number) => void): D1Database {
  const batch = async (statements: D1PreparedStatement[]) => {
    const results = await db.batch(statements);
    for (const { meta } of results) tell(meta.rows_read);
    return results;
  };
  return { prepare: (sql: string) => db.prepare(sql), batch } as unknown as D1Database;
}
