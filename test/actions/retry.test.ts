/** What failed by our fault goes again when the author says so, once; what may have come only by its own word. */

import { expect, test } from "vitest";
import { retryDeliveries } from "../../src/actions/retry-deliveries.ts";
import { DAY, MINUTE } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { authorAtDesk } from "../support/desk.ts";
import { engine, readers, rows } from "../support/engine.ts";
import { chooseAndConfirm, deliveriesOf, finished, houseWithLetters, sending, TONIGHT } from "../support/letters.ts";
import { arrivals, moveTo, orderFaults } from "../support/post-office.ts";

const statuses = () =>
  rows("SELECT status, count(*) AS n FROM deliveries WHERE lesson = 'fears' GROUP BY 1 ORDER BY 1");

/** Five readers, of whose lesson two were refused for our fault. */
async function twoFailed() {
  const house = engine();
  await readers(5, { next: "fears", last: "two-faces", course: house.deps.course });
  await orderFaults({ kind: "refuse_indexes", indexes: [1, 3] });
  await house.tickAndSend();
  expect(await statuses()).toEqual([
    { status: "failed", n: 2 },
    { status: "sent", n: 3 },
  ]);
  return house;
}

test("failed lessons go again, each once, however often it is asked for", async () => {
  const house = await twoFailed();
  const retry = () => retryDeliveries(house.deps, { status: "failed", now: current.now });
  expect(await retry()).toMatchObject({ mails: 2 });
  expect(await retry()).toEqual({ mails: 0, batchIds: [] });
  await house.tickAndSend();
  expect(await statuses()).toEqual([{ status: "sent", n: 5 }]);
  expect(await arrivals()).toMatchObject({ total: 5, many: [] });
});

test("who stopped or is suppressed since stays without, and old failures are left alone", async () => {
  const house = await twoFailed();
  const [one, other] = await rows<{ enrollment_id: number }>(
    "SELECT enrollment_id FROM deliveries WHERE status = 'failed'",
  );
  await rows("UPDATE subscribers SET unsubscribed_at = 1 WHERE id = ?1", one?.enrollment_id);
  await rows(
    "UPDATE deliveries SET claimed_at = ?1 WHERE enrollment_id = ?2",
    current.now - 15 * DAY,
    other?.enrollment_id,
  );
  expect(await retryDeliveries(house.deps, { status: "failed", now: current.now })).toEqual({
    mails: 0,
    batchIds: [],
  });
  await house.tickAndSend();
  expect(await arrivals()).toMatchObject({ total: 3 });
});

test("a lesson of which nobody knows whether it came goes again only with --unconfirmed, and is then sent like any other", async () => {
  const house = await twoFailed();
  await rows("UPDATE deliveries SET status = 'unconfirmed' WHERE status = 'failed'");
  expect(await retryDeliveries(house.deps, { status: "failed", now: current.now })).toMatchObject({ mails: 0 });
  expect(await retryDeliveries(house.deps, { status: "unconfirmed", now: current.now })).toMatchObject({ mails: 2 });
  await house.tickAndSend();
  expect(await statuses()).toEqual([{ status: "sent", n: 5 }]);
});

test("more than a batch of them go in several, and a crash in between loses none", async () => {
  const house = engine();
  await readers(250, { next: "fears", last: "two-faces", course: house.deps.course });
  await house.tick();
  await rows("UPDATE deliveries SET status = 'failed', reason = 'test' WHERE lesson = 'fears'");
  await rows("UPDATE batches SET state = 'closed'");
  house.rung.length = 0;
  const { batchIds } = await retryDeliveries(house.deps, { status: "failed", now: current.now });
  expect(batchIds).toHaveLength(3);
  current.now += 11 * MINUTE;
  await house.tickAndSend();
  expect(await arrivals()).toMatchObject({ total: 250, many: [] });
});

test("a letter that failed goes again like a lesson, unless it was stopped since", async () => {
  const { deps, tickAndSend } = houseWithLetters();
  await finished(3, deps);
  await chooseAndConfirm(deps, { whom: "finished" });
  await tickAndSend();
  await moveTo(TONIGHT);
  await orderFaults({ kind: "refuse_indexes", indexes: [1] });
  await tickAndSend();
  const retry = () => retryDeliveries(deps, { status: "failed", now: current.now });
  expect(await retry()).toMatchObject({ mails: 1 });
  await rows("UPDATE letters SET state = 'stopped'");
  await tickAndSend();
  expect(await deliveriesOf()).toEqual([
    { status: "sent", reason: null, n: 2 },
    { status: "skipped", reason: "letter stopped", n: 1 },
  ]);
  await rows("UPDATE letters SET state = 'done'");
  await rows("UPDATE deliveries SET status = 'failed' WHERE status = 'skipped'");
  expect(await retry()).toMatchObject({ mails: 1 });
  await tickAndSend();
  expect(await deliveriesOf()).toEqual([{ status: "sent", reason: null, n: 3 }]);
  expect(await sending()).toMatchObject({ sent: 3 });
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("the desk has a button for it, which says what it did", async () => {
  await twoFailed();
  const author = await authorAtDesk();
  expect(await author.see("/admin/stuck")).toContain("送れなかったメールを、もう一度送る");
  for (const mails of [2, 0]) {
    const answer = await author.post("/admin/stuck/retry", {});
    expect(answer.headers.get("Location")).toBe(`/admin/stuck?retried=${mails}`);
  }
  expect(await author.see("/admin/stuck?retried=2")).toContain("2通を、もう一度送る順番に入れました");
});
