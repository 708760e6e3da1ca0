/** SQL takes values by parameters only: nothing that came from outside is ever part of a statement's text. */

import { join } from "node:path";
import { expect, test } from "vitest";
import { readHouse } from "../node/house-rules.ts";
import { type Allowed, looseSql } from "../node/sql-text.ts";

/** Each gives a piece of SQL; what becomes text of their arguments is held to the same rule where they are called. */
const BUILDERS = {
  had: [0, 2],
  quotaLeft: [0],
  advanceSql: [1],
  thenHers: [0],
  statement: [0],
  waiting: [1],
  mayGo: [1],
  withinCaps: [0],
  maySend: [0],
  counting: [0],
  lessonsOf: [0, 1, 2],
  ledgerColumns: [],
  latestFirst: [0, 1, 2, 3],
  half: [0],
};

/** Names of tables and columns out of closed types, and what the builders above are given. */
const NAMES = {
  "src/db/leases.ts": ["table", "urgent", "now", "kind"],
  "src/db/funnel.ts": ["EVERYBODY", "people", "m", "statuses", "from"],
  "src/db/consultations.ts": ["now"],
  "src/db/desk/today.ts": ["EVERYBODY"],
  "src/db/desk/readers.ts": ["end", "table", "at", "key", "of", "after"],
  "src/db/engine.ts": ["table", "limit", "RATE_WINDOW_DAYS * DAY"],
  "src/db/facts.ts": ["table", "isIt", "fact", "sealedAt", "first", "first + 1", "first + 2"],
  "src/db/sign-up-counts.ts": ["caps"],
  "src/db/consents.ts": ["sql"],
  "src/db/claims.ts": ["enrollmentId", "parameter", "who"],
  "src/db/person.ts": ["table"],
  "src/db/addresses.ts": ["sql"],
  "src/db/bring-in.ts": ["sql", "STANDING"],
  // Whole tables by their names, which are held to plain letters first; rows as literals, and our own migrations, for a file.
  "src/db/whole.ts": [
    "key",
    "places",
    "place + 2",
    "quoted(table.name)",
    'table.columns.map(quoted).join(", ")',
    'values.join(", ")',
    "name",
    "sql",
  ],
  // One place after the other of a list that is itself a parameter.
  "src/db/enrollments.ts": ["place", 'places.join(", ")'],
};

const ALLOWED: Allowed = { builders: BUILDERS, names: NAMES };

const house = await readHouse(join(import.meta.dirname, "../.."));

test("every statement of the house is made of fixed words alone", () => {
  expect(looseSql(house, ALLOWED)).toEqual([]);
});

test("what is allowed by name is there, so that the list does not outlive its reasons", () => {
  for (const [path, names] of Object.entries(NAMES)) {
    for (const name of names) {
      const without = { ...NAMES, [path]: names.filter((other) => other !== name) };
      expect([path, name, looseSql(house, { builders: BUILDERS, names: without }).length]).not.toEqual([path, name, 0]);
    }
  }
});

test.each([
  ["a value in the text", "db.prepare(`SELECT * FROM x WHERE name = '«name»'`)"],
  ["a value behind a plus", 'db.prepare("SELECT * FROM x WHERE name = " + name)'],
  ["a text from elsewhere", "db.prepare(sql)"],
  ["a text that is called for", "db.prepare(textOf(name))"],
  ["a value in a piece made before", "const where = `name = '«name»'`;\ndb.prepare(`SELECT * FROM x WHERE «where»`)"],
  ["a value in one of two cases", 'db.prepare(`SELECT * FROM x «name ? name : ""»`)'],
  ["a value for a builder", 'db.prepare(`SELECT «had(name, keys, "?1")»`)'],
  ["a value in capitals", "const NAME = read();\ndb.prepare(`SELECT «NAME»`)"],
  ["a word from another file", 'import { WORD } from "../domain/words.ts";\ndb.prepare(`SELECT «WORD»`)'],
  ["a table that a caller chooses, in another file", "db.prepare(`SELECT * FROM «table»`)"],
  ["a member of something", "db.prepare(`SELECT * FROM x WHERE name = '«who.name»'`)"],
  ["a whole script", "db.exec(script)"],
])("%s is seen", (_, text) => {
  expect(looseSql([{ path: "src/db/a.ts", text: asWritten(text) }], ALLOWED)).not.toEqual([]);
});

test.each([
  ["parameters", "db.prepare(`SELECT * FROM x WHERE name = ?1`).bind(name)"],
  ["a number of the house", 'import { DAY } from "../domain/numbers.ts";\ndb.prepare(`SELECT «DAY» + «7»`)'],
  ["a constant of fixed words", "const HERS = `id = ?1`;\ndb.prepare(`SELECT * FROM x WHERE «HERS»`)"],
  ["one of two fixed words", 'db.prepare(`SELECT * FROM x «isFirst ? "LIMIT 1" : ""»`)'],
  ["a builder", 'db.prepare(`SELECT «quotaLeft("?1")»`)'],
])("%s may be", (_, text) => {
  expect(looseSql([{ path: "src/db/a.ts", text: asWritten(text) }], ALLOWED)).toEqual([]);
});

/** «name» stands for what a template takes in: in a plain string the linter would take the real sign for a slip. */
function asWritten(text: string): string {
  return text.replaceAll("«", "$".concat("{")).replaceAll("»", "}");
}
