/** Confirm mails and first lessons go before the day's lessons, wherever their bells are. */

import { expect, test } from "vitest";
import { answerBells } from "../../src/actions/answer-bells.ts";
import { createPacer, learn, leave } from "../../src/domain/pacer.ts";
import type { Mailer } from "../../src/mail/mailer.ts";
import { pacedMailer } from "../../src/mail/paced-mailer.ts";
import { signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { engine, readers, rows } from "../support/engine.ts";

test("a sign-up in the middle of the evening's lessons gets her confirm mail first, and a new reader her guide", async () => {
  const house = engine();
  const { course } = house.deps;
  await readers(600, { next: "fears", last: "two-faces", course });
  await house.tick();
  const evening = house.rung.splice(0).map(({ bell }) => bell);
  await readers(1, { next: "intro-guide", course });
  await house.tick();
  await signUpAndRing(house.deps, "hanako@example.com");
  const pacer = createPacer();
  learn(pacer, leave(pacer, 0), { limit: 1_000, remaining: 999 }, 0);
  const called: string[] = [];

  const mailer = pacedMailer(noting(house.deps.mailer, called), pacer, Date.now);
  await answerBells({ ...house.deps, mailer }, evening, () => undefined);

  const [notice] = await rows<{ id: string }>("SELECT id FROM notices");
  const [first] = await rows<{ id: string }>("SELECT id FROM batches WHERE lesson = 'intro-guide'");
  expect(evening).toHaveLength(6);
  expect(called).toHaveLength(8);
  expect(called.slice(0, 2).sort()).toEqual([`${notice?.id}.1`, `${first?.id}.1`].sort());
});

test("a mail that waits for its next try, or for a pause to end, is not called early", async () => {
  const house = engine();
  await signUpAndRing(house.deps, "hanako@example.com");
  await rows("UPDATE notices SET leased_until = ?1", current.now + 60_000);
  await readers(1, { next: "intro-guide", course: house.deps.course });
  await house.tick();
  await rows("UPDATE engine SET paused_until = ?1, pause_reason = 'by hand'", current.now + 60_000);
  const sent: string[] = [];

  const mailer = pacedMailer(house.deps.mailer, createPacer(), Date.now);
  await answerBells({ ...house.deps, mailer }, [], () => sent.push("something"));

  expect(sent).toEqual([]);
});

/** Writes down the key of each call as it is made: how soon it is answered says nothing of the order. */
function noting(mailer: Mailer, keys: string[]): Mailer {
  return {
    sendBatch: (mails, key) => {
      keys.push(key);
      return mailer.sendBatch(mails, key);
    },
    sendOne: (mail, key) => {
      keys.push(key);
      return mailer.sendOne(mail, key);
    },
  };
}
