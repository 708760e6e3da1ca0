/** What holds a letter back: readers who stop, the author who stops it, and the quota. */

import { expect, test } from "vitest";
import { stopSending } from "../../src/actions/stop-letter.ts";
import { oweAgain } from "../../src/db/deliveries.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { readers, rows } from "../support/engine.ts";
import {
  choose,
  chooseAndConfirm,
  confirmAsShown,
  deliveriesOf,
  finished,
  houseWithLetters,
  sending,
  TONIGHT,
} from "../support/letters.ts";
import { arrivals, moveTo, orderFaults } from "../support/post-office.ts";

test("who stops, or is suppressed, between the confirmation and the sending gets nothing", async () => {
  const { deps, tick, tickAndSend, answerBells } = houseWithLetters();
  await finished(4, deps);
  await chooseAndConfirm(deps);
  await stop(deps, "reader0@example.com");
  await tickAndSend();
  expect(await sending()).toMatchObject({ people: 4, enrolled: 3 });
  await stop(deps, "reader1@example.com");
  await moveTo(TONIGHT);
  expect(await tick()).toMatchObject({ claimed: 2 });
  await stop(deps, "reader2@example.com");
  await answerBells();
  await tickAndSend();

  expect(await deliveriesOf()).toEqual([
    { status: "sent", reason: null, n: 1 },
    { status: "skipped", reason: "unsubscribed", n: 1 },
  ]);
  expect(await arrivals()).toMatchObject({ total: 1 });
  expect(await sending()).toMatchObject({ state: "done", sent: 1 });
});

test("stopped halfway, it goes to nobody else; chosen again, to those it did not reach", async () => {
  const { deps, rung, tick, tickAndSend, answerBells } = houseWithLetters();
  await finished(250, deps);
  await rows("INSERT INTO clocks (zone, minute) VALUES ('Asia/Tokyo', 1380)");
  await rows("UPDATE subscribers SET clock_id = (SELECT max(id) FROM clocks) WHERE id > 200");
  await chooseAndConfirm(deps);
  await tick();
  await moveTo(TONIGHT);
  await tick();
  const [first] = rung.splice(0, 1);
  rung.splice(0);
  rung.push(first ?? { bell: { batch: "" }, at: 0 });
  await answerBells();

  expect(await stopSending(deps, { key: "spring", now: current.now })).toEqual({ kind: "stopped" });
  expect(await stopSending(deps, { key: "spring", now: current.now })).toEqual({ kind: "not-sending" });
  await moveTo(TONIGHT + 2 * HOUR);
  await tickAndSend();
  expect(await sending()).toMatchObject({ state: "stopped", sent: 100 });
  expect(await arrivals()).toMatchObject({ total: 100, many: [] });
  expect(await rows("SELECT count(*) AS n FROM batches WHERE state <> 'closed'")).toEqual([{ n: 0 }]);

  await choose(deps);
  expect(await sending()).toMatchObject({ people: 150 });
  await confirmAsShown(deps);
  await tickAndSend();
  await moveTo(TONIGHT + 2 * DAY);
  await tickAndSend();
  expect(await arrivals()).toMatchObject({ total: 250, many: [] });
});

test("what the provider gave back after the stop is not sent any more", async () => {
  const { deps, tickAndSend, answerBells } = houseWithLetters();
  await finished(1, deps);
  await chooseAndConfirm(deps);
  await tickAndSend();
  await moveTo(TONIGHT);
  await tickAndSend();
  await rows("UPDATE letters SET state = 'stopped'");
  const [row] = await rows<{ id: number; batch: string }>(
    "SELECT enrollment_id AS id, batch_id AS batch FROM deliveries WHERE lesson = 'spring'",
  );
  const delivery = { enrollmentId: row?.id ?? 0, lesson: "spring", batchId: row?.batch ?? "" };
  await deps.db.batch(oweAgain(deps.db, delivery, { batchId: "owed-again-0123456789a", now: current.now }));
  await moveTo(current.now + 11 * MINUTE);
  await tickAndSend();
  await answerBells();
  expect(await deliveriesOf()).toEqual([{ status: "skipped", reason: "letter stopped", n: 1 }]);
});

test("a letter takes no more of the day's quota than lessons leave of it", async () => {
  const { deps } = houseWithLetters();
  const { tickAndSend } = houseWithLetters({ config: { ...deps.config, dailyQuota: 100 } });
  await finished(200, deps);
  const due = await readers(60, { next: "fears", last: "two-faces", course: deps.course });
  await rows("UPDATE enrollments SET next_due_at = ?1 WHERE next_lesson = 'fears'", current.now + 20 * HOUR);
  await chooseAndConfirm(deps, { whom: "finished" });
  await tickAndSend();
  // Midnight, UTC: 90 may go today, and 60 lessons will.
  await moveTo(Date.parse("2026-11-03T00:05:00Z"));
  await rows(
    "UPDATE enrollments SET next_due_at = ?1 WHERE id IN (SELECT value FROM json_each(?2))",
    current.now + 3 * HOUR,
    JSON.stringify(due),
  );
  await tickAndSend();
  expect(await deliveriesOf()).toMatchObject([{ status: "sent", n: 30 }]);
  await moveTo(current.now + 4 * HOUR);
  await tickAndSend();
  expect(await rows("SELECT count(*) AS n FROM deliveries WHERE lesson = 'fears'")).toEqual([{ n: 60 }]);
  await tickAndSend();
  expect(await deliveriesOf()).toMatchObject([{ status: "sent", n: 30 }]);
});

test("a pause for the provider's quota holds a letter back and loses nobody", async () => {
  const { deps, tickAndSend } = houseWithLetters();
  await finished(150, deps);
  await chooseAndConfirm(deps);
  await tickAndSend();
  await moveTo(TONIGHT);
  await orderFaults({ kind: "daily_quota" });
  await tickAndSend();
  expect(await arrivals()).toMatchObject({ total: 0 });
  await moveTo(TONIGHT + DAY);
  await tickAndSend();
  await tickAndSend();
  expect(await deliveriesOf()).toEqual([{ status: "sent", reason: null, n: 150 }]);
  expect(await arrivals()).toMatchObject({ many: [] });
  expect(await sending()).toMatchObject({ sent: 150 });
});
