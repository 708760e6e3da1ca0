/** Migrations from each state there ever was, with readers in it: nothing is lost, the older Worker goes on meanwhile, the newer one after. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { course } from "../../emails/course.ts";
import { tick } from "../../src/actions/tick.ts";
import type { Deps } from "../../src/deps.ts";
import { DAY } from "../../src/domain/numbers.ts";
import { databaseBy } from "../../src/local/database-by.ts";
import { localConfig } from "../../src/local/local-config.ts";

const FOLDER = join(import.meta.dirname, "../../src/db/migrations");
const FILES = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".sql"))
  .sort();
const TEXTS = FILES.map((file) => readFileSync(join(FOLDER, file), "utf8"));
const NOW = Date.parse("2026-11-25T12:00:00Z");

/** 22 characters, another one for each number. */
const hash = (number: number) => String(number).padStart(22, "h");

/**
 * What the Worker of a version writes when somebody signs up, confirms and has her first lesson, and the columns that later
 * versions added to it: `since` is the migration that brought them.
 */
const STATEMENTS: readonly { since: number; sql: string; values: (number: number) => (string | number)[] }[] = [
  {
    since: 1,
    sql: "INSERT INTO clocks (zone, minute) VALUES ('Asia/Tokyo', ?) ON CONFLICT DO NOTHING",
    values: () => [course.minute],
  },
  {
    since: 1,
    sql: "INSERT INTO subscribers (id, address_hash, email, clock_id, signed_up_at, confirmed_at) VALUES (?, ?, ?, 1, ?, ?)",
    values: (number) => [number, hash(number), `reader${number}@example.com`, NOW - 2 * DAY, NOW - 2 * DAY],
  },
  {
    since: 1,
    sql: "INSERT INTO consents (address_hash, wording, page, given_at) VALUES (?, 'I agree', '/', ?)",
    values: (number) => [hash(number), NOW - 2 * DAY],
  },
  {
    since: 1,
    sql: "UPDATE consents SET confirmed_at = ? WHERE address_hash = ? AND confirmed_at IS NULL",
    values: (number) => [NOW - 2 * DAY, hash(number)],
  },
  {
    since: 1,
    sql: `INSERT INTO enrollments (id, subscriber_id, course, last_lesson, next_lesson, next_due_at, created_at)
      VALUES (?, ?, 'rebuild', 'intro-guide', 'two-faces', ?, ?)`,
    values: (number) => [number, number, NOW - 1, NOW - 2 * DAY],
  },
  {
    since: 1,
    sql: `INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, claimed_at, sent_at)
      VALUES (?, 'intro-guide', 'before', 'sent', ?, ?)`,
    values: (number) => [number, NOW - 2 * DAY, NOW - 2 * DAY],
  },
  {
    since: 1,
    sql: "INSERT INTO notices (id, kind, subscriber_id, email, rung_at, created_at, state, status) VALUES (?, 'confirm', ?, 'x@y.zz', ?, ?, 'closed', 'sent')",
    values: (number) => [hash(number), number, NOW - 2 * DAY, NOW - 2 * DAY],
  },
  {
    since: 1,
    sql: "INSERT INTO mail_events (id, type, detail, happened_at, received_at) VALUES (?, 'email.bounced', 'full', ?, ?)",
    values: (number) => [`event-${number}`, NOW - DAY, NOW - DAY],
  },
  {
    since: 1,
    sql: "INSERT INTO sending_days (day, accepted) VALUES ('2026-11-24', ?) ON CONFLICT (day) DO UPDATE SET accepted = accepted + 1",
    values: () => [1],
  },
  { since: 1, sql: "UPDATE engine SET last_tick_at = ? WHERE id = 1", values: () => [NOW - DAY] },
  {
    since: 2,
    sql: "UPDATE subscribers SET unsubscribe_token = ? WHERE id = ?",
    values: (number) => [`token-${number}`, number],
  },
  {
    since: 3,
    sql: "INSERT INTO consents (address_hash, wording, page, given_at, utm, referrer) VALUES (?, 'I agree', '/', ?, '{}', 'note.com')",
    values: (number) => [hash(number), NOW - 2 * DAY],
  },
  {
    since: 5,
    sql: `INSERT INTO consultations (id, address_hash, email, name, reach, times, created_at) VALUES (?, ?, 'x@y.zz', '花', 'mail', 'noon', ?)`,
    values: (number) => [hash(number), hash(number), NOW - DAY],
  },
  {
    since: 6,
    sql: "INSERT INTO consents (address_hash, wording, page, given_at, wording_version) VALUES (?, 'I agree', '/', ?, 'abcdefabcdef')",
    values: (number) => [hash(number), NOW - 2 * DAY],
  },
  { since: 7, sql: "UPDATE sending_days SET bounced = bounced + ?", values: () => [1] },
];

/** The Worker of this version serves one more reader. */
function serve(database: DatabaseSync, version: number, number: number): void {
  for (const { since, sql, values } of STATEMENTS) {
    if (since <= version) database.prepare(sql).run(...values(number));
  }
}

function d1(database: DatabaseSync): D1Database {
  return databaseBy(async (statements) => {
    database.exec("BEGIN");
    try {
      const answers = statements.map(({ sql, values }) => database.prepare(sql).all(...values));
      database.exec("COMMIT");
      return answers;
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  });
}

const numberOf = (file = "") => Number(file.slice(0, 4));

test.each(FILES.map((file, index) => [file, index] as const))(
  "from %s on: every row stays, the older Worker serves on between any two, the newer one sends each reader her next",
  async (file, index) => {
    const database = new DatabaseSync(":memory:");
    database.exec("PRAGMA foreign_keys = ON");
    for (const text of TEXTS.slice(0, index + 1)) database.exec(text);
    serve(database, numberOf(file), 1);
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[];
    const before = tables.map(({ name }) => [name, database.prepare(`SELECT * FROM ${name}`).all()] as const);

    for (const [step, text] of TEXTS.slice(index + 1).entries()) {
      database.exec(text);
      serve(database, numberOf(file), step + 2);
    }
    for (const [name, rows] of before) {
      if (name === "sending_days" || name === "engine") continue;
      const now = database.prepare(`SELECT * FROM ${name}`).all();
      for (const row of rows)
        expect([name, now]).toEqual([name, expect.arrayContaining([expect.objectContaining(row)])]);
    }

    const readers = TEXTS.length - index;
    for (let time = 0; time < 2; time++) await tickOn(database);
    const claimed = database.prepare(
      "SELECT enrollment_id FROM deliveries WHERE lesson = 'two-faces' AND status = 'claimed'",
    );
    expect(claimed.all()).toHaveLength(readers);
    expect(database.prepare("SELECT 1 FROM enrollments WHERE next_lesson = 'fears'").all()).toHaveLength(readers);
    expect(database.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
    expect(database.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
    database.close();
  },
);

async function tickOn(database: DatabaseSync): Promise<void> {
  const queue = { sendBatch: async () => undefined } as unknown as Deps["queue"];
  const mails = { lessons: {}, notices: {}, letters: {} } as unknown as Deps["mails"];
  await tick({ db: d1(database), queue, course, mails, config: await localConfig() }, { now: NOW }, () => undefined);
}

test("a migration only adds: no version may take from an older one what it still asks for", () => {
  for (const [index, text] of TEXTS.entries()) {
    const statements = text
      .replace(/--.*$/gm, "")
      .split(/;\s*$/m)
      .map((one) => one.trim())
      .filter(Boolean);
    for (const statement of statements)
      expect([FILES[index], statement.slice(0, 60), adds(statement)]).toEqual([
        FILES[index],
        statement.slice(0, 60),
        true,
      ]);
  }
});

/** A column that is added may be empty or has a default: an older Worker does not fill it. */
function adds(statement: string): boolean {
  if (/^ALTER TABLE \w+ ADD COLUMN /.test(statement))
    return !(/NOT NULL/.test(statement) && !/DEFAULT/.test(statement));
  return /^(CREATE (TABLE|INDEX|UNIQUE INDEX|TRIGGER) |INSERT INTO engine )/.test(statement);
}

test.each([
  ["ALTER TABLE subscribers DROP COLUMN name", false],
  ["ALTER TABLE subscribers RENAME COLUMN name TO nickname", false],
  ["ALTER TABLE subscribers ADD COLUMN age INTEGER NOT NULL", false],
  ["ALTER TABLE subscribers ADD COLUMN age INTEGER NOT NULL DEFAULT 0", true],
  ["DROP TABLE subscribers", false],
  ["UPDATE subscribers SET name = ''", false],
  ["CREATE INDEX a ON subscribers (name)", true],
])("%s: %s", (statement, allowed) => {
  expect(adds(statement)).toBe(allowed);
});
