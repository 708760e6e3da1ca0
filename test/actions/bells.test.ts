/** Queue messages doubled, late, out of order, lost or dead-lettered: a message is a doorbell, and the ledger decides what is to do. */

import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { answerBell } from "../../src/actions/answer-bell.ts";
import type { Deps, Env } from "../../src/deps.ts";
import { HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { engine, readers, rows } from "../support/engine.ts";
import { arrivals } from "../support/post-office.ts";
import { everythingSent } from "../support/visitor.ts";

const { DELIVERIES } = env as unknown as Env;

test("doubled: a message the queue hands over three times, and each mail arrives once", async () => {
  const trebled = { sendBatch: trebling(DELIVERIES) } as unknown as Deps["queue"];
  const house = engine({ queue: trebled });
  await readers(3, { next: "fears", last: "two-faces", course: house.deps.course });

  await house.tick();
  await vi.waitUntil(() => current.handedOver === 3, { timeout: 20_000 });
  await everythingSent();

  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("late: a message that comes hours after its batch was sent finds nothing to do", async () => {
  const house = engine();
  await readers(3, { next: "fears", last: "two-faces", course: house.deps.course });
  await house.tick();
  const [late] = house.rung.splice(0);
  current.now += 11 * MINUTE;
  await house.tickAndSend();
  current.now += 5 * HOUR;

  const bell = late?.bell ?? { batch: "" };
  expect(await answerBell(house.deps, { bell, now: current.now })).toEqual({ kind: "not-ours" });
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("late: a message that comes three hours after its claim still sends, and the one rung meanwhile does not", async () => {
  const house = engine();
  await readers(3, { next: "fears", last: "two-faces", course: house.deps.course });
  await house.tick();
  current.now += 3 * HOUR;
  await house.tick();
  expect(house.rung).toHaveLength(2);

  expect((await house.answerBells()).map(({ kind }) => kind)).toEqual(["closed", "not-ours"]);
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("out of order: the last rung is answered first, of batches, first lessons and notices alike", async () => {
  const house = engine();
  const { course } = house.deps;
  await readers(150, { next: "fears", last: "two-faces", course });
  await readers(2, { next: "intro-guide", course });
  await signUpAndRing(house.deps, "hanako@example.com");
  await house.tick();
  house.rung.reverse();

  await house.answerBells();

  expect(await arrivals()).toMatchObject({ total: 153, many: [] });
});

test("an unknown batch, as a message from before a restore may name, is nothing to do", async () => {
  const { deps } = engine();
  const bell = { batch: "A".repeat(22) };
  expect(await answerBell(deps, { bell, now: current.now })).toEqual({ kind: "not-ours" });
});

test("dead-lettered: what a broken consumer throws back until the queue drops it is rung for again, and loses nobody", async () => {
  const house = engine({ queue: DELIVERIES });
  await readers(3, { next: "fears", last: "two-faces", course: house.deps.course });
  current.consumerIsBroken = true;
  await house.tick();
  await vi.waitUntil(() => current.handedOver === 4, { timeout: 10_000 });
  expect(await rows("SELECT state, attempts FROM batches")).toEqual([{ state: "open", attempts: 0 }]);

  current.consumerIsBroken = false;
  current.now += 11 * MINUTE;
  await house.tick();
  await everythingSent();

  expect(current.handedOver).toBe(5);
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

function trebling(queue: Deps["queue"]) {
  return async (messages: Parameters<Deps["queue"]["sendBatch"]>[0]) => {
    const list = [...messages];
    await queue.sendBatch([...list, ...list, ...list]);
  };
}
