/** Sending a batch: every clear answer of the provider ends in a known state, and nobody gets a mail twice. */

import { expect, test } from "vitest";
import { MINUTE } from "../../src/domain/numbers.ts";
import { batchState, claimed, statuses } from "../support/batch.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { arrivals, arrivedMails, moveTo, orderFaults } from "../support/post-office.ts";

test("accepted: every row is sent with the provider's id, and the batch is closed and emptied", async () => {
  const house = engine();
  const answer = await claimed(3, house);

  expect(await answer()).toEqual({ kind: "closed", sent: 3, failed: 0, unconfirmed: 0 });

  const mails = await arrivedMails();
  const ledger = await rows<{ provider_id: string }>(
    "SELECT provider_id FROM deliveries WHERE lesson = 'fears' AND status = 'sent'",
  );
  expect(ledger.map((row) => row.provider_id).sort()).toEqual(mails.map(({ id }) => id).sort());
  expect(await rows("SELECT state, sealed, leased_until FROM batches")).toEqual([
    { state: "closed", sealed: null, leased_until: null },
  ]);
});

test("a bell that rings twice sends once", async () => {
  const house = engine();
  const answer = await claimed(3, house);

  const reports = await Promise.all([answer(), answer(), answer()]);

  expect(reports.map(({ kind }) => kind).sort()).toEqual(["closed", "not-ours", "not-ours"]);
  expect(await answer()).toEqual({ kind: "not-ours" });
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("refused: one address fails with its reason, and the others arrive", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  await orderFaults({ kind: "refuse_indexes", indexes: [1] });

  expect(await answer()).toEqual({ kind: "closed", sent: 2, failed: 1, unconfirmed: 0 });

  expect(await statuses()).toMatchObject([
    { status: "failed", n: 1, reason: expect.stringMatching(/\w/) },
    { status: "sent", n: 2 },
  ]);
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
});

test("refused as a whole: mail by mail, the culprit fails alone", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  await rows("UPDATE subscribers SET email = 'refused@example.com' WHERE id = 2");
  await orderFaults({ kind: "refuse_batch_422", path: "/emails/batch" });

  expect(await answer()).toEqual({ kind: "closed", sent: 2, failed: 1, unconfirmed: 0 });

  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
});

test("refused as a whole, then limited half way: the rest goes on alone, and no mail doubles", async () => {
  const house = engine();
  const answer = await claimed(4, house);
  await orderFaults(
    { kind: "refuse_batch_422", path: "/emails/batch" },
    { kind: "slow", hangMs: 0, times: 2, path: "/emails" },
    { kind: "limited", retryAfter: 2, path: "/emails" },
  );

  expect(await answer()).toMatchObject({ kind: "later", retryAt: current.now + 2_000 });
  expect(await batchState()).toMatchObject({ state: "sealed", singly: 1 });

  current.now += 3_000;
  expect(await answer()).toMatchObject({ kind: "closed", sent: 2 });
  expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 4 }]);
  expect(await arrivals()).toMatchObject({ total: 4, many: [] });
});

test("refused as a whole after an unknown answer: unconfirmed, because the first try may have been accepted", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  await orderFaults({ kind: "reset_after" }, { kind: "refuse_batch_422", path: "/emails/batch" });
  await answer();

  current.now += 31_000;
  expect(await answer()).toEqual({ kind: "closed", sent: 0, failed: 0, unconfirmed: 2 });
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
});

test("limited: surely not accepted, so it is sealed anew later, without those who stopped meanwhile", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  await orderFaults({ kind: "limited", retryAfter: 3 });

  expect(await answer()).toMatchObject({ kind: "later", retryAt: current.now + 3_000 });
  expect(await batchState()).toMatchObject({ state: "open", generation: 2 });
  await rows("UPDATE enrollments SET stopped_at = 1, stop_reason = 'unsubscribed', next_due_at = NULL WHERE id = 1");

  expect(await answer()).toEqual({ kind: "not-ours" });
  current.now += 3_000;
  expect(await answer()).toEqual({ kind: "closed", sent: 2, failed: 0, unconfirmed: 0 });
  expect(await statuses()).toEqual([
    { status: "sent", reason: null, n: 2 },
    { status: "skipped", reason: "unsubscribed", n: 1 },
  ]);
});

for (const quota of ["daily", "monthly"]) {
  test(`exhausted: the ${quota} quota pauses all sending until the reset, and burns no try`, async () => {
    const house = engine();
    const answer = await claimed(3, house);
    await orderFaults({ kind: `${quota}_quota` });

    expect(await answer()).toMatchObject({ kind: "later" });

    expect(await rows("SELECT paused_until, pause_reason FROM engine")).toEqual([
      { paused_until: Date.parse("2026-11-03T00:00:00Z"), pause_reason: `the provider's ${quota} quota is used up` },
    ]);
    expect(await answer()).toEqual({ kind: "not-ours" });
    expect(await house.tick()).toMatchObject({ state: "paused", rung: 0 });

    await moveTo(Date.parse("2026-11-03T00:05:00Z"));
    await house.tickAndSend();
    expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 3 }]);
    const told = (await arrivedMails("author@example.com")).map(({ subject }) => subject);
    expect(told).toEqual([house.deps.mails.notices["sending-paused"]?.subject]);
  });
}

test("misconfigured: a refused key pauses for 15 minutes and never blames a reader", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  await orderFaults({ kind: "invalid_key" });

  await answer();

  expect(await rows("SELECT paused_until FROM engine")).toEqual([{ paused_until: current.now + 15 * MINUTE }]);
  expect(await statuses()).toEqual([{ status: "claimed", reason: null, n: 3 }]);
  current.now += 16 * MINUTE;
  await house.tickAndSend();
  expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 3 }]);
});
