/** A database restored to an earlier moment: whatever batch it still knows goes under its old key, so nothing of it is mailed twice. */

import { expect, test } from "vitest";
import { HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { hear, signUpAndRing } from "../support/acts.ts";
import { claimed, statuses } from "../support/batch.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { rememberDatabase } from "../support/older-database.ts";
import { arrivals, arrivedMails, emitEvent, moveTo, orderFaults, pullWebhooks } from "../support/post-office.ts";

test("to the time between claim and send: the same key and bytes again, and each mail arrived once", async () => {
  const house = engine();
  await claimed(3, house);
  const restore = await rememberDatabase();
  await house.answerBells();
  const sent = (await arrivedMails()).map(({ id }) => id).sort();

  current.now += 15 * MINUTE;
  await restore();
  await house.tickAndSend();

  expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 3 }]);
  const ledger = await rows<{ id: string }>("SELECT provider_id AS id FROM deliveries WHERE lesson = 'fears'");
  expect(ledger.map(({ id }) => id).sort()).toEqual(sent);
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("to the time between claim and send, hours later: unconfirmed, because the mail would say something else by now", async () => {
  const house = engine();
  await claimed(3, house);
  const restore = await rememberDatabase();
  await house.answerBells();

  current.now += 3 * HOUR;
  await restore();
  await house.tickAndSend();

  expect(await statuses()).toMatchObject([{ status: "unconfirmed", reason: expect.stringContaining("409"), n: 3 }]);
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("to the time between send and record: asked again under the same key, and found sent", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  await orderFaults({ kind: "reset_after" });
  await answer();
  const restore = await rememberDatabase();
  current.now += 31_000;
  await answer();

  current.now += HOUR;
  await restore();
  await house.tickAndSend();

  expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 3 }]);
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("to the time between send and record, a day later: unconfirmed with the reason, until a webhook tells better", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  await orderFaults({ kind: "reset_after" });
  await answer();
  const restore = await rememberDatabase();
  current.now += 31_000;
  await answer();

  await moveTo(current.now + 24 * HOUR);
  await restore();
  await house.tick();
  expect(await statuses()).toEqual([
    { status: "unconfirmed", reason: "no answer from the provider for 20 hours", n: 2 },
  ]);
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });

  await pullWebhooks();
  for (const mail of await arrivedMails()) await emitEvent(mail, "email.delivered");
  for (const webhook of await pullWebhooks()) await hear(house.deps, webhook);
  expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 2 }]);
});

test("to the time before a confirm mail was sent: unconfirmed, because the link would be another, and she has the one", async () => {
  const house = engine();
  await signUpAndRing(house.deps, "hanako@example.com");
  const restore = await rememberDatabase();
  await house.answerBells();

  current.now += HOUR;
  await restore();
  await house.tickAndSend();

  expect(await rows("SELECT state, status FROM notices")).toEqual([{ state: "closed", status: "unconfirmed" }]);
  expect(await arrivals()).toMatchObject({ total: 1, many: [] });
});
