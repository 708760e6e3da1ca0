/** The Worker on this machine: its three doors with the post office's clock, which can be moved. */

import type { Env } from "../deps.ts";
import { systemClock } from "../deps.ts";
import { doors } from "../doors.ts";

/** Asked once for each request, tick and batch of bells; time goes on from there. */
async function movedClock(env: Env): Promise<() => number> {
  const answer = await fetch(String(env["LOCAL_CLOCK_URL"]));
  const { now } = (await answer.json()) as { now: number };
  const ahead = now - systemClock();
  return () => systemClock() + ahead;
}

export default doors(movedClock);
