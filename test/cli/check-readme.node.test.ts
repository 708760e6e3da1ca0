/** The check that keeps both READMEs alike: it is content with what they are, and notices each way of drifting apart. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readmeFindings } from "../../src/cli/check-readme/alike.ts";
import { lostFiles } from "../../src/cli/check-readme/named-files.ts";
import { here } from "../node/course-folder.ts";

const [english = "", japanese = "", settings = "{}"] = ["README.md", "README.ja.md", "package.json"].map((file) =>
  readFileSync(join(here, file), "utf8"),
);
const { scripts } = JSON.parse(settings);

/** Throws when there is nothing to break. */
function without(text: string, from: string | RegExp, to = ""): string {
  const broken = text.replace(from, to);
  if (broken === text) throw new Error(`there is no ${from} to break`);
  return broken;
}

test("both say the same", () => {
  expect(readmeFindings(english, japanese, scripts)).toEqual([]);
});

test("notes inside a block may be in the language of the page", () => {
  const noted = without(japanese, "# コマンドと呼び出しをすべて見せるだけで、何も変えません", "# 何も変えません");
  expect(readmeFindings(english, noted, scripts)).toEqual([]);
});

test.each<[string, string | RegExp, string, RegExp]>([
  ["a section is missing", /### 件名を直す[\s\S]*?(?=\n### )/, "", /no section for "Change a subject"/],
  ["a heading says for nothing what it stands for", " <!-- Limits -->", "", /names no section/],
  [
    "a heading stands for what is gone",
    "<!-- The way back -->",
    "<!-- The way home -->",
    /"The way home", which README\.md does not have/,
  ],
  ["a heading has another rank", "### 文を直す", "## 文を直す", /has 2 # where README\.md has 3/],
  ["sections change places", /(## できないこと <!-- )Limits( -->)/, "$1Try it$2", /stands in another order/],
  [
    "a command of a block is another",
    "npm ci && npm test ",
    "npm test ",
    /other blocks.*missing: "npm ci && npm start\\nnpm ci/,
  ],
  ["a block is gone", /```ts\n {4}\{ key: "stories"[\s\S]*?```/, "", /"レッスンを外す" has other blocks/],
  ["a setting is not told of", /\| `LINE_ADD_URL`.*\n/, "", /missing: "LINE_ADD_URL"/],
  ["a setting is invented", "`EMBED_ORIGINS`  ", "`EMBED_ORIGIN_S`", /not in README\.md's section: "EMBED_ORIGIN_S"/],
  [
    "a command is invented",
    "`npm run preview` は",
    "`npm run look` は",
    /npm run look, which package\.json does not have/,
  ],
  ["a picture is gone", /.*docs\/mail-dark\.png.*\n/, "", /introduction has other pictures.*mail-dark\.png/],
])("it is noticed when %s", (_, from, to, words) => {
  const findings = readmeFindings(english, without(japanese, from, to), scripts);
  expect(findings.filter((finding) => words.test(finding))).not.toEqual([]);
});

test.each<[string, string | RegExp, string, RegExp]>([
  ["a setting comes in", "| `LINE_ADD_URL` ", "| `NEW_SETTING`, `LINE_ADD_URL` ", /missing: "NEW_SETTING"/],
  ["a command changes", "npm run setup -- --dry-run ", "npm run setup -- --show ", /"公開する" has other blocks/],
  ["a script is renamed", "`npm run picture`", "`npm run paint`", /npm run paint, which package\.json does not have/],
])("and when the English one moves on: %s", (_, from, to, words) => {
  const findings = readmeFindings(without(english, from, to), japanese, scripts);
  expect(findings.filter((finding) => words.test(finding))).not.toEqual([]);
});

test("the files that the README names are there, and each answer's tests", () => {
  const asked: string[] = [];
  const isThere = (path: string) => asked.push(path) > 0 && existsSync(join(here, path));
  expect(lostFiles("README.md", english, isThere)).toEqual([]);
  expect(asked.filter((path) => path.endsWith(".test.ts")).length).toBeGreaterThan(150);
  expect(asked).toContain("src/domain/numbers.ts");
});

test.each([
  ["a file", "`src/domain/numbers.ts`", "`src/domain/figures.ts`", "src/domain/figures.ts"],
  ["a test behind an answer", "(`actions/claim`,", "(`actions/claims`,", "test/actions/claims.test.ts"],
  ["the last of them", "`http/turnstile`)", "`http/turnstiles`)", "test/http/turnstiles.test.ts"],
  ["one in a table", "(`actions/coming-back`)", "(`actions/going-back`)", "test/actions/going-back.test.ts"],
])("it is noticed when %s is not there", (_, from, to, path) => {
  const findings = lostFiles("README.md", without(english, from, to), (name) => existsSync(join(here, name)));
  expect(findings).toEqual([`README.md names ${path}, which is not there`]);
});
