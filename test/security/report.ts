/** `npm run test:security`: everything that was tried against the house, tried again, as one table; fails when something does not hold. */

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { ATTACKS, type Attack } from "./attacks.ts";

type Tried = { readonly file: string; readonly name: string; readonly passed: boolean };
type Row = readonly [attack: string, tried: string, outcome: string, file: string];

const ROOT = join(import.meta.dirname, "../..");
const HEAD: Row = ["attack", "tried", "outcome", "test file"];

const whole = ATTACKS.filter(({ tests }) => tests === undefined).map(({ file }) => file);
const inPart = ATTACKS.filter(({ file, tests }) => tests !== undefined && !whole.includes(file));
const tried = [
  ...(await runTests(whole)),
  ...(await runTests(
    inPart.map(({ file }) => file),
    inPart.flatMap(({ tests }) => tests?.source ?? []).join("|"),
  )),
];
const rows = ATTACKS.map((attack) => rowOf(attack, tried));
console.log(`\n${tableOf(rows)}`);
const failed = tried.filter(({ passed }) => !passed);
for (const { file, name } of failed) console.log(`FAILED ${file}: ${name}`);
process.exitCode = failed.length === 0 && rows.every(([, , outcome]) => /^(held|accepted)$/.test(outcome)) ? 0 : 1;

/** Every test that was run in these files; those whose names do not match are left out. */
async function runTests(files: readonly string[], names?: string): Promise<Tried[]> {
  const folder = await mkdtemp(join(tmpdir(), "security-"));
  const output = join(folder, "results.json");
  const pattern = names === undefined ? [] : ["--testNamePattern", names];
  const reporters = ["--silent=passed-only", "--reporter=default", "--reporter=json", `--outputFile.json=${output}`];
  try {
    await ended(spawn("vitest", ["run", ...new Set(files), ...pattern, ...reporters], { cwd: ROOT, stdio: "inherit" }));
    return resultsIn(await readFile(output, "utf8"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Its failures are in the results; without results there is nothing to tell. */
function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => child.on("error", reject).on("close", () => resolve()));
}

/** A file that broke before its first test counts as one test that failed. */
function resultsIn(json: string): Tried[] {
  type Result = { fullName: string; status: string };
  const { testResults } = JSON.parse(json) as {
    testResults: { name: string; status: string; assertionResults: Result[] }[];
  };
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(ROOT, name);
    const ran = assertionResults.filter((result) => /^(passed|failed)$/.test(result.status));
    if (ran.length === 0 && status === "failed") return [{ file, name: "the file itself", passed: false }];
    return ran.map((result) => ({ file, name: result.fullName, passed: result.status === "passed" }));
  });
}

function rowOf({ attack, tried: what, file, tests, accepted = false }: Attack, all: readonly Tried[]): Row {
  const own = all.filter((one) => one.file === file && (tests === undefined || tests.test(one.name)));
  const outcome = own.every(({ passed }) => passed) ? (accepted ? "accepted" : "held") : "FAILED";
  return [attack, `${what} (${own.length})`, own.length === 0 ? "NOT TRIED" : outcome, file];
}

function tableOf(all: readonly Row[]): string {
  const widths = HEAD.map((_, column) => Math.max(...[HEAD, ...all].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(HEAD), line(widths.map((width) => "-".repeat(width))), ...all.map(line)].join("\n");
}
