/** Checks of the machine that the author works on: its Node, its file of secrets, its clock. */

import { MINUTE, SECOND } from "../../../domain/numbers.ts";
import type { Check } from "../check.ts";
import { type Finding, ok, skipped, Unasked, wrong } from "../finding.ts";
import { isAtHome, type Ledger, type Patient } from "../patient.ts";

/** What wrangler and vitest need. */
const OLDEST_NODE: readonly [number, number] = [22, 12];

/** Signatures of webhooks are good for five minutes, and a request takes its second or two. */
const SKEW_LIMIT = MINUTE;

export const machineChecks: readonly Check[] = [
  { name: "node", asks: "whether this Node runs the commands", look: node },
  { name: "dev-vars", asks: "whether others on this machine may read the secrets", look: devVars },
  { name: "clock", asks: "whether this machine's clock is right", look: clock },
];

async function node({ nodeVersion }: Patient): Promise<Finding> {
  const [major = 0, minor = 0] = nodeVersion.split(".").map(Number);
  const isNewEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (isNewEnough) return ok(nodeVersion);
  const needed = OLDEST_NODE.join(".");
  return wrong(
    `Node ${nodeVersion} runs this`,
    `wrangler needs ${needed} or newer`,
    "npm ci   (installs a Node of its own)",
  );
}

async function devVars({ devVarsMode }: Patient): Promise<Finding> {
  if (devVarsMode === null) return skipped("there is no .dev.vars; npm start makes one");
  if (process.platform === "win32") return skipped("Windows keeps permissions of another kind");
  const mode = (devVarsMode & 0o777).toString(8);
  if ((devVarsMode & 0o077) === 0) return ok(`.dev.vars is yours alone (${mode})`);
  const why = "its secrets sign links into readers' pages, and its key may send in your name";
  return wrong(`.dev.vars may be read by others on this machine (${mode})`, why, "chmod 600 .dev.vars");
}

/** Every answer of the other checks tells the time, so it asks nobody whom they do not ask. */
async function clock(patient: Patient): Promise<Finding | readonly Finding[]> {
  const [ledger] = await Promise.allSettled([patient.ledger(), ...others(patient)]);
  const clocks = new Map(patient.clocks);
  if (ledger.status === "fulfilled") {
    const { passing, asked } = ledger.value as Ledger;
    clocks.set("the database", aheadOf(passing.clock_seconds, asked));
  }
  if (clocks.size === 0) throw new Unasked("nobody answered who could tell the time");
  const [skewed] = [...clocks].filter(([, ahead]) => Math.abs(ahead) > SKEW_LIMIT);
  return skewed ? skew(skewed) : ok(`agrees with ${[...clocks.keys()].join(", ")}`);
}

function others(patient: Patient): Promise<unknown>[] {
  const front = patient.isAwake ? [patient.front()] : [];
  if (isAtHome(patient)) return front;
  return [...front, patient.sender().then((domain) => patient.records(domain, "TXT"))];
}

function skew([who, ahead]: readonly [string, number]): Finding {
  const minutes = `${Math.abs(ahead / MINUTE).toFixed(1)} minutes ${ahead > 0 ? "behind" : "ahead of"}`;
  const why = "links are dated and webhooks believed by the clock: five minutes off, and they are refused";
  return wrong(`this machine is ${minutes} ${who}`, why, "sudo timedatectl set-ntp true   (or let your system set it)");
}

/** 0 when the database's second lies within the time that asking took. */
function aheadOf(seconds: number, [before, after]: readonly [number, number]): number {
  const told = seconds * SECOND;
  if (told < before - SECOND) return told - before;
  return told > after ? told - after : 0;
}
