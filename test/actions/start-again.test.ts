/** Starting again from a lesson: a new part, each lesson once in it, and the part before ends in its favour. */

import { expect, test } from "vitest";
import { deliverNow } from "../../src/actions/deliver-now.ts";
import { startAgain } from "../../src/actions/start-again.ts";
import type { Deps } from "../../src/deps.ts";
import { DAY, MINUTE } from "../../src/domain/numbers.ts";
import { becomeReader, confirmAndDeliver, courseToken, signUpAndRing, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";
import { arrivedMails } from "../support/post-office.ts";

const HANAKO = "hanako@example.com";

/** Guide, then three lessons, on four days. */
async function halfWay(house: Engine) {
  await becomeReader(house.deps, HANAKO);
  for (let day = 0; day < 3; day++) {
    current.now = Date.parse(`2026-11-0${3 + day}T21:30:00+09:00`);
    await house.tickAndSend();
  }
}

async function again(deps: Deps, lesson: string, part = 0) {
  const begun = await startAgain(deps, { token: await courseToken(deps, HANAKO), lesson, part, now: current.now });
  if (begun.kind === "begun") await deliverNow(deps, begun.batchIds);
  return begun.kind;
}

function parts() {
  return rows(`SELECT part, next_lesson AS next, replaced_at IS NOT NULL AS replaced, completed_at IS NOT NULL AS done
    FROM enrollments ORDER BY part`);
}

test("the lesson comes at once, the ones after it at her hour, and nothing of the old part any more", async () => {
  const house = engine();
  await halfWay(house);

  expect(await again(house.deps, "two-faces")).toBe("begun");

  expect(await parts()).toEqual([
    { part: 0, next: null, replaced: 1, done: 0 },
    { part: 1, next: "fears", replaced: 0, done: 0 },
  ]);
  for (let day = 0; day < 8; day++) {
    current.now += DAY;
    await house.tickAndSend();
  }
  const lessons = (await arrivedMails(HANAKO)).flatMap(({ tags }) => tags.lesson ?? []);
  expect(lessons).toEqual([
    ...["intro-guide", "two-faces", "fears", "step-1-words"],
    ...["two-faces", "fears", "step-1-words", "step-2-look", "step-3-small", "stories", "rebuild"],
  ]);
  expect(await parts()).toMatchObject([{ done: 0 }, { part: 1, next: null, done: 1 }]);
});

test("a second click, another tab, or two at the same moment begin one part", async () => {
  const house = engine();
  await halfWay(house);

  const both = await Promise.all([again(house.deps, "two-faces"), again(house.deps, "fears")]);

  expect(both.sort()).toEqual(["already", "begun"]);
  expect(await again(house.deps, "two-faces")).toBe("already");
  expect(await rows("SELECT count(*) AS n FROM deliveries WHERE enrollment_id > 1")).toEqual([{ n: 1 }]);
});

test("three times a day, and again the next day", async () => {
  const house = engine();
  await halfWay(house);
  for (let part = 0; part < 3; part++) expect(await again(house.deps, "two-faces", part)).toBe("begun");

  expect(await again(house.deps, "two-faces", 3)).toBe("too-often");
  current.now += DAY;
  expect(await again(house.deps, "two-faces", 3)).toBe("begun");
});

test("only from a lesson she has had, and not when she has stopped", async () => {
  const house = engine();
  await halfWay(house);

  expect(await again(house.deps, "rebuild")).toBe("not-hers");
  expect(await again(house.deps, "nonsense")).toBe("not-hers");
  expect(await again(house.deps, "fears", 7)).toBe("already");
  await stop(house.deps, HANAKO);
  expect(await again(house.deps, "fears")).toBe("stopped");
  expect(await parts()).toHaveLength(1);
});

test("what of the old part was claimed and not yet sealed is skipped with the reason", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await house.tick();

  await again(house.deps, "intro-guide");
  await house.answerBells();

  expect(await rows("SELECT lesson, status, reason FROM deliveries ORDER BY enrollment_id, lesson")).toEqual([
    { lesson: "intro-guide", status: "sent", reason: null },
    { lesson: "two-faces", status: "skipped", reason: "started again" },
    { lesson: "intro-guide", status: "sent", reason: null },
  ]);
});

test("an edit re-plans the new part alone, also for a course whose finished readers get what is appended", async () => {
  const house = engine();
  await halfWay(house);
  await again(house.deps, "step-1-words");
  const { course } = house.deps;
  const lessons = course.lessons.map((lesson) =>
    lesson.key === "step-2-look" ? { ...lesson, retired: true as const } : lesson,
  );
  const edited = engine({ course: { ...course, lessons, finishedGetNewLessons: true } });

  await edited.tick();

  expect(await parts()).toMatchObject([{ next: null }, { part: 1, next: "step-3-small" }]);
});

test("who stops before the first mail of the new part left, and comes back, goes on in it from there", async () => {
  const house = engine();
  await halfWay(house);
  const token = await courseToken(house.deps, HANAKO);
  await startAgain(house.deps, { token, lesson: "fears", part: 0, now: current.now });
  await stop(house.deps, HANAKO);
  current.now += 11 * MINUTE;
  await house.tickAndSend();
  expect(await rows("SELECT status FROM deliveries WHERE enrollment_id = 2")).toEqual([{ status: "skipped" }]);

  current.now += DAY;
  await signUpAndRing(house.deps, HANAKO);
  await confirmAndDeliver(house.deps, HANAKO);
  await house.tickAndSend();

  expect(await rows("SELECT lesson, status FROM deliveries WHERE enrollment_id = 2")).toEqual([
    { lesson: "fears", status: "sent" },
  ]);
  expect(await parts()).toMatchObject([{ next: null }, { next: "step-1-words" }]);
});
