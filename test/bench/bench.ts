/** `npm run bench`: every benchmark of this folder; `--short` takes a minute, the whole up to ten, `--only=<word>` some of them, `--write` puts the table into the README. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../src/local/wrangler.ts";
import { allowance } from "./allowance.ts";
import type { Bench, Benchmark } from "./benchmark.ts";
import { bundle } from "./bundle.ts";
import { confirmToGuide } from "./confirm-to-guide.ts";
import { cpuOfComposing } from "./cpu-of-composing.ts";
import { desk } from "./desk.ts";
import { dueReaders } from "./due-readers.ts";
import { fiveASecond } from "./five-a-second.ts";
import { fullSpeed } from "./full-speed.ts";
import { growth } from "./growth.ts";
import { idleTick } from "./idle-tick.ts";
import { memory } from "./memory.ts";
import { oneBatch } from "./one-batch.ts";
import { pages } from "./pages.ts";
import { openProvider } from "./provider.ts";
import { rowsPerMail } from "./rows-per-mail.ts";
import { signUps } from "./sign-up.ts";
import { type Row, tableOf } from "./table.ts";

/** One file each. A benchmark reports; it never fails because a machine is slow. */
const BENCHMARKS: readonly Benchmark[] = [
  cpuOfComposing,
  fullSpeed,
  oneBatch,
  allowance,
  rowsPerMail,
  idleTick,
  dueReaders,
  growth,
  desk,
  memory,
  signUps,
  pages,
  fiveASecond,
  confirmToGuide,
];

const MARKERS = { begin: "<!-- bench -->", end: "<!-- /bench -->" };

const short = process.argv.includes("--short");
const only = process.argv.find((word) => word.startsWith("--only="))?.slice("--only=".length) ?? "";
const provider = await openProvider();
const bench: Bench = { built: await bundle(), provider, short };
const rows: Row[] = [];
for (const run of BENCHMARKS.filter(({ name }) => name.includes(only))) {
  const begun = performance.now();
  rows.push(...(await run(bench)));
  console.log(`${run.name}: ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
}
provider.close();
const table = tableOf(rows);
console.log(`\n${table}`);
if (process.argv.includes("--write")) console.log(await writeTable(join(ROOT, "README.md"), table));
process.exit();

/** Returns what became of it. */
async function writeTable(path: string, table: string): Promise<string> {
  const page = await readFile(path, "utf8").catch(() => "");
  const begin = page.indexOf(MARKERS.begin);
  const end = page.indexOf(MARKERS.end, begin);
  if (begin < 0 || end < 0) return `README.md has no ${MARKERS.begin} … ${MARKERS.end}: nothing written.`;
  await writeFile(path, `${page.slice(0, begin + MARKERS.begin.length)}\n${table}\n${page.slice(end)}`);
  return "Written into README.md.";
}
