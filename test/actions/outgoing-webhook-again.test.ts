/** A receiver that fails, bells that are lost or come twice, a Worker that dies: told until it is taken, under one id. */

import { expect, test } from "vitest";
import { tellAgain, tellReceiver } from "../../src/actions/tell-receiver.ts";
import { DAY, MINUTE, SECOND, WEBHOOK_LEASE } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { rows } from "../support/engine.ts";
import { arrivals } from "../support/post-office.ts";
import { answerNext, askAndTell, heard, tellingHouse, webhooks } from "../support/receiver.ts";

test("a receiver that fails is asked again, the same bytes under the same id, later and later, and then given up", async () => {
  const house = tellingHouse();
  await answerNext(...Array.from({ length: 20 }, () => 500));
  await askAndTell(house);
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
  await askAndTell(house);
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
    await askAndTell(house);
    await house.answerBells();
    expect(await heard()).toHaveLength(1);
    expect(await webhooks()).toEqual([{ state: "waiting", attempts: 1, last_answer: reason }]);
  });
}

test("410 says never again: given up at once, until the author sends it again", async () => {
  const house = tellingHouse();
  await answerNext(410);
  await askAndTell(house);
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

test("bells that come twice, at once or late, make one attempt", async () => {
  const house = tellingHouse();
  const { webhookIds } = await askAndTell(house);
  const webhookId = webhookIds[0] ?? "";
  const tell = () => tellReceiver(house.deps, { webhookId, now: current.now });
  const kinds = (await Promise.all([tell(), tell(), tell()])).map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(["not-ours", "not-ours", "taken"]);
  expect(await tell()).toEqual({ kind: "not-ours" });
  expect(await heard()).toHaveLength(1);
});

test("a bell that is lost is rung again by the next tick", async () => {
  const house = tellingHouse();
  await askAndTell(house);
  house.rung.length = 0;
  await house.tickAndSend();
  expect(await webhooks()).toMatchObject([{ state: "taken" }]);
  expect(await heard()).toHaveLength(1);
});

test("a Worker that dies with an attempt leaves it to the next tick after the lease, under the same id", async () => {
  const house = tellingHouse();
  const { webhookIds } = await askAndTell(house);
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
  const { webhookIds } = await askAndTell(house);
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
