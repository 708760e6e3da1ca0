/** What the author does with letters, and what the machine does for them. */

import { expect } from "vitest";
import { answerBell } from "../../../src/actions/answer-bell.ts";
import { deliverNow } from "../../../src/actions/deliver-now.ts";
import { sendCopy } from "../../../src/actions/send-copy.ts";
import { stopSending } from "../../../src/actions/stop-letter.ts";
import type { Deps } from "../../../src/deps.ts";
import { HOUR } from "../../../src/domain/numbers.ts";
import { cron } from "../acts.ts";
import { current } from "../current.ts";
import { type Engine, readers, rows } from "../engine.ts";
import { chooseAndConfirm, confirmAsShown, deliveriesOf, finished, sending, TONIGHT, withLetters } from "../letters.ts";
import { arrivals, moveTo } from "../post-office.ts";
import { recover, type Scene } from "./scene.ts";

export const letters: readonly Scene[] = [
  {
    name: "choosing whom a letter goes to, and confirming it",
    before: ({ deps }) => chosenBy(deps),
    act: (deps) => chooseAndConfirm(withLetters(deps)),
    after: async (house) => {
      const [row] = await rows<{ state: string }>("SELECT state FROM letters");
      if (!row) await chooseAndConfirm(withLetters(house.deps));
      else {
        await forwarded(house);
        if ((await sending()).state === "counted") await confirmAsShown(withLetters(house.deps));
      }
      await eachHasItOnce(house);
    },
  },
  {
    name: "a tick that gives readers a letter's hour",
    before: async ({ deps }) => {
      await chosenBy(deps);
      await chooseAndConfirm(withLetters(deps));
    },
    act: (deps) => cron(withLetters(deps)),
    after: eachHasItOnce,
  },
  {
    name: "a tick that claims for a letter",
    before: waitingForLetter,
    act: (deps) => cron(withLetters(deps)),
    after: eachHasItOnce,
  },
  {
    name: "answering the bell of a letter's batch",
    before: async (house) => {
      await waitingForLetter(house);
      await forwarded(house);
    },
    act: async (deps) => {
      const [bell] = await rows<{ batch: string }>("SELECT id AS batch FROM batches");
      await answerBell(withLetters(deps), { bell: bell ?? { batch: "" }, now: current.now });
    },
    after: eachHasItOnce,
  },
  {
    name: "stopping a letter whose batch is not sealed",
    before: async (house) => {
      await waitingForLetter(house);
      await forwarded(house);
    },
    act: (deps) => stopSending(deps, { key: "spring", now: current.now }),
    after: async (house) => {
      await stopSending(house.deps, { key: "spring", now: current.now });
      await recover(house);
      expect(await deliveriesOf()).toEqual([]);
      expect(await arrivals()).toMatchObject({ total: 0 });
      expect(await sending()).toMatchObject({ state: "stopped", sent: 0 });
    },
  },
  {
    name: "sending a reader a lesson once more",
    before: ({ deps }) => readers(1, { next: "fears", last: "two-faces", course: deps.course }),
    act: copied,
    after: async (house) => {
      await copied(house.deps);
      await rows("UPDATE enrollments SET next_due_at = NULL, next_lesson = NULL WHERE course NOT LIKE 'copy:%'");
      await recover(house);
      expect(await arrivals()).toMatchObject({ total: 1, many: [] });
      expect(await deliveriesOf("two-faces")).toEqual([{ status: "sent", reason: null, n: 2 }]);
    },
  },
];

async function copied(deps: Deps) {
  const [reader] = await rows<{ id: number }>("SELECT id FROM subscribers");
  const sent = await sendCopy(deps, { subscriberId: reader?.id ?? 0, lesson: "two-faces", now: current.now });
  if (sent.kind === "sent") await deliverNow(deps, sent.batchIds);
}

async function chosenBy(deps: Deps) {
  current.now = TONIGHT - HOUR;
  await finished(3, deps);
}

/** Three, at the hour at which it is due. */
async function waitingForLetter(house: Engine) {
  await chosenBy(house.deps);
  await chooseAndConfirm(withLetters(house.deps));
  await forwarded(house);
  await moveTo(TONIGHT);
}

/** A tick with the letters of the house. */
async function forwarded({ deps }: Engine) {
  await cron(withLetters(deps));
}

async function eachHasItOnce(house: Engine) {
  Object.assign(house.deps, withLetters(house.deps));
  await house.tickAndSend();
  await moveTo(Math.max(current.now, TONIGHT));
  await recover(house);
  await recover(house);
  expect(await deliveriesOf()).toEqual([{ status: "sent", reason: null, n: 3 }]);
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
  expect(await sending()).toMatchObject({ state: "done", people: 3, enrolled: 3, sent: 3 });
}
