/** What the author's own system is told of a consultation: signed, once under one id, and tried again until it takes it. */

import { expect, test } from "vitest";
import { answerWebhookBells } from "../../src/actions/answer-webhook-bells.ts";
import { changeConsultation } from "../../src/actions/change-consultation.ts";
import { requestConsultation } from "../../src/actions/request-consultation.ts";
import { ring } from "../../src/actions/ring.ts";
import { tellAgain, tellReceiver } from "../../src/actions/tell-receiver.ts";
import { parseAddress } from "../../src/domain/address.ts";
import { DAY, HOUR, MINUTE, SECOND, WEBHOOK_LEASE, WEBHOOKS_AT_ONCE } from "../../src/domain/numbers.ts";
import { postWebhook } from "../../src/mail/outgoing-webhook.ts";
import { signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";
import { arrivals } from "../support/post-office.ts";
import { answerNext, heard, receiverNow, tellingHouse } from "../support/receiver.ts";

const WORDS = {
  name: "花子",
  reach: "電話 090-1234-5678",
  times: "11月10日（火） 夜",
  topic: "夫にも言えないこと",
  worksheet: "私の強み",
};

test("a new request is told, with what an answer needs, and without what she confided", async () => {
  const house = tellingHouse();
  await ask(house);
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
      ...{ name: WORDS.name, email: "hanako@example.com", reach: WORDS.reach, times: WORDS.times },
      requested_at: "2026-11-02T03:00:00.000Z",
      url: `http://localhost:8787/admin/consultations/${id}`,
    },
  });
  expect(await webhooks()).toEqual([{ state: "taken", attempts: 1, last_answer: "HTTP 204" }]);
});

test("where no receiver is set not even a row is written, for a request or a change", async () => {
  const house = engine();
  await ask(house);
  await change(house, "new", "answered");
  await house.tickAndSend();
  expect(await rows("SELECT * FROM outgoing_webhooks")).toEqual([]);
  expect(await heard()).toEqual([]);
});

test("a form sent twice, or again after the receiver was set, is told of once or not at all", async () => {
  await ask(engine());
  const house = tellingHouse();
  current.now += HOUR;
  await ask(house);
  expect(await rows("SELECT * FROM outgoing_webhooks")).toEqual([]);
  await Promise.all([ask(house, "yuki@example.com"), ask(house, "yuki@example.com")]);
  await house.answerBells();
  expect(await heard()).toHaveLength(1);
});

test("each change of the status is told, with the status it had then", async () => {
  const house = tellingHouse();
  await ask(house);
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

test("a receiver that fails is asked again, the same bytes under the same id, later and later, and then given up", async () => {
  const house = tellingHouse();
  await answerNext(...Array.from({ length: 20 }, () => 500));
  await ask(house);
  const began = current.now;
  await house.answerBells();
  for (let tick = 0; tick < (4 * DAY) / (5 * MINUTE); tick += 1) {
    current.now = began + (tick + 1) * 5 * MINUTE;
    if (!(await isDue())) continue;
    await house.tickAndSend();
  }

  const all = await heard();
  expect(new Set(all.map(({ id, body }) => id + body)).size).toBe(1);
  expect(all).toHaveLength(10);
  const waits = all.slice(1).map(({ at }, index) => (at - (all[index]?.at ?? 0)) / MINUTE);
  expect(waits).toEqual([5, 5, 30, 120, 300, 600, 840, 1200, 1440]);
  expect(await webhooks()).toEqual([{ state: "given_up", attempts: 10, last_answer: "HTTP 500" }]);
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
}, 60_000);

test("after five seconds the queue itself rings for the second try", async () => {
  const house = tellingHouse();
  await answerNext(503);
  await ask(house);
  await house.answerBells();
  current.now += 4 * SECOND;
  await house.answerBells();
  expect(await heard()).toHaveLength(1);
  current.now += SECOND;
  await house.answerBells();
  expect(await webhooks()).toEqual([{ state: "taken", attempts: 2, last_answer: "HTTP 204" }]);
});

for (const [name, answer, reason] of [
  ["a redirect is not followed", 302, "HTTP 302"],
  ["a connection that breaks is tried again", 0, "no connection"],
  ["a refusal is tried again", 404, "HTTP 404"],
] as const) {
  test(`${name}, and nothing of the answer's words is kept`, async () => {
    const house = tellingHouse();
    await answerNext(answer);
    await ask(house);
    await house.answerBells();
    expect(await heard()).toHaveLength(1);
    expect(await webhooks()).toEqual([{ state: "waiting", attempts: 1, last_answer: reason }]);
  });
}

test("410 says never again: given up at once, until the author sends it again", async () => {
  const house = tellingHouse();
  await answerNext(410);
  await ask(house);
  await house.answerBells();
  current.now += DAY;
  await house.tickAndSend();
  expect(await webhooks()).toEqual([{ state: "given_up", attempts: 1, last_answer: "HTTP 410" }]);

  const [first] = await heard();
  const webhookId = first?.id ?? "";
  expect(await tellAgain(house.deps, { webhookId, now: current.now })).toBe(true);
  expect(await tellAgain(house.deps, { webhookId, now: current.now })).toBe(false);
  await house.tickAndSend();
  expect((await heard()).map(({ id }) => id)).toEqual([webhookId, webhookId]);
  expect(await webhooks()).toEqual([{ state: "taken", attempts: 1, last_answer: "HTTP 204" }]);
  expect(await tellAgain(house.deps, { webhookId, now: current.now })).toBe(false);
});

test("a receiver that says nothing is left after a while", async () => {
  await answerNext(-1);
  const answer = await postWebhook(receiverNow(), { id: "a", body: "{}", at: current.now }, 200);
  expect(answer).toEqual({ kind: "failed", reason: "no answer in time" });
});

test("bells that come twice, at once or late, make one attempt", async () => {
  const house = tellingHouse();
  const { webhookIds } = await ask(house);
  const webhookId = webhookIds[0] ?? "";
  const tell = () => tellReceiver(house.deps, { webhookId, now: current.now });
  const kinds = (await Promise.all([tell(), tell(), tell()])).map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(["not-ours", "not-ours", "taken"]);
  expect(await tell()).toEqual({ kind: "not-ours" });
  expect(await heard()).toHaveLength(1);
});

test("a bell that is lost is rung again by the next tick", async () => {
  const house = tellingHouse();
  await ask(house);
  house.rung.length = 0;
  await house.tickAndSend();
  expect(await webhooks()).toMatchObject([{ state: "taken" }]);
  expect(await heard()).toHaveLength(1);
});

test("a Worker that dies with an attempt leaves it to the next tick after the lease, under the same id", async () => {
  const house = tellingHouse();
  const { webhookIds } = await ask(house);
  house.rung.length = 0;
  await rows("UPDATE outgoing_webhooks SET attempts = 1, next_try_at = ?1", current.now + WEBHOOK_LEASE);
  await house.tickAndSend();
  expect(await heard()).toEqual([]);
  current.now += WEBHOOK_LEASE;
  await house.tickAndSend();
  expect((await heard()).map(({ id }) => id)).toEqual(webhookIds);
});

test("an attempt that ends late settles nothing that a later one has settled", async () => {
  const house = tellingHouse();
  const { webhookIds } = await ask(house);
  await answerNext(500);
  const slow = tellReceiver(
    {
      ...house.deps,
      db: afterFirstBatch(house.deps.db, () =>
        rows("UPDATE outgoing_webhooks SET attempts = 2, state = 'taken', last_answer = 'HTTP 200'"),
      ),
    },
    { webhookId: webhookIds[0] ?? "", now: current.now },
  );
  await slow;
  expect(await webhooks()).toEqual([{ state: "taken", attempts: 2, last_answer: "HTTP 200" }]);
});

test("without the settings what still waits is given up, and nothing leaves", async () => {
  await ask(tellingHouse());
  const house = engine();
  await house.tickAndSend();
  expect(await webhooks()).toEqual([{ state: "given_up", attempts: 1, last_answer: "no receiver is set" }]);
  expect(await heard()).toEqual([]);
});

test(`one invocation posts ${WEBHOOKS_AT_ONCE}; the others are rung for again`, async () => {
  const house = tellingHouse();
  for (let one = 0; one < WEBHOOKS_AT_ONCE + 2; one++) await ask(house, `reader${one}@example.com`);
  const bells = (await rows<{ id: string }>("SELECT id FROM outgoing_webhooks")).map(({ id }) => ({ webhook: id }));
  house.rung.length = 0;
  await answerWebhookBells(house.deps, [{ notice: "none" }, ...bells], () => {});
  expect(await heard()).toHaveLength(WEBHOOKS_AT_ONCE);
  expect(house.rung.map(({ bell }) => bell)).toEqual(bells.slice(WEBHOOKS_AT_ONCE));
});

test("a request that is erased takes along what was still to be told", async () => {
  const house = tellingHouse();
  await ask(house);
  await rows("DELETE FROM consultations");
  await house.answerBells();
  expect(await heard()).toEqual([]);
  expect(await rows("SELECT * FROM outgoing_webhooks")).toEqual([]);
});

test("while mail rests, the receiver is told all the same, and its failures pause nothing", async () => {
  const house = tellingHouse();
  await rows("UPDATE engine SET paused_until = 4102444800000, pause_reason = 'a test'");
  await answerNext(500, 500);
  await ask(house);
  await house.answerBells();
  current.now += 10 * SECOND;
  await house.tickAndSend();
  expect(await heard()).toHaveLength(2);
  await rows("UPDATE engine SET paused_until = NULL, pause_reason = NULL");
  await signUpAndRing(house.deps, "yuki@example.com");
  await house.answerBells();
  expect(await arrivals()).toMatchObject({ total: 1 });
});

async function ask(house: Engine, email = "hanako@example.com") {
  const from = parseAddress(email);
  if (!from) throw new Error("impossible address");
  const asked = await requestConsultation(house.deps, { from, words: WORDS, now: current.now });
  const { noticeIds, webhookIds } = asked;
  await ring(house.deps, [...noticeIds.map((notice) => ({ notice })), ...webhookIds.map((webhook) => ({ webhook }))]);
  return asked;
}

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

function webhooks() {
  return rows("SELECT state, attempts, last_answer FROM outgoing_webhooks");
}

async function isDue(): Promise<boolean> {
  const due = await rows("SELECT 1 FROM outgoing_webhooks WHERE state = 'waiting' AND next_try_at <= ?1", current.now);
  return due.length > 0;
}

/** Something happens while the receiver is being asked. */
function afterFirstBatch(db: D1Database, happen: () => Promise<unknown>): D1Database {
  const batch: D1Database["batch"] = async (statements) => {
    const results = await db.batch<never>(statements);
    await happen();
    return results;
  };
  return new Proxy(db, {
    get: (target, name) => (name === "batch" ? batch : Reflect.get(target, name).bind(target)),
  });
}
