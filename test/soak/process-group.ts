/** Kills a whole process group and knows when the last of it is dead. */

import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const GONE_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 5;

/** SIGKILL to everybody in it. Rejects when somebody is alive 10 s later. */
export async function killGroup(group: number): Promise<void> {
  signal(group, "SIGKILL");
  for (let waited = 0; isAlive(group); waited += LOOK_EVERY_MS) {
    if (waited > GONE_WITHIN_MS) throw new Error(`somebody of process group ${group} outlived SIGKILL`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** The dead whom nobody has buried yet still answer to signals; where /proc tells them apart, they count as dead. */
function isAlive(group: number): boolean {
  if (!signal(group, 0)) return false;
  if (process.platform !== "linux") return true;
  return readdirSync("/proc").some((name) => /^\d+$/.test(name) && isLivingMember(name, group));
}

/** proc(5), /proc/pid/stat: pid (name) state parent group …; the name may hold anything, brackets too. */
function isLivingMember(pid: string, group: number): boolean {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, , itsGroup] = line.slice(line.lastIndexOf(")") + 2).split(" ");
    return Number(itsGroup) === group && state !== "Z" && state !== "X";
  } catch {
    return false;
  }
}

/** Whether there was anybody to get it. */
function signal(group: number, what: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, what);
    return true;
  } catch {
    return false;
  }
}
