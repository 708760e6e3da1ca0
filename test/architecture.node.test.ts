/** The house keeps its own rules, and each rule sees when it is broken. */

import { join } from "node:path";
import { expect, test } from "vitest";
import {
  clocks,
  fileNames,
  imports,
  lengths,
  openings,
  outsideWorld,
  type Rule,
  readHouse,
  sql,
  triggers,
  words,
} from "./node/house-rules.ts";

const house = await readHouse(join(import.meta.dirname, ".."));

test("the house is read whole", () => {
  const paths = house.map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(100);
  expect(paths).toEqual(
    expect.arrayContaining([
      "src/index.ts",
      "src/db/migrations/0001_house.sql",
      "emails/course.ts",
      "test/journey.test.ts",
    ]),
  );
});

test.each<[string, Rule]>([
  ["imports follow the arrows of the design", imports],
  ["only the entries read the machine's clock", clocks],
  ["the domain knows nothing of the outside world", outsideWorld],
  ["SQL stands in src/db alone", sql],
  ["no file is longer than 250 lines", lengths],
  ["a trigger stands on one line", triggers],
  ["every file opens with a sentence", openings],
  ["no file has a name that says nothing", fileNames],
  ["no name uses a word that is not used", words],
])("%s", (_, rule) => {
  expect(rule(house)).toEqual([]);
});

const from = (path: string) => `import { b } from "${path}";`;
const typeFrom = (path: string) => `import type { B } from "${path}";`;

test.each([
  ["src/domain/a.ts", from("../db/b.ts"), "src/db/b.ts"],
  ["src/domain/a.ts", typeFrom("../http/b.ts"), "src/http/b.ts"],
  ["src/domain/a.ts", from("hono"), "hono"],
  ["src/domain/a.ts", from("temporal-polyfill-other"), "temporal-polyfill-other"],
  ["src/db/a.ts", from("../actions/b.ts"), "src/actions/b.ts"],
  ["src/db/a.ts", 'export { b } from "../mail/b.ts";', "src/mail/b.ts"],
  ["src/db/a.ts", from("../deps.ts"), "src/deps.ts"],
  ["src/mail/a.ts", from("../db/b.ts"), "src/db/b.ts"],
  ["src/pages/a.tsx", from("../mail/b.ts"), "src/mail/b.ts"],
  ["src/actions/a.ts", from("../http/b.ts"), "src/http/b.ts"],
  ["src/actions/a.ts", from("../log.ts"), "src/log.ts"],
  ["src/actions/a.ts", from("../../build/mails.ts"), "build/mails.ts"],
  ["src/http/a.ts", from("../db/b.ts"), "src/db/b.ts"],
  ["src/http/a.ts", from("../mail/mailer.ts"), "src/mail/mailer.ts"],
  ["src/http/a.ts", 'const b = await import("../db/b.ts");', "src/db/b.ts"],
  ["src/deps.ts", from("./db/b.ts"), "src/db/b.ts"],
  ["src/deps.ts", from("../emails/lessons/b.tsx"), "emails/lessons/b.tsx"],
  ["src/index.ts", from("./http/sign-up.tsx"), "src/http/sign-up.tsx"],
  ["src/doors.ts", from("./db/b.ts"), "src/db/b.ts"],
  ["src/doors.ts", 'import "./local/b.ts";', "src/local/b.ts"],
  ["src/log.ts", from("./domain/b.ts"), "src/domain/b.ts"],
  ["src/settings.ts", from("./mail/b.ts"), "src/mail/b.ts"],
  ["src/other.ts", from("./domain/b.ts"), "src/domain/b.ts"],
  ["src/http/a.ts", from("../cli/b.ts"), "src/cli/b.ts"],
  ["src/cli/a.ts", from("../../build/mails.ts"), "build/mails.ts"],
  ["emails/course.ts", from("../src/mail/b.ts"), "src/mail/b.ts"],
  ["emails/course.ts", typeFrom("../src/deps.ts"), ""],
  ["src/domain/a.ts", 'import {\n  type B,\n  c,\n} from "../db/b.ts";', "src/db/b.ts"],
])("%s may not say %j", (path, text, to) => {
  expect(imports([{ path, text }])).toEqual(to ? [`${path} imports ${to}`] : []);
});

test.each([
  ["src/domain/a.ts", from("./b.ts")],
  ["src/domain/a.ts", from("temporal-polyfill/fns/Instant")],
  ["src/domain/a.ts", from("@noble/hashes/hmac.js")],
  ["src/db/a.ts", typeFrom("../deps.ts")],
  ["src/mail/a.ts", from("resend")],
  ["src/http/a.ts", from("../mail/webhook.ts")],
  ["src/http/a.ts", from("../log.ts")],
  ["src/http/desk/desk.ts", from("../../db/b.ts")],
  ["src/http/desk/a.ts", from("../../db/b.ts")],
  ["src/deps.ts", from("../build/mails.ts")],
  ["src/doors.ts", from("./http/app.tsx")],
  ["src/settings.ts", from("./domain/b.ts")],
  ["emails/lessons/a.tsx", from("../../src/domain/b.ts")],
  ["src/cli/a.ts", from("../local/b.ts")],
  ["test/a.test.ts", from("../src/local/b.ts")],
])("%s may say %j", (path, text) => {
  expect(imports([{ path, text }])).toEqual([]);
});

test.each<[string, Rule, string, string, number]>([
  ["a look at the clock", clocks, "src/domain/a.ts", "export const a = Date.now();", 1],
  ["a look at the clock by a date", clocks, "src/http/a.tsx", "export const a = <p>{new Date().getTime()}</p>;", 1],
  ["a look at the clock in the author's folder", clocks, "emails/a.tsx", "const a = new Date;", 1],
  ["a date of a given time", clocks, "src/domain/a.ts", "export const a = new Date(now).toISOString();", 0],
  ["a clock in a comment", clocks, "src/domain/a.ts", "/** Never calls Date.now(). */\nconst a = 1; // new Date()", 0],
  ["the one place that reads the clock", clocks, "src/deps.ts", "export const a = Date.now();", 0],
  ["a command with a clock", clocks, "src/cli/a.ts", "export const a = Date.now();", 0],
  ["a database in the domain", outsideWorld, "src/domain/a.ts", "export function a(db: D1Database) {}", 1],
  ["a request in the domain", outsideWorld, "src/domain/a.ts", "export type A = Request;", 1],
  ["a request elsewhere", outsideWorld, "src/http/a.ts", "export type A = Request;", 0],
  ["a word that only holds one of these", outsideWorld, "src/domain/a.ts", "export type Envelope = RequestId;", 0],
  ["a query in an action", sql, "src/actions/a.ts", "db.prepare(query);", 1],
  ["a statement in a page", sql, "src/pages/a.tsx", "const a = `\n  SELECT id FROM x`;", 1],
  ["a statement in a stand-in", sql, "src/local/a.ts", 'const a = "DELETE FROM x";', 1],
  ["a statement in a comment", sql, "src/http/a.ts", "// SELECT * FROM x\nconst a = 1;", 0],
  ["a statement at home", sql, "src/db/a.ts", "db.prepare(`SELECT 1`);", 0],
  ["251 lines", lengths, "src/http/a.ts", "a\n".repeat(251), 1],
  ["250 lines", lengths, "test/a.test.ts", "a\n".repeat(250), 0],
  ["a long migration", lengths, "src/db/migrations/0001_a.sql", "-- a\n".repeat(300), 0],
  [
    "a trigger of several lines",
    triggers,
    "src/db/migrations/2_a.sql",
    "CREATE TRIGGER a BEFORE DELETE ON b\nBEGIN SELECT 1; END;",
    1,
  ],
  [
    "a small trigger",
    triggers,
    "src/db/migrations/2_a.sql",
    "create trigger a before delete on b begin select 1; end;",
    1,
  ],
  [
    "a trigger with a second END",
    triggers,
    "src/db/migrations/2_a.sql",
    "CREATE TRIGGER a BEFORE DELETE ON b BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; END;",
    1,
  ],
  [
    "a trigger as D1 takes it",
    triggers,
    "src/db/migrations/2_a.sql",
    "-- A trigger.\nCREATE TRIGGER a BEFORE DELETE ON b BEGIN SELECT 1; END;",
    0,
  ],
  ["no opening", openings, "src/http/a.ts", 'import { b } from "./b.ts";\n/** Late words of three. */', 1],
  ["an opening that is no sentence", openings, "src/http/a.ts", "/** Forms */\n", 1],
  ["a sentence", openings, "src/http/a.ts", "/** Says what it is for. */\n", 0],
  ["a sentence of several lines", openings, "src/http/a.ts", "/**\n * Says what\n * it is for.\n */\n", 0],
  ["a sentence in a migration", openings, "src/db/migrations/0001_a.sql", "-- The first table.\nCREATE", 0],
  ["a file of everything", fileNames, "src/http/utils.ts", "", 1],
  ["a folder of everything", fileNames, "src/lib/a.ts", "", 1],
  ["a file that holds the word", fileNames, "src/http/form-helper.ts", "", 1],
  ["the product's own file", fileNames, "src/ayumi.ts", "", 1],
  ["a word that only holds one of these", fileNames, "src/domain/library-misconfigured.ts", "", 0],
  ["a function with another word", words, "src/db/a.ts", "export async function findUser() {}", 1],
  ["a type with another word", words, "src/db/a.ts", "export type ContactList = string;", 1],
  ["a constant with another word", words, "src/db/a.ts", "export const MAX_JOBS = 1;", 1],
  ["another word by another way", words, "src/db/a.ts", "const a = 1;\nexport { a as userInfo, b };", 1],
  ["words that only hold one of these", words, "src/db/a.ts", "export const listenToDatabase = 1, x = informed;", 0],
  ["another word that stays inside", words, "src/db/a.ts", "function handle() {}", 0],
  ["a table with another word", words, "src/db/migrations/2_a.sql", "CREATE TABLE users (\n  id INTEGER\n) STRICT;", 1],
  [
    "a column with another word",
    words,
    "src/db/migrations/2_a.sql",
    "CREATE TABLE a (\n  user_id INTEGER\n) STRICT;",
    1,
  ],
  ["a later column with another word", words, "src/db/migrations/2_a.sql", "ALTER TABLE a ADD COLUMN data TEXT;", 1],
  [
    "a table of our words",
    words,
    "src/db/migrations/2_a.sql",
    "-- No user.\nCREATE TABLE a (\n  id TEXT\n) STRICT;",
    0,
  ],
])("%s is seen for what it is", (_, rule, path, text, findings) => {
  expect(rule([{ path, text }])).toHaveLength(findings);
});
