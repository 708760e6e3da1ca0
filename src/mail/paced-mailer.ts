/** A mailer that keeps the provider's pace: slots for the rate, and a refused call takes a new slot. */

import { SECOND } from "../domain/numbers.ts";
import type { Pacer } from "../domain/pacer.ts";
import type { Answer, Mailer } from "./mailer.ts";

/** Tries for a slot before the batch goes back to the queue; well inside the lease. */
const TRIES = 5;

/** `clock`: unix ms of real time. Only calls made through this mailer share its pace. */
export function pacedMailer(mailer: Mailer, pacer: Pacer, clock: () => number): Mailer {
  async function paced(call: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      await until(pacer.takeSlot(clock()), clock);
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
  };
}

function until(time: number, clock: () => number): Promise<void> | undefined {
  const wait = time - clock();
  return wait > 0 ? new Promise((resolve) => setTimeout(resolve, wait)) : undefined;
}
