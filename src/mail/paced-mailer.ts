/** A mailer that keeps the provider's pace: slots for the rate, and a refused call takes a new slot. */

import { SECOND } from "../domain/numbers.ts";
import type { Pacer } from "../domain/pacer.ts";
import type { Answer, Mailer } from "./mailer.ts";

export type PacedMailer = Mailer & {
  /**
   * Waits for a slot, which the next call uses. Taken before a batch is sealed: a Worker that dies while it waits has left
   * nothing uncertain.
   */
  takeSlot(): Promise<void>;
  /** There was nothing to send after all. */
  giveSlotBack(): void;
};

/** Tries for a slot before the batch goes back to the queue; well inside the lease. */
const TRIES = 5;

/** `clock`: unix ms of real time. Only calls made through this mailer share its pace. */
export function pacedMailer(mailer: Mailer, pacer: Pacer, clock: () => number): PacedMailer {
  let taken = 0;

  async function slot(): Promise<void> {
    const wait = pacer.takeSlot(clock()) - clock();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }

  async function paced(call: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      if (taken > 0) taken -= 1;
      else await slot();
      const answer = await call();
      if (answer.allowance) pacer.learn(answer.allowance);
      if (answer.kind !== "limited") return answer;
      pacer.holdUntil(clock() + answer.retryAfterMs);
      if (attempt === TRIES || answer.retryAfterMs > 2 * SECOND) return answer;
    }
  }

  return {
    sendBatch: (mails, key) => paced(() => mailer.sendBatch(mails, key)),
    sendOne: (mail, key) => paced(() => mailer.sendOne(mail, key)),
    async takeSlot() {
      await slot();
      taken += 1;
    },
    giveSlotBack() {
      taken = Math.max(0, taken - 1);
    },
  };
}
