/** Calls by turns, in imagined time: who waits, who goes back to the queue, and what one invocation may do. */

import { expect, test } from "vitest";
import { IN_FLIGHT, LEASE, MINUTE, PROVIDER_TIMEOUT, SECOND } from "../../src/domain/numbers.ts";
import { createPacer } from "../../src/domain/pacer.ts";
import type { Answer, Mailer } from "../../src/mail/mailer.ts";
import { CALLS_PER_INVOCATION, type PacedMailer, pacedMailer, type Turn } from "../../src/mail/paced-mailer.ts";
import { imaginedTime, type Time } from "../domain/pacer-time.ts";

const ALLOWED = { limit: 10, remaining: 9 };
const ACCEPTED: Answer = { kind: "answered", results: [], allowance: ALLOWED };

/** A provider that gives these answers in turn, and then accepts; `calls` tells when it was asked. */
function answering(time: Time, answers: readonly Answer[] = [], latencyMs = 20) {
  const calls: number[] = [];
  async function call(): Promise<Answer> {
    calls.push(time.now());
    await time.sleep(latencyMs);
    return answers[calls.length - 1] ?? ACCEPTED;
  }
  return { calls, sendBatch: call, sendOne: call };
}

function paced(time: Time, provider: Mailer) {
  return pacedMailer(provider, createPacer(), time.now, { sleep: time.sleep });
}

const limited = (retryAfterMs: number): Answer => ({ kind: "limited", retryAfterMs, allowance: ALLOWED });

test("before the first answer one call is under way; then the others follow at the provider's pace", async () => {
  const time = imaginedTime();
  const provider = answering(time);
  const mailer = paced(time, provider);
  const begun = time.now();
  const line = async () => (await mailer.takeTurn())?.mailer.sendBatch([], "");

  await time.pass(Promise.all(Array.from({ length: IN_FLIGHT }, line)));

  expect(provider.calls.map((at) => Math.round(at - begun))).toEqual([0, 103, 205, 308, 410, 513]);
});

test("a call refused for its rate waits as long as it is told, and takes another place", async () => {
  const time = imaginedTime();
  const provider = answering(time, [limited(SECOND)]);
  const answer = await time.pass(paced(time, provider).sendBatch([], "key"));

  expect(answer).toEqual(ACCEPTED);
  expect((provider.calls[1] ?? 0) - (provider.calls[0] ?? 0)).toBe(20 + SECOND);
});

test("five refusals are enough: the sixth try is the queue's", async () => {
  const time = imaginedTime();
  const provider = answering(
    time,
    Array.from({ length: 9 }, () => limited(SECOND)),
  );

  expect(await time.pass(paced(time, provider).sendBatch([], "key"))).toEqual(limited(SECOND));
  expect(provider.calls).toHaveLength(5);
});

test("a long pause goes back to the queue at once, and nobody begins a turn in it", async () => {
  const time = imaginedTime();
  const provider = answering(time, [limited(MINUTE)]);
  const mailer = paced(time, provider);
  const begun = time.now();

  expect(await time.pass(mailer.sendBatch([], "key"))).toEqual(limited(MINUTE));
  expect(await time.pass(mailer.takeTurn())).toBeUndefined();
  expect(await time.pass(mailer.sendBatch([], "another"))).toEqual({
    kind: "limited",
    retryAfterMs: mailer.holdsFor(),
  });
  expect(provider.calls).toHaveLength(1);
  expect(time.now() - begun).toBe(20);
});

test("an invocation makes 45 calls and no more: then turns end, and who is in one hears that it is limited", async () => {
  const time = imaginedTime();
  const provider = answering(time);
  const mailer = paced(time, provider);
  const turn = await takeTurn(time, mailer);

  const answers: Answer[] = [];
  for (let call = 0; call < 100; call++) answers.push(await time.pass(turn.mailer.sendBatch([], "")));

  expect(provider.calls).toHaveLength(CALLS_PER_INVOCATION);
  expect(CALLS_PER_INVOCATION).toBeLessThan(50);
  expect(answers.slice(CALLS_PER_INVOCATION)).toEqual(
    Array.from({ length: 55 }, () => ({ kind: "limited", retryAfterMs: SECOND })),
  );
  expect(await time.pass(mailer.takeTurn())).toBeUndefined();
});

test("a turn that made no call gives its place and its call back", async () => {
  const time = imaginedTime();
  const provider = answering(time);
  const mailer = paced(time, provider);
  const begun = time.now();

  for (let empty = 0; empty < 2 * CALLS_PER_INVOCATION; empty++) (await takeTurn(time, mailer)).end();
  await time.pass(mailer.sendBatch([], "key"));

  expect(provider.calls).toEqual([begun]);
});

test("no call of a turn begins so late that its lease could end before the answer", async () => {
  const time = imaginedTime();
  const provider = answering(time, [], PROVIDER_TIMEOUT);
  const turn = await takeTurn(time, paced(time, provider));
  const begun = time.now();

  const kinds = [];
  for (let call = 0; call < 6; call++) kinds.push((await time.pass(turn.mailer.sendBatch([], ""))).kind);

  expect(kinds).toEqual(["answered", "answered", "answered", "answered", "limited", "limited"]);
  expect(time.now() - begun).toBeLessThanOrEqual(LEASE);
});

test("with every answer as slow as can be, an invocation ends within the queue's 15 minutes", async () => {
  const time = imaginedTime();
  const mailer = paced(time, answering(time, [], PROVIDER_TIMEOUT));
  const begun = time.now();
  async function line(): Promise<void> {
    for (let turn = await mailer.takeTurn(); turn; turn = await mailer.takeTurn()) {
      while ((await turn.mailer.sendBatch([], "")).kind === "answered");
      turn.end();
    }
  }

  await time.pass(Promise.all(Array.from({ length: IN_FLIGHT }, line)));

  expect(time.now() - begun).toBeLessThan(10 * MINUTE);
});

async function takeTurn(time: Time, mailer: PacedMailer): Promise<Turn> {
  const turn = await time.pass(mailer.takeTurn());
  if (!turn) throw new Error("There is no turn.");
  return turn;
}
