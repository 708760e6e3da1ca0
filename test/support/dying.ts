/** A Worker that dies at its n-th step outside itself: before the step has happened, or right after, unseen. */

import type { Deps } from "../../src/deps.ts";
import type { Mailer } from "../../src/mail/mailer.ts";
import { watchDatabase } from "./watched-database.ts";

class Died extends Error {
  override name = "Died";
}

export type Death = { step: number; moment: "before" | "after" };

/** Dependencies that count every call to database, queue and provider, and die at the given one. */
export function dying(deps: Deps, death: Death): { deps: Deps; steps: () => number } {
  let steps = 0;
  let dead = false;

  async function step<T>(act: () => Promise<T>): Promise<T> {
    if (dead) throw new Died("dead already");
    steps += 1;
    const fatal = steps === death.step;
    if (fatal) dead = true;
    if (fatal && death.moment === "before") throw new Died(`before step ${steps}`);
    const result = await act();
    if (fatal) throw new Died(`after step ${steps}`);
    return result;
  }

  return {
    deps: {
      ...deps,
      db: watchDatabase(deps.db, (_, make) => step(make)),
      queue: watchQueue(deps.queue, step),
      mailer: watchMailer(deps.mailer, step),
    },
    steps: () => steps,
  };
}

type Step = <T>(act: () => Promise<T>) => Promise<T>;

function watchQueue(queue: Deps["queue"], step: Step): Deps["queue"] {
  return { sendBatch: (messages: never) => step(() => queue.sendBatch(messages)) } as unknown as Deps["queue"];
}

function watchMailer(mailer: Mailer, step: Step): Mailer {
  return {
    sendBatch: (mails, key) => step(() => mailer.sendBatch(mails, key)),
    sendOne: (mail, key) => step(() => mailer.sendOne(mail, key)),
  };
}
