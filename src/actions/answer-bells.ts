/** Answering many bells: several at once, each by itself, in the provider's pace. */

import type { Deps, Doorbell } from "../deps.ts";
import { IN_FLIGHT } from "../domain/numbers.ts";
import type { PacedMailer } from "../mail/paced-mailer.ts";
import { answerBell } from "./answer-bell.ts";
import type { SendReport } from "./send-batch.ts";

export type BellReport = SendReport | { kind: "surprise"; error: string };

/**
 * A surprise leaves the batch to the sweep; its bell counts as answered all the same, so that no batch rings for ever.
 * `tell` hears of each bell as it is answered.
 */
export async function answerBells(
  deps: Pick<Deps, "db" | "queue" | "course" | "mails" | "config" | "clock"> & { mailer: PacedMailer },
  bells: readonly Doorbell[],
  tell: (bell: Doorbell, report: BellReport) => void,
): Promise<void> {
  const waiting = [...bells];
  async function line(): Promise<void> {
    for (let bell = waiting.shift(); bell; bell = waiting.shift()) tell(bell, await answer(bell));
  }
  async function answer(bell: Doorbell): Promise<BellReport> {
    await deps.mailer.takeSlot();
    try {
      const report = await answerBell(deps, { bell, now: deps.clock() });
      if (report.kind === "not-ours") deps.mailer.giveSlotBack();
      return report;
    } catch (error) {
      return { kind: "surprise", error: String(error) };
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, line));
}
