/** Claiming and advancing: who is due gets one ledger row, once, and moves on. */

import { expect, test } from "vitest";
import { DAY, HOUR } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { engine, readers, rows } from "../support/engine.ts";
import { arrivals } from "../support/post-office.ts";

test("250 due readers become three batches, whatever ticks come twice", async () => {
  const { deps, rung, tick } = engine();
  await readers(250, { next: "fears", last: "two-faces", course: deps.course });

  expect(await tick()).toMatchObject({ claimed: 250, batches: 3 });

  expect(rung).toHaveLength(3);
  expect(await rows("SELECT count(*) AS n FROM deliveries WHERE lesson = 'fears' AND status = 'claimed'")).toEqual([
    { n: 250 },
  ]);
  expect(await rows("SELECT json_array_length(members) AS n FROM batches ORDER BY n DESC")).toEqual([
    { n: 100 },
    { n: 100 },
    { n: 50 },
  ]);
});

test("the claimed move on to the next lesson, on the next day at their minute", async () => {
  const { deps, tick } = engine();
  await readers(2, { next: "fears", last: "two-faces", course: deps.course });

  await tick();

  const tomorrowEvening = Date.parse("2026-11-03T21:30:00+09:00");
  expect(await rows("SELECT DISTINCT last_lesson, next_lesson, next_due_at, completed_at FROM enrollments")).toEqual([
    { last_lesson: "fears", next_lesson: "step-1-words", next_due_at: tomorrowEvening, completed_at: null },
  ]);
});

test("after the last lesson a reader has completed the course", async () => {
  const { deps, tick } = engine();
  await readers(1, { next: "rebuild", last: "stories", course: deps.course });

  await tick();

  expect(await rows("SELECT next_lesson, next_due_at, completed_at FROM enrollments")).toEqual([
    { next_lesson: null, next_due_at: null, completed_at: current.now },
  ]);
});

test("a lesson she already had, standing later after a reordering, is left out when she moves on", async () => {
  const { deps, tick } = engine();
  const [id] = await readers(1, { next: "fears", last: "two-faces", course: deps.course });
  await rows(
    "INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, claimed_at, sent_at) VALUES (?1, 'step-1-words', 'before', 'sent', 1, 1)",
    id,
  );

  await tick();

  expect(await rows("SELECT next_lesson FROM enrollments")).toEqual([{ next_lesson: "step-2-look" }]);
});

test("nobody is claimed whose previous delivery is still open", async () => {
  const { deps, tick } = engine();
  const [id] = await readers(2, { next: "fears", last: "two-faces", course: deps.course });
  await rows("UPDATE deliveries SET status = 'claimed', sent_at = NULL WHERE enrollment_id = ?1", id);

  expect(await tick()).toMatchObject({ claimed: 1 });

  await rows(
    "UPDATE deliveries SET status = 'sent', sent_at = 1 WHERE enrollment_id = ?1 AND lesson = 'two-faces'",
    id,
  );
  expect(await tick()).toMatchObject({ claimed: 1 });
});

test("a suppressed address is not claimed", async () => {
  const { deps, tick } = engine();
  await readers(2, { next: "fears", last: "two-faces", course: deps.course });
  await rows("INSERT INTO suppressions SELECT address_hash, 'manual', 1 FROM subscribers LIMIT 1");

  expect(await tick()).toMatchObject({ claimed: 1 });
});

test("a due reader who already has the lesson's row moves on without a mail", async () => {
  const { deps, tick } = engine();
  await readers(1, { next: "fears", last: "two-faces", course: deps.course });
  await rows(
    "INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, claimed_at, sent_at) SELECT id, 'fears', 'before', 'sent', 1, 1 FROM enrollments",
  );

  expect(await tick()).toMatchObject({ claimed: 0 });

  expect(await rows("SELECT next_lesson FROM enrollments")).toEqual([{ next_lesson: "step-1-words" }]);
});

test("more readers than one transaction takes are claimed in chunks, each once", async () => {
  const { deps, tick } = engine();
  await readers(5_250, { next: "fears", last: "two-faces", course: deps.course });

  expect(await tick()).toMatchObject({ claimed: 5_250, batches: 53 });

  expect(
    await rows("SELECT count(*) AS n, count(DISTINCT enrollment_id) AS readers FROM deliveries WHERE lesson = 'fears'"),
  ).toEqual([{ n: 5_250, readers: 5_250 }]);
});

test("two ticks at the same time claim each reader once", async () => {
  const one = engine();
  const other = engine();
  await readers(300, { next: "fears", last: "two-faces", course: one.deps.course });

  const reports = await Promise.all([one.tick(), other.tick()]);

  expect(reports.reduce((sum, { claimed = 0 }) => sum + claimed, 0)).toBe(300);
  await Promise.all([one.answerBells(), other.answerBells()]);
  expect(await arrivals()).toMatchObject({ total: 300, many: [] });
});

test("the daily quota less the reserve for confirm mails bounds what is claimed", async () => {
  const { deps } = engine();
  const limited = engine({ config: { ...deps.config, dailyQuota: 100 } });
  await readers(300, { next: "fears", last: "two-faces", course: deps.course });

  expect(await limited.tickAndSend()).toMatchObject({ claimed: 90, state: "quota" });
  expect(await limited.tickAndSend()).toMatchObject({ claimed: 0 });

  current.now += DAY;
  expect(await limited.tickAndSend()).toMatchObject({ claimed: 90 });
});

test("an outage sends one lesson late, and the rest follow at the usual pace", async () => {
  const { deps, tickAndSend } = engine();
  await readers(1, { next: "fears", last: "two-faces", course: deps.course });

  current.now += 3 * DAY + 5 * HOUR;
  await tickAndSend();

  expect(await arrivals()).toMatchObject({ total: 1 });
  expect(await rows("SELECT next_lesson, next_due_at FROM enrollments")).toEqual([
    { next_lesson: "step-1-words", next_due_at: Date.parse("2026-11-06T21:30:00+09:00") },
  ]);
});

test("a clock whose zone the platform no longer knows stops nobody, and its reader gets the course's hour", async () => {
  const { deps, tickAndSend } = engine();
  await readers(2, { next: "fears", last: "two-faces", course: deps.course });
  await rows("INSERT INTO clocks (zone, minute) VALUES ('Nowhere/Land', 1290)");
  await rows(
    "UPDATE subscribers SET clock_id = (SELECT max(id) FROM clocks) WHERE id = (SELECT max(id) FROM subscribers)",
  );

  expect(await tickAndSend()).toMatchObject({ claimed: 2 });

  const tomorrowEvening = Date.parse("2026-11-03T21:30:00+09:00");
  expect(await rows("SELECT DISTINCT next_due_at FROM enrollments")).toEqual([{ next_due_at: tomorrowEvening }]);
});
