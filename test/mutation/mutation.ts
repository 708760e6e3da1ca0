/** Mutation testing: the house's rules and deeds are broken one place at a time, and whatever no test notices must be judged. */

import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { type Mutant, readJudged, scoreOf, survivorsOf, unjudged } from "./survivors.ts";

type Part = { readonly name: string; readonly mutate: readonly string[]; readonly configFile: string };

/** From sign-up to recorded: who does any of this wrong sends twice or never. What a page does by hand is judged by the pages' own tests. */
const ENGINE = [
  "answer-bell",
  "answer-bells",
  "confirm",
  "deliver-now",
  "pause-sending",
  "plan-claim",
  "queue-due-lessons",
  "record-mail-event",
  "record-outcomes",
  "replan-course",
  "retry-delay",
  "ring",
  "send-batch",
  "send-notice",
  "sign-up",
  "sweep",
  "tick",
  "try-later",
  "unsubscribe",
].map((verb) => `src/actions/${verb}.ts`);

const PARTS: readonly Part[] = [
  { name: "domain", mutate: ["src/domain/**/*.ts"], configFile: "test/mutation/domain.vitest.ts" },
  { name: "actions", mutate: ENGINE, configFile: "test/mutation/actions.vitest.ts" },
];

/** Of all mutants of a part, per cent. */
const LEAST_KILLED = 85;

/** What vitest keeps of past runs makes a process slow and large; a new one takes a few seconds. */
const MUTANTS_PER_PROCESS = 100;

/** Ms beyond what the tests take without a mutant: on a busy machine slowness must not pass for a loop without end. */
const PATIENCE = 15_000;

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { mutate: { type: "string" }, changed: { type: "boolean", default: false } },
  });
  for (const part of PARTS) {
    const mutate = values.mutate ? within(part, values.mutate.split(",")) : part.mutate;
    if (mutate.length > 0) await tryPart({ ...part, mutate }, values.changed);
  }
}

/** A file may be followed by a range of lines, as Stryker takes it: `src/domain/place.ts:10-20`. */
function within({ name }: Part, files: string[]): string[] {
  return files.filter((file) => file.startsWith(`src/${name}/`));
}

/** `changed`: only what was changed since the last run, or whose tests were; the rest is as it was then. */
async function tryPart(part: Part, changed: boolean): Promise<void> {
  const mutants: Mutant[] = await new Stryker(optionsOf(part, changed)).runMutationTest();
  const score = scoreOf(mutants);
  const survivors = await survivorsOf(mutants);
  const missing = unjudged(survivors, await readJudged());
  console.log(
    `${part.name}: ${score.toFixed(1)} % of ${mutants.length} mutants were noticed; at least ${LEAST_KILLED} must be.`,
  );
  if (missing.length > 0) console.log(`Survived and not judged in test/mutation/survivors.md:\n${missing.join("\n")}`);
  if (score < LEAST_KILLED || missing.length > 0) process.exitCode = 1;
}

function optionsOf({ name, mutate, configFile }: Part, changed: boolean) {
  return {
    mutate: [...mutate],
    testRunner: "vitest",
    plugins: [import.meta.resolve("@stryker-mutator/vitest-runner")],
    vitest: { configFile, related: false },
    // Stryker 10.1 reads a tsconfig through what TypeScript 7 no longer has, so it is given none.
    tsconfigFile: "no-tsconfig.json",
    disableTypeChecks: false,
    coverageAnalysis: "perTest" as const,
    concurrency: availableParallelism(),
    maxTestRunnerReuse: MUTANTS_PER_PROCESS,
    timeoutMS: PATIENCE,
    incremental: true,
    incrementalFile: `reports/mutation-${name}-known.json`,
    force: !changed,
    ignorePatterns: ["docs", "dist", "screenshots", ".wrangler", "reports"],
    reporters: ["clear-text", "html", "progress-append-only"],
    htmlReporter: { fileName: `reports/mutation-${name}.html` },
    clearTextReporter: { logTests: false, reportTests: false },
  };
}
