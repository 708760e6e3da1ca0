/** Answering many bells: several at once, each by itself, in the provider's pace and within what one invocation may do. */

import type { Deps, Doorbell } from "../deps.ts";
import { IN_FLIGHT } from "../domain/numbers.ts";
import type { PacedMailer, Turn } from "../mail/paced-mailer.ts";
import { answerBell } from "./answer-bell.ts";
import { ring } from "./ring.ts";
import type { SendReport } from "./send-batch.ts";

export type BellReport = SendReport | { kind: "surprise"; error: string };

type BellDeps = Pick<Deps, "db" | "queue" | "course" | "mails" | "config" | "clock"> & { mailer: PacedMailer };

/**
 * A surprise leaves the batch to the sweep; its bell counts as answered all the same, so that no batch rings for ever.
 * `tell` hears of each bell as it is answered. For whom this invocation has no turn left, it rings again for the next one.
 */
export async function answerBells(
  deps: BellDeps,
  bells: readonly Doorbell[],
  tell: (bell: Doorbell, report: BellReport) => void,
): Promise<void> {
  const waiting = [...bells];
  async function line(): Promise<void> {
    for (let bell = waiting.shift(); bell; bell = waiting.shift()) {
      const turn = await deps.mailer.takeTurn();
      if (!turn) {
        waiting.push(bell);
        return;
      }
      tell(bell, await answer(deps, bell, turn));
      turn.end();
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, line));
  await ring(deps, waiting, deps.mailer.holdsFor());
}

async function answer(deps: BellDeps, bell: Doorbell, { mailer }: Turn): Promise<BellReport> {
  try {
    return await answerBell({ ...deps, mailer }, { bell, now: deps.clock() });
  } catch (error) {
    return { kind: "surprise", error: String(error) };
  }
}
