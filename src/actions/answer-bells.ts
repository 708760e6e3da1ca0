/** Answering many bells: several at once, each by itself, in the provider's pace and within what one invocation may do. */

import { urgentlyWaiting } from "../db/leases.ts";
import { rowsOf } from "../db/rows.ts";
import type { Deps, Doorbell, MailBell } from "../deps.ts";
import { IN_FLIGHT } from "../domain/numbers.ts";
import type { PacedMailer, Turn } from "../mail/paced-mailer.ts";
import { answerMailBell } from "./answer-bell.ts";
import { isMailBell } from "./answer-webhook-bells.ts";
import { ring } from "./ring.ts";
import type { SendReport } from "./send-batch.ts";

export type BellReport = SendReport | { kind: "surprise"; error: string };

/** Urgent mails that one invocation takes on although their bells have not come. */
const URGENT_AT_ONCE = 20;

type BellDeps = Pick<Deps, "db" | "queue" | "course" | "mails" | "config" | "clock"> & { mailer: PacedMailer };

/**
 * A surprise leaves the batch to the sweep; its bell counts as answered all the same, so that no batch rings for ever.
 * `tell` hears of each bell as it is answered. For whom this invocation has no turn left, it rings again for the next one. The bells
 * of webhooks are answered elsewhere, out of the mails' way.
 */
export async function answerBells(
  deps: BellDeps,
  bells: readonly Doorbell[],
  tell: (bell: MailBell, report: BellReport) => void,
): Promise<void> {
  const waiting = await urgentFirst(deps, bells.filter(isMailBell));
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

/**
 * Somebody waits for her confirm mail or her first lesson: whatever the bells say, these go before the day's lessons. Asked
 * once an invocation, which lasts some seconds.
 */
async function urgentFirst(deps: BellDeps, bells: readonly MailBell[]): Promise<MailBell[]> {
  const [notices, batches] = await deps.db.batch(urgentlyWaiting(deps.db, deps.clock(), URGENT_AT_ONCE));
  const urgent = new Map<string, MailBell>([
    ...rowsOf<{ id: string }>(notices).map(({ id }): [string, MailBell] => [id, { notice: id }]),
    ...rowsOf<{ id: string }>(batches).map(({ id }): [string, MailBell] => [id, { batch: id }]),
  ]);
  return [...urgent.values(), ...bells.filter((bell) => !urgent.has("batch" in bell ? bell.batch : bell.notice))];
}

async function answer(deps: BellDeps, bell: MailBell, { mailer }: Turn): Promise<BellReport> {
  try {
    return await answerMailBell({ ...deps, mailer }, { bell, now: deps.clock() });
  } catch (error) {
    return { kind: "surprise", error: String(error) };
  }
}
