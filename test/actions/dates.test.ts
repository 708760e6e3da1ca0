/** Dates that actions give to a reader's next lesson: by her own clock, by the lesson's wait, and from the day the last one really left. */

import { expect, test } from "vitest";
import { answerBell } from "../../src/actions/answer-bell.ts";
import type { Course } from "../../src/domain/course.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { orderFaults } from "../support/post-office.ts";

test("the next lesson comes after its own wait, not after a day", async () => {
  const house = withWait(3);
  await readers(1, { next: "fears", last: "two-faces", course: house.deps.course });

  await house.tick();

  expect(await dates()).toEqual([["step-1-words", "2026-11-05T21:30:00+09:00"]]);
});

test("readers of one batch move on each by her own clock", async () => {
  const house = engine();
  await twoClocks(house);

  await house.tick();

  expect(await dates()).toEqual([
    ["step-1-words", "2026-11-03T21:30:00+09:00"],
    ["step-1-words", "2026-11-03T06:30:00+09:00"],
  ]);
});

test("readers of one late batch are dated anew each by her own clock, after the next lesson's wait", async () => {
  const house = withWait(3);
  await twoClocks(house);
  await house.tick();

  current.now += DAY;
  await house.answerBells();

  expect(await dates()).toEqual([
    ["step-1-words", "2026-11-06T21:30:00+09:00"],
    ["step-1-words", "2026-11-06T06:30:00+09:00"],
  ]);
});

test("a batch of a reader who has finished, settled a day late, dates nothing", async () => {
  const house = engine();
  await readers(1, { next: "rebuild", last: "stories", course: house.deps.course });
  await house.tick();

  current.now += DAY;
  expect(await house.answerBells()).toMatchObject([{ kind: "closed", sent: 1 }]);

  expect(await rows("SELECT next_lesson, next_due_at FROM enrollments")).toEqual([
    { next_lesson: null, next_due_at: null },
  ]);
});

test("a late batch whose readers' next lesson left the list meanwhile is settled, and re-planning dates them", async () => {
  const before = engine();
  await readers(1, { next: "fears", last: "two-faces", course: before.deps.course });
  await before.tick();
  const [due] = await dates();

  current.now += DAY;
  const { course } = before.deps;
  const shorter = { ...course, lessons: course.lessons.filter(({ key }) => key !== "step-1-words") };
  const after = engine({ course: shorter });
  for (const { bell } of before.rung)
    expect(await answerBell(after.deps, { bell, now: current.now })).toMatchObject({ kind: "closed", sent: 1 });
  expect(await dates()).toEqual([due]);

  await after.tick();
  expect(await rows("SELECT next_lesson FROM enrollments")).toEqual([{ next_lesson: "step-2-look" }]);
});

test("a reader whose mail has no answer yet keeps her date until it has one", async () => {
  const house = engine();
  await readers(2, { next: "fears", last: "two-faces", course: house.deps.course });
  await house.tick();
  current.now += DAY;
  await orderFaults({ kind: "refuse_batch_422", path: "/emails/batch" }, { kind: "reset_before", path: "/emails" });

  expect(await house.answerBells()).toMatchObject([{ kind: "later" }]);

  expect(await dates()).toEqual([
    ["step-1-words", "2026-11-03T21:30:00+09:00"],
    ["step-1-words", "2026-11-04T21:30:00+09:00"],
  ]);
});

test("an edit in the middle of re-planning begins anew, with those who were looked at before", async () => {
  const { deps } = engine();
  await readers(60, { next: "fears", last: "two-faces", course: deps.course });
  await engine().tick();
  await rows("UPDATE enrollments SET next_due_at = ?1", current.now + DAY);
  const limits = { chunks: 1, replanChunk: 20, claimChunk: 100, openBatches: 100 };

  await engine({ course: without(deps.course, "step-1-words") }).tick({ limits });
  const again = engine({ course: without(deps.course, "step-1-words", "step-2-look") });
  for (let tick = 0; tick < 3; tick++) await again.tick({ limits });

  expect(await rows("SELECT next_lesson, count(*) AS n FROM enrollments GROUP BY next_lesson")).toEqual([
    { next_lesson: "step-3-small", n: 60 },
  ]);
});

test("re-planning leaves a reader who has finished as she is, with the time at which she finished", async () => {
  const { deps } = engine();
  await readers(1, { next: "rebuild", last: "stories", course: deps.course });
  await engine().tickAndSend();
  const before = await rows("SELECT * FROM enrollments");

  current.now += DAY;
  const course = { ...without(deps.course, "fears"), finishedGetNewLessons: true };
  expect(await engine({ course }).tick()).toMatchObject({ replanned: 1 });

  expect(await rows("SELECT * FROM enrollments")).toEqual(before);
});

test("a reader who has had nothing yet, and whose first lesson is taken out, gets the second when she was due", async () => {
  const { deps } = engine();
  await engine().tick();
  await readers(1, { next: "intro-guide", course: deps.course });
  await rows("UPDATE enrollments SET next_due_at = ?1", current.now + 5 * MINUTE);

  await engine({ course: without(deps.course, "intro-guide") }).tick();

  expect(await rows("SELECT next_lesson, next_due_at FROM enrollments")).toEqual([
    { next_lesson: "two-faces", next_due_at: current.now + 5 * MINUTE },
  ]);
});

test("after an edit a reader's new next lesson comes after its wait from her last one, at her hour from now on", async () => {
  const { deps } = engine();
  await engine().tick();
  await readers(1, { next: "fears", last: "two-faces", course: deps.course });
  await rows("UPDATE enrollments SET next_due_at = ?1", current.now + 9.5 * HOUR);
  const course = without(withWait(4).deps.course, "fears");

  await engine({ course }).tick();

  expect(await dates()).toEqual([["step-1-words", "2026-11-05T21:30:00+09:00"]]);
});

/** Everybody's next lesson and its date, in the order in which they came. */
async function dates(): Promise<[string, string][]> {
  const all = await rows<{ lesson: string; at: number }>(
    "SELECT next_lesson AS lesson, next_due_at AS at FROM enrollments ORDER BY id",
  );
  return all.map(({ lesson, at }) => [lesson, tokyo(at)]);
}

function tokyo(at: number): string {
  return `${new Date(at + 9 * HOUR).toISOString().slice(0, 19)}+09:00`;
}

/** A house whose lessons wait so many days for the one before. */
function withWait(days: number): Engine {
  const { course } = engine().deps;
  const lessons = course.lessons.map((lesson) => (lesson.wait === undefined ? lesson : { ...lesson, wait: days }));
  return engine({ course: { ...course, lessons } });
}

function without(course: Course, ...keys: string[]): Course {
  const lessons = course.lessons.map((lesson) =>
    keys.includes(lesson.key) ? { ...lesson, retired: true as const } : lesson,
  );
  return { ...course, lessons };
}

/** Two readers due for one lesson: one at the course's hour, one at half past six. */
async function twoClocks({ deps }: Engine): Promise<void> {
  await readers(2, { next: "fears", last: "two-faces", course: deps.course });
  await rows("INSERT INTO clocks (zone, minute) VALUES ('Asia/Tokyo', 390)");
  await rows("UPDATE subscribers SET clock_id = (SELECT id FROM clocks WHERE minute = 390) WHERE id = 2");
}
