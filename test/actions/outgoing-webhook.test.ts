/** What the author's own system is told of a consultation: signed, with no more than it needs, and never in the way of mails. */

import { expect, test } from "vitest";
import { answerWebhookBells } from "../../src/actions/answer-webhook-bells.ts";
import { changeConsultation } from "../../src/actions/change-consultation.ts";
import { ring } from "../../src/actions/ring.ts";
import { HOUR, SECOND, WEBHOOKS_AT_ONCE } from "../../src/domain/numbers.ts";
import { postWebhook } from "../../src/mail/outgoing-webhook.ts";
import { signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";
import { arrivals } from "../support/post-office.ts";
import { ASKED, answerNext, askAndTell, heard, receiverNow, tellingHouse, webhooks } from "../support/receiver.ts";

test("a new request is told, with what an answer needs, and without what she confided", async () => {
  const house = tellingHouse();
  await askAndTell(house);
  await house.answerBells();

  const [{ id }] = (await rows<{ id: string }>("SELECT id FROM consultations")) as [{ id: string }];
  const all = await heard();
  expect(all).toMatchObject([{ at: current.now, id: expect.stringMatching(/^[\w-]{22}$/) }]);
  expect(all[0]?.told).toEqual({
    type: "consultation.requested",
    created_at: "2026-11-02T03:00:00.000Z",
    data: {
      id,
      status: "new",
      ...{ name: ASKED.name, email: "hanako@example.com", reach: ASKED.reach, times: ASKED.times },
      requested_at: "2026-11-02T03:00:00.000Z",
      url: `http://localhost:8787/admin/consultations/${id}`,
    },
  });
  expect(await webhooks()).toEqual([{ state: "taken", attempts: 1, last_answer: "HTTP 204" }]);
});

test("where no receiver is set not even a row is written, for a request or a change", async () => {
  const house = engine();
  await askAndTell(house);
  await change(house, "new", "answered");
  await house.tickAndSend();
  expect(await rows("SELECT * FROM outgoing_webhooks")).toEqual([]);
  expect(await heard()).toEqual([]);
});

test("a form sent twice, or again after the receiver was set, is told of once or not at all", async () => {
  await askAndTell(engine());
  const house = tellingHouse();
  current.now += HOUR;
  await askAndTell(house);
  expect(await rows("SELECT * FROM outgoing_webhooks")).toEqual([]);
  await Promise.all([askAndTell(house, "yuki@example.com"), askAndTell(house, "yuki@example.com")]);
  await house.answerBells();
  expect(await heard()).toHaveLength(1);
});

test("each change of the status is told, with the status it had then", async () => {
  const house = tellingHouse();
  await askAndTell(house);
  await change(house, "new", "answered");
  await change(house, "answered", "booked");
  expect(await change(house, "answered", "booked")).toMatchObject({ kind: "stale" });
  await house.answerBells();
  expect((await heard()).map(({ told }) => [told.type, told.data.status])).toEqual([
    ["consultation.requested", "new"],
    ["consultation.changed", "answered"],
    ["consultation.changed", "booked"],
  ]);
});

test("a receiver that says nothing is left after a while", async () => {
  await answerNext(-1);
  const answer = await postWebhook(receiverNow(), { id: "a", body: "{}", at: current.now }, 200);
  expect(answer).toEqual({ kind: "failed", reason: "no answer in time" });
});

test("without the settings what still waits is given up, and nothing leaves", async () => {
  await askAndTell(tellingHouse());
  const house = engine();
  await house.tickAndSend();
  expect(await webhooks()).toEqual([{ state: "given_up", attempts: 1, last_answer: "no receiver is set" }]);
  expect(await heard()).toEqual([]);
});

test(`one invocation posts ${WEBHOOKS_AT_ONCE}; the others are rung for again`, async () => {
  const house = tellingHouse();
  for (let one = 0; one < WEBHOOKS_AT_ONCE + 2; one++) await askAndTell(house, `reader${one}@example.com`);
  const bells = (await rows<{ id: string }>("SELECT id FROM outgoing_webhooks")).map(({ id }) => ({ webhook: id }));
  house.rung.length = 0;
  await answerWebhookBells(house.deps, [{ notice: "none" }, ...bells], () => {});
  expect(await heard()).toHaveLength(WEBHOOKS_AT_ONCE);
  expect(house.rung.map(({ bell }) => bell)).toEqual(bells.slice(WEBHOOKS_AT_ONCE));
});

test("a request that is erased takes along what was still to be told", async () => {
  const house = tellingHouse();
  await askAndTell(house);
  await rows("DELETE FROM consultations");
  await house.answerBells();
  expect(await heard()).toEqual([]);
  expect(await rows("SELECT * FROM outgoing_webhooks")).toEqual([]);
});

test("while mail rests, the receiver is told all the same, and its failures pause nothing", async () => {
  const house = tellingHouse();
  await rows("UPDATE engine SET paused_until = 4102444800000, pause_reason = 'a test'");
  await answerNext(500, 500);
  await askAndTell(house);
  await house.answerBells();
  current.now += 10 * SECOND;
  await house.tickAndSend();
  expect(await heard()).toHaveLength(2);
  await rows("UPDATE engine SET paused_until = NULL, pause_reason = NULL");
  await signUpAndRing(house.deps, "yuki@example.com");
  await house.answerBells();
  expect(await arrivals()).toMatchObject({ total: 1 });
});

async function change(house: Engine, from: "new" | "answered", to: "answered" | "booked") {
  const [{ id } = { id: "" }] = await rows<{ id: string }>("SELECT id FROM consultations");
  const changed = await changeConsultation(house.deps, { id, from, to, now: current.now });
  if (changed.kind === "changed")
    await ring(
      house.deps,
      changed.webhookIds.map((webhook) => ({ webhook })),
    );
  return changed;
}
