/** Editing a running course: the next tick re-plans every reader, and nobody is sent twice, skipped or stranded. */

import { expect, test } from "vitest";
import type { Course, Lesson } from "../../src/domain/course.ts";
import { DAY, TICK_LIMITS } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { engine, readers, rows } from "../support/engine.ts";
import { arrivals, arrivedMails } from "../support/post-office.ts";

/** A house whose course was edited; the new lesson's words stand in for any lesson's. */
function edited(change: (lessons: Lesson[]) => Lesson[], more: Partial<Course> = {}) {
  const { deps } = engine();
  const course = { ...deps.course, ...more, lessons: change([...deps.course.lessons]) };
  const words = deps.mails.lessons.fears;
  if (!words) throw new Error("no lesson fears");
  const lessons = { ...Object.fromEntries(course.lessons.map(({ key }) => [key, words])), ...deps.mails.lessons };
  return engine({ course, mails: { ...deps.mails, lessons } });
}

/** The same lessons with `lesson` put before the one called `key`. */
function insertBefore(key: string, lesson: Lesson) {
  return (lessons: Lesson[]) => lessons.flatMap((old) => (old.key === key ? [lesson, old] : [old]));
}

const NEW: Lesson = {
  key: "new-one",
  subject: "新しい一通",
  preheader: "あいだに入った、新しいレッスンです。",
  wait: 1,
};

test("a lesson put after her place reaches her in turn, without losing a day", async () => {
  const before = engine();
  await readers(1, { next: "fears", last: "two-faces", course: before.deps.course });
  await before.tick();
  await rows("DELETE FROM deliveries WHERE status = 'claimed'");
  await rows(
    "UPDATE enrollments SET last_lesson = 'two-faces', next_lesson = 'fears', next_due_at = ?1",
    current.now + DAY,
  );

  const after = edited(insertBefore("fears", NEW));
  await after.tick();

  expect(await rows("SELECT next_lesson FROM enrollments")).toEqual([{ next_lesson: "new-one" }]);
});

test("a lesson put before her place does not reach her", async () => {
  const { deps, tick } = edited(insertBefore("two-faces", NEW));
  await readers(1, { next: "fears", last: "two-faces", course: deps.course });

  await tick();

  expect(await rows("SELECT lesson FROM deliveries WHERE status = 'claimed'")).toEqual([{ lesson: "fears" }]);
});

test("a lesson taken out while she waits for it is passed by, at her usual hour", async () => {
  const retire = (lessons: Lesson[]) =>
    lessons.map((lesson) => (lesson.key === "fears" ? { ...lesson, retired: true as const } : lesson));
  const { deps, tickAndSend } = edited(retire);
  await readers(1, { next: "fears", last: "two-faces", course: deps.course });

  await tickAndSend();
  expect(await arrivals()).toMatchObject({ total: 0 });
  expect(await rows("SELECT next_lesson, next_due_at FROM enrollments")).toEqual([
    { next_lesson: "step-1-words", next_due_at: Date.parse("2026-11-02T21:30:00+09:00") },
  ]);

  current.now = Date.parse("2026-11-02T21:30:00+09:00");
  await tickAndSend();
  expect((await arrivedMails()).map(({ tags }) => tags.lesson)).toEqual(["step-1-words"]);
});

test("a renamed lesson does not come a second time under its new key", async () => {
  const rename = (lessons: Lesson[]) =>
    lessons.map((lesson) =>
      lesson.key === "two-faces" ? { ...lesson, key: "both-faces", formerly: ["two-faces"] } : lesson,
    );
  const { deps, tick } = edited(rename);
  await readers(1, { next: "fears", last: "two-faces", course: deps.course });

  await tick();

  expect(await rows("SELECT lesson FROM deliveries WHERE status = 'claimed'")).toEqual([{ lesson: "fears" }]);
});

test("a renamed lesson she waits for comes under its new key", async () => {
  const rename = (lessons: Lesson[]) =>
    lessons.map((lesson) => (lesson.key === "fears" ? { ...lesson, key: "worries", formerly: ["fears"] } : lesson));
  const { deps, tickAndSend } = edited(rename);
  await readers(1, { next: "fears", last: "two-faces", course: deps.course });

  await tickAndSend();
  current.now = Date.parse("2026-11-02T21:30:00+09:00");
  await tickAndSend();

  expect((await arrivedMails()).map(({ tags }) => tags.lesson)).toEqual(["worries"]);
});

test("readers who finished get an appended lesson only if the course says so", async () => {
  const append = (lessons: Lesson[]) => [...lessons, NEW];
  const silent = edited(append);
  await readers(1, { next: "rebuild", last: "stories", course: silent.deps.course });
  await engine().tickAndSend();
  expect(await rows("SELECT completed_at IS NOT NULL AS done FROM enrollments")).toEqual([{ done: 1 }]);

  await silent.tickAndSend();
  expect(await rows("SELECT next_lesson FROM enrollments")).toEqual([{ next_lesson: null }]);

  const speaking = edited(append, { finishedGetNewLessons: true });
  await speaking.tickAndSend();
  expect(await rows("SELECT next_lesson, next_due_at, completed_at FROM enrollments")).toEqual([
    { next_lesson: "new-one", next_due_at: Date.parse("2026-11-03T21:30:00+09:00"), completed_at: null },
  ]);
});

test("whoever was in the middle of a course that ends earlier now has finished, not got stuck", async () => {
  const cut = (lessons: Lesson[]) =>
    lessons.map((lesson, index) => (index > 1 ? { ...lesson, retired: true as const } : lesson));
  const { deps, tick } = edited(cut);
  await readers(1, { next: "fears", last: "two-faces", course: deps.course });

  await tick();

  expect(await rows("SELECT next_lesson, next_due_at, completed_at FROM enrollments")).toEqual([
    { next_lesson: null, next_due_at: null, completed_at: current.now },
  ]);
});

test("2,500 readers are re-planned in chunks within a tick, and a changed wait leaves planned dates alone", async () => {
  const slower = (lessons: Lesson[]) => lessons.map((lesson) => (lesson.wait ? { ...lesson, wait: 3 } : lesson));
  const { deps, tick } = edited(slower);
  await readers(2_500, { next: "fears", last: "two-faces", course: deps.course });
  await rows("UPDATE enrollments SET next_due_at = ?1", current.now + DAY);

  expect(await tick()).toMatchObject({ replanned: 2_500, claimed: 0 });

  expect(await rows("SELECT DISTINCT next_due_at FROM enrollments")).toEqual([{ next_due_at: current.now + DAY }]);
  expect(await rows("SELECT replanning_shape, replanned_to FROM engine")).toEqual([
    { replanning_shape: null, replanned_to: null },
  ]);
});

test("while re-planning is not done nobody is claimed, and the next tick goes on where it stopped", async () => {
  const { deps, tick } = edited(insertBefore("fears", NEW));
  await readers(220, { next: "fears", last: "two-faces", course: deps.course });
  const limits = { ...TICK_LIMITS, chunks: 5, replanChunk: 20 };

  expect(await tick({ limits })).toMatchObject({ replanned: 100, state: "replanning", claimed: 0 });
  expect(await tick({ limits })).toMatchObject({ replanned: 20, state: "done" });

  expect(await rows("SELECT next_lesson, count(*) AS n FROM enrollments GROUP BY next_lesson")).toEqual([
    { next_lesson: "new-one", n: 220 },
  ]);
});
