/** What `npm run setup` writes into wrangler.toml and emails/course.ts: the asked values, and not a character besides. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import { hourOf, minuteOf, withHour } from "../../src/cli/setup/course-hour.ts";
import { type TomlChange, tomlString, withTomlValue } from "../../src/cli/setup/toml.ts";
import { here } from "../node/course-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "toml-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** As wrangler itself reads it. */
function read(source: string): Record<string, unknown> {
  const path = join(folder, "wrangler.toml");
  writeFileSync(path, source);
  return readRawConfig({ config: path }).rawConfig as Record<string, unknown>;
}

const ours = readFileSync(join(here, "wrangler.toml"), "utf8");
const anyText = fc.string({ unit: "grapheme", maxLength: 30 });

/** Values with all that could be mistaken for the end of a value, a comment or a table. */
const value = fc.oneof(
  fc.constantFrom(
    "true",
    "7",
    "1979-05-27",
    '"""\n[vars]\nSITE_URL = "no"\n"""',
    "'''\n# no\n[other]\n'''",
    '"""a"b\\""""',
  ),
  fc.constantFrom(
    '[\n  "a", # ]\n  { b = "]" },\n]',
    '{ "a b" = "# no", c = [1] }',
    "'[vars]'",
    '"# \\" ="',
    '"""b"""""',
  ),
  anyText.map(tomlString),
);
const comment = fc.constantFrom("", "# a note", '# SITE_URL = "no"', "  # [vars]", "#");
const pairs = (keys: string[]) =>
  fc
    .tuple(
      ...keys.map((key) =>
        fc.option(
          fc
            .tuple(comment, value, comment)
            .map(
              ([above, text, behind]) =>
                `${above}\n${key}${above.length > 5 ? "=" : " = "}${text}${behind && ` ${behind}`}\n`,
            ),
          { nil: "" },
        ),
      ),
    )
    .map((lines) => lines.join(""));

const documents = fc
  .tuple(pairs(["name", "main"]), pairs(["SITE_URL", "OTHER", '"SENDER NAME"']), pairs(["binding", "x"]), fc.boolean())
  .map(
    ([root, vars, database, twice]) =>
      `${root}[build]\ncommand = "a" # [vars]\n\n[vars]\n${vars}\n[[d1_databases]] # first\n${database}${twice ? "\n[[d1_databases]]\nbinding = 'second'\n" : ""}`,
  );

const changes = fc.record<TomlChange & { value: string }>({
  table: fc.constantFrom("", "vars", "build", "d1_databases", "new_table"),
  key: fc.constantFrom("name", "SITE_URL", "OTHER", "binding", "NEW"),
  value: anyText.map(tomlString),
});

function expected(source: string, { table, key, value }: TomlChange & { value: string }): unknown {
  const before = read(source);
  const told = JSON.parse(value.replaceAll("\\u007f", "\u007f"));
  if (table === "") return { ...before, [key]: told };
  const there = before[table] ?? {};
  if (Array.isArray(there)) return { ...before, [table]: [{ ...there[0], [key]: told }, ...there.slice(1)] };
  return { ...before, [table]: { ...there, [key]: told } };
}

test("whatever stands in the file: the value is set as asked, every other keeps its own", () => {
  fc.assert(
    fc.property(documents, changes, (source, change) => {
      expect(read(withTomlValue(source, change))).toEqual(expected(source, change));
    }),
    { numRuns: 300 },
  );
});

/** Around one key, whose value is left open. */
const surroundings = fc
  .tuple(pairs(["name"]), pairs(["BEFORE"]), comment, comment, pairs(["AFTER"]))
  .map(([root, before, above, behind, after]) => (raw: string) => {
    const line = raw && `${above}\nSITE_URL = ${raw}${behind && ` ${behind}`}\n`;
    return `${root}[build] # [vars]\n[vars]\n${before}${line}${after}[other]\nSITE_URL = "not this"\n`;
  });

test("every other character stays as it was: a value is exchanged for the other, a new line is all that is added", () => {
  fc.assert(
    fc.property(surroundings, value, value, (text, old, fresh) => {
      const change = { table: "vars", key: "SITE_URL", value: fresh };
      expect(withTomlValue(text(old), change)).toBe(text(fresh));
      expect(withTomlValue(text(""), change).replace(`SITE_URL = ${fresh}\n`, "")).toBe(text(""));
      expect(withTomlValue(text(""), { ...change, value: null })).toBe(text(""));
      expect(read(withTomlValue(text(old), { ...change, value: null }))).toEqual(read(text("")));
    }),
    { numRuns: 300 },
  );
});

test("the project's own file changes in the lines that were asked for, and in no other", () => {
  const edited = [
    { table: "vars", key: "SITE_URL", value: '"https://ayumi.letters.jp"' },
    { table: "vars", key: "DAILY_QUOTA", value: '"100"' },
    { table: "queues.consumers", key: "queue", value: '"steps-deliveries"' },
    { table: "", key: "routes", value: '[{ pattern = "ayumi.letters.jp", custom_domain = true }]' },
  ].reduce(withTomlValue, ours);
  const before = new Set(ours.split("\n"));
  expect(edited.split("\n").filter((line) => !before.has(line))).toEqual([
    'routes = [{ pattern = "ayumi.letters.jp", custom_domain = true }]',
    'SITE_URL = "https://ayumi.letters.jp"',
    'DAILY_QUOTA = "100"',
    'queue = "steps-deliveries"',
  ]);
  expect(edited.split("\n")).toHaveLength(ours.split("\n").length + 2);
  expect(read(edited)).toMatchObject({ routes: [{ pattern: "ayumi.letters.jp", custom_domain: true }], minify: true });
});

const course = readFileSync(join(here, "emails/course.ts"), "utf8");
const zones = fc.constantFrom("Asia/Tokyo", "Europe/Berlin", "America/Argentina/Buenos_Aires");

test("every minute of the day comes back from the hour it is written as, and what is no hour is none", () => {
  for (let minute = 0; minute < 1440; minute += 1) expect(minuteOf(hourOf(minute))).toBe(minute);
  for (const wrong of ["24:00", "9", "21:60", "9:3", "", "21.30", "-1:00"]) expect(minuteOf(wrong)).toBeNull();
});

test("the course gets the zone and the minute, and keeps the rest of its file", () => {
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 1439 }), (zone, minute) => {
      const edited = withHour(course, { zone, minute }) ?? "";
      const lines = edited.split("\n");
      const at = lines.findIndex((line) => line.startsWith("  zone:"));
      expect(lines[at]).toBe(`  zone: "${zone}",`);
      const [, sum = ""] = /^ {2}minute: ([\d *+]+),$/.exec(lines[at + 1] ?? "") ?? [];
      const [hours = "0", rest = "0"] = sum.includes("60") ? sum.split(/ \* 60(?: \+ )?/) : ["0", sum];
      expect(Number(hours) * 60 + Number(rest || 0)).toBe(minute);
      expect(lines.toSpliced(at, 2)).toEqual(course.split("\n").toSpliced(at, 2));
    }),
  );
});

test("a course that keeps its hour elsewhere is left alone", () => {
  expect(withHour("export const course = makeCourse();", { zone: "Asia/Tokyo", minute: 0 })).toBeNull();
  expect(withHour('export const course = { zone: "Asia/Tokyo" };', { zone: "Asia/Tokyo", minute: 0 })).toBeNull();
});
