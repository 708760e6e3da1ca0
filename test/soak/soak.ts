/** `npm run soak`: 20,000 readers, a post office full of faults, and a Worker killed again and again; nobody lost, nothing doubled. */

import { parseArgs } from "node:util";
import { compileMails } from "../../src/local/compile-mails.ts";
import { offences, replay, report } from "./report.ts";
import { type SoakPlan, soak } from "./soaking.ts";

const { values } = parseArgs({
  options: {
    readers: { type: "string", default: "20000" },
    minutes: { type: "string", default: "4" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    kills: { type: "string", default: "Infinity" },
    /** Breaks a copy of the Worker on purpose: must end in doubles and exit code 1. */
    sabotage: { type: "boolean", default: false },
  },
});

const plan: SoakPlan = {
  readers: Number(values.readers),
  minutes: Number(values.minutes),
  seed: Number(values.seed),
  kills: Number(values.kills),
  hurried: false,
  sabotage: values.sabotage,
  say: (line) => console.log(line),
};
if (![plan.readers, plan.minutes, plan.seed, plan.kills].every((figure) => figure > 0)) {
  throw new RangeError("--readers, --minutes, --seed and --kills are numbers above 0");
}
console.log(replay(plan));
await compileMails();
const outcome = await soak(plan);
console.log(`\n${report(outcome, plan)}`);
if (outcome.account.offences.length > 0) console.log(`\nWrong:\n${offences(outcome)}\n\nAgain: ${replay(plan)}`);
process.exit(outcome.account.offences.length > 0 ? 1 : 0);
