/** Bells: rung in calls the queue takes, answered at once where somebody waits, and left to the sweep where nobody can ring. */

import { expect, test } from "vitest";
import { deliverNow } from "../../src/actions/deliver-now.ts";
import { ring } from "../../src/actions/ring.ts";
import type { Deps, Doorbell } from "../../src/deps.ts";
import { confirmNow, signUpAndRing } from "../support/acts.ts";
import { engine, rows } from "../support/engine.ts";
import { arrivals } from "../support/post-office.ts";

test.each([0, 1, 100, 101, 250])("%i bells are rung a hundred to a call, each once and in order", async (count) => {
  const { queue, calls } = listeningQueue();

  expect(await ring({ queue }, bells(count))).toBe(0);

  expect(calls.flat()).toEqual(bells(count));
  expect(calls.map(({ length }) => length)).toEqual(
    { 0: [], 1: [1], 100: [100], 101: [100, 1], 250: [100, 100, 50] }[count],
  );
});

test("a call that the queue refuses does not keep the others from being rung, and is told", async () => {
  const { queue, calls } = listeningQueue({ refuses: 2 });

  expect(await ring({ queue }, bells(250))).toBe(100);

  expect(calls.flat()).toEqual([...bells(250).slice(0, 100), ...bells(250).slice(200)]);
});

test("a guide that cannot be delivered at once is rung for, and arrives by its bell", async () => {
  const house = engine();
  await signUpAndRing(house.deps, "hanako@example.com");
  house.rung.length = 0;
  const confirmed = await confirmNow(house.deps, "hanako@example.com");
  if (confirmed.kind !== "confirmed") throw new Error("not confirmed");
  const noMails = { ...house.deps.mailer, sendBatch: () => Promise.reject(new Error("no memory left")) };

  await deliverNow({ ...house.deps, mailer: noMails }, confirmed.batchIds);

  expect(house.rung.map(({ bell }) => bell)).toEqual(confirmed.batchIds.map((batch) => ({ batch })));
  await rows("UPDATE batches SET leased_until = NULL");
  await house.answerBells();
  expect(await arrivals()).toMatchObject({ total: 1 });
});

function bells(count: number): Doorbell[] {
  return Array.from({ length: count }, (_, index) => ({ batch: `batch ${index}` }));
}

/** A queue that remembers its calls; the n-th it refuses. */
function listeningQueue({ refuses = 0 } = {}) {
  const calls: Doorbell[][] = [];
  let call = 0;
  const queue = {
    async sendBatch(messages: Iterable<MessageSendRequest<Doorbell>>) {
      call += 1;
      if (call === refuses) throw new Error("queue down");
      calls.push([...messages].map(({ body }) => body));
    },
  };
  return { queue: queue as unknown as Deps["queue"], calls };
}
