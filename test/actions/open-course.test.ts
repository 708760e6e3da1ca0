/** Her own page as data: which lessons it tells of and lets her read, and in which state it finds her. */

import { expect, test } from "vitest";
import { openCourse } from "../../src/actions/open-course.ts";
import { readLesson } from "../../src/actions/read-lesson.ts";
import { sendNextNow } from "../../src/actions/send-next-now.ts";
import { startAgain } from "../../src/actions/start-again.ts";
import type { Deps } from "../../src/deps.ts";
import { MINUTE } from "../../src/domain/numbers.ts";
import { becomeReader, courseToken, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";

const HANAKO = "hanako@example.com";

async function open(deps: Deps) {
  const opened = await openCourse(deps, { token: await courseToken(deps, HANAKO), now: current.now });
  if (opened.kind !== "open") throw new Error(opened.kind);
  return opened;
}

async function read(deps: Deps, key: string) {
  return (await readLesson(deps, { token: await courseToken(deps, HANAKO), key, now: current.now })).kind;
}

test.each([
  ["sent", true],
  ["unconfirmed", true],
  ["failed", false],
  ["skipped", false],
] as const)("a lesson that is %s can be read again: %s", async (status, readable) => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  await deps.db.prepare("UPDATE deliveries SET status = ?1, reason = 'because'").bind(status).run();

  expect((await open(deps)).had.map((lesson) => lesson.readable)).toEqual(readable ? [true] : []);
  expect(await read(deps, "intro-guide")).toBe(readable ? "lesson" : "not-hers");
});

test("a lesson on its way is told as that, and not readable before it went out", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  const token = await courseToken(deps, HANAKO);
  await sendNextNow(deps, { token, lesson: "two-faces", now: current.now });

  expect((await open(deps)).had).toMatchObject([
    { key: "intro-guide", leaving: false, readable: true },
    { key: "two-faces", leaving: true, readable: false },
  ]);
  expect(await read(deps, "two-faces")).toBe("not-hers");
});

test("a lesson had twice is told once, with its last date, and stays readable while it comes again", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  current.now += MINUTE;
  await startAgain(deps, { token: await courseToken(deps, HANAKO), lesson: "intro-guide", part: 0, now: current.now });

  expect(await open(deps)).toMatchObject({
    part: 1,
    had: [{ key: "intro-guide", at: current.now, leaving: true, readable: true }],
  });
});

test("a lesson taken out since is told by its title, and one renamed is found under its key of today", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  const { course } = deps;
  const [guide, ...others] = course.lessons;
  if (!guide) throw new Error("no guide");
  const retired = { ...deps, course: { ...course, lessons: [{ ...guide, retired: true as const }, ...others] } };
  const renamed = { ...guide, key: "guide", formerly: ["intro-guide"] };
  const words = { ...deps.mails.lessons, guide: deps.mails.lessons["intro-guide"] } as Deps["mails"]["lessons"];
  const other = {
    ...deps,
    course: { ...course, lessons: [renamed, ...others] },
    mails: { ...deps.mails, lessons: words },
  };

  expect((await open(retired)).had).toMatchObject([{ subject: guide.subject, readable: false }]);
  expect((await open(other)).had).toMatchObject([{ key: "guide", readable: true }]);
  expect(await read(other, "guide")).toBe("lesson");
  expect(await read(other, "intro-guide")).toBe("lesson");
});

test("her state: running, stopped, finished, or not to be mailed", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  expect(await open(deps)).toMatchObject({ state: "running", coming: { length: 7 } });

  await deps.db.prepare("UPDATE enrollments SET next_lesson = NULL, next_due_at = NULL, completed_at = 1").run();
  expect(await open(deps)).toMatchObject({ state: "finished", coming: [], why: "" });
  await stop(deps, HANAKO);
  expect(await open(deps)).toMatchObject({ state: "stopped", coming: [] });
  await deps.db.prepare("INSERT INTO suppressions SELECT address_hash, 'complaint', 1 FROM subscribers").run();
  expect(await open(deps)).toMatchObject({ state: "unreachable", coming: [] });
});

test("opening changes nothing", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  const before = await rows("SELECT * FROM subscribers JOIN enrollments JOIN deliveries");
  await open(deps);
  await read(deps, "intro-guide");
  expect(await rows("SELECT * FROM subscribers JOIN enrollments JOIN deliveries")).toEqual(before);
});
