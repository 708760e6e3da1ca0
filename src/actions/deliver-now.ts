/** Delivering at once what was just claimed; the queue is the fallback, and the sweep is the queue's. */

import type { Deps } from "../deps.ts";
import { answerBell } from "./answer-bell.ts";
import { ring } from "./ring.ts";

export async function deliverNow(deps: Deps, batchIds: readonly string[]): Promise<void> {
  for (const batch of batchIds) {
    try {
      await answerBell(deps, { bell: { batch }, now: deps.clock() });
    } catch {
      await ring(deps, [{ batch }]);
    }
  }
}
