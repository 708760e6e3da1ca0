/** When a letter comes: at her own hour, far from her lessons, and without moving them. */

import { expect, test } from "vitest";
import { openCourse } from "../../src/actions/open-course.ts";
import { DAY } from "../../src/domain/numbers.ts";
import { courseToken } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { readers, rows } from "../support/engine.ts";
import { chooseAndConfirm, deliveriesOf, finished, houseWithLetters, sending, TONIGHT } from "../support/letters.ts";
import { moveTo } from "../support/post-office.ts";

test("a letter never comes within 12 hours of a lesson: for whoever has one a day it waits until her course is over", async () => {
  const { deps, tickAndSend } = houseWithLetters();
  const [id] = await readers(1, { next: "fears", last: "two-faces", course: deps.course });
  await rows("UPDATE enrollments SET next_due_at = ?1", TONIGHT);
  const before = await rows("SELECT next_lesson, next_due_at FROM enrollments WHERE id = ?1", id);
  await chooseAndConfirm(deps, { whom: "under-way" });
  await tickAndSend();
  expect(await rows("SELECT next_lesson, next_due_at FROM enrollments WHERE id = ?1", id)).toEqual(before);
  for (let day = 0; day < 9; day++) {
    await moveTo(TONIGHT + day * DAY);
    await tickAndSend();
  }

  const sent = await rows<{ lesson: string; sent_at: number }>(
    "SELECT lesson, sent_at FROM deliveries WHERE batch_id <> 'before' ORDER BY sent_at",
  );
  expect(sent.map(({ lesson, sent_at }) => [lesson, (sent_at - TONIGHT) / DAY])).toEqual([
    ["fears", 0],
    ["step-1-words", 1],
    ["step-2-look", 2],
    ["step-3-small", 3],
    ["stories", 4],
    ["rebuild", 5],
    ["spring", 6],
  ]);
});

test("a letter waits for a day without a lesson, is on no quiet day, and leaves the next lesson where it was", async () => {
  const { deps, tickAndSend } = houseWithLetters();
  const [id] = await readers(1, { next: "fears", last: "two-faces", course: deps.course });
  // Quiet on Tuesdays; her lesson comes tonight, and once a week.
  await rows("UPDATE clocks SET pace_days = 7, quiet_days = 2");
  await rows("UPDATE enrollments SET next_due_at = ?1", TONIGHT);
  await chooseAndConfirm(deps);
  await tickAndSend();
  await moveTo(TONIGHT);
  await tickAndSend();
  const next = await rows("SELECT next_lesson, next_due_at FROM enrollments WHERE id = ?1", id);
  for (const day of [1, 2]) {
    await moveTo(TONIGHT + day * DAY);
    await tickAndSend();
  }

  expect(await rows("SELECT sent_at FROM deliveries WHERE lesson = 'spring'")).toEqual([
    { sent_at: TONIGHT + 2 * DAY },
  ]);
  expect(next).toEqual([{ next_lesson: "step-1-words", next_due_at: TONIGHT + 7 * DAY }]);
  expect(await rows("SELECT next_lesson, next_due_at FROM enrollments WHERE id = ?1", id)).toEqual(next);
});

test("two letters come on two days", async () => {
  const { deps, tickAndSend } = houseWithLetters();
  await finished(1, deps);
  await chooseAndConfirm(deps);
  await chooseAndConfirm(deps, {}, "summer");
  await tickAndSend();
  for (const day of [0, 1, 2]) {
    await moveTo(TONIGHT + day * DAY);
    await tickAndSend();
  }
  const sent = await rows(
    "SELECT lesson, sent_at FROM deliveries WHERE lesson IN ('spring', 'summer') ORDER BY sent_at",
  );
  expect(sent).toEqual([
    { lesson: "spring", sent_at: TONIGHT },
    { lesson: "summer", sent_at: TONIGHT + DAY },
  ]);
});

test("her course page is the same before and after a letter", async () => {
  const { deps, tickAndSend } = houseWithLetters();
  await finished(1, deps);
  const token = await courseToken(deps, "reader0@example.com");
  const page = () => openCourse(deps, { token, now: current.now });
  const before = await page();
  await chooseAndConfirm(deps);
  await tickAndSend();
  expect(await page()).toEqual(before);
  await moveTo(TONIGHT);
  await tickAndSend();
  await tickAndSend();
  expect(await sending()).toMatchObject({ state: "done", sent: 1 });
  expect(await page()).toEqual(before);
});

test("an edit of the course re-plans passages through it, and no letter", async () => {
  const { deps } = houseWithLetters();
  await finished(2, deps);
  await chooseAndConfirm(deps);
  await houseWithLetters().tick();
  const waiting = () => rows("SELECT id, next_lesson, next_due_at FROM enrollments WHERE course = 'letter:spring'");
  const before = await waiting();
  expect(before).toHaveLength(2);
  const course = { ...deps.course, finishedGetNewLessons: true, lessons: deps.course.lessons.slice(1) };
  expect(await houseWithLetters({ course }).tick()).toMatchObject({ replanned: expect.any(Number) });
  expect(await waiting()).toEqual(before);
});

test("a letter counts for no step of the funnel", async () => {
  const { deps, tickAndSend } = houseWithLetters();
  await finished(2, deps);
  await rows("UPDATE subscribers SET first_week = 2900, first_source = ''");
  await chooseAndConfirm(deps);
  await tickAndSend();
  await moveTo(TONIGHT);
  await tickAndSend();
  expect(await deliveriesOf()).toMatchObject([{ status: "sent", n: 2 }]);
  expect(await rows("SELECT * FROM funnel")).toEqual([]);
});
