/** `npm run bench`: every benchmark of this folder on the real local funnel; `--write` puts the table into the README. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startFunnel } from "../../src/local/funnel.ts";
import { ROOT } from "../../src/local/wrangler.ts";
import { confirmToGuide } from "./confirm-to-guide.ts";
import { type Measured, tableOf } from "./table.ts";

/** One file each. A benchmark reports; it never fails because a machine is slow. */
const BENCHMARKS = [confirmToGuide];

const MARKERS = { begin: "<!-- bench -->", end: "<!-- /bench -->" };

const measured: Measured[] = [];
const funnel = await startFunnel();
try {
  for (const run of BENCHMARKS) measured.push(...(await run(funnel)));
} finally {
  await funnel.stop();
}
const table = tableOf(measured);
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
