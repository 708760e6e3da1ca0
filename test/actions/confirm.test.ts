/** Confirming and stopping, in the cases that no page shows: what the answer says, whose clock counts, what the course became meanwhile. */

import { expect, test } from "vitest";
import { unsubscribe } from "../../src/actions/unsubscribe.ts";
import type { Course } from "../../src/domain/course.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { signToken } from "../../src/domain/token.ts";
import { confirmAndDeliver, confirmNow, signUpAndRing, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";

const HANAKO = "hanako@example.com";

test("the first click, the second, and the one after a stop say whether she was a reader before", async () => {
  const { deps } = engine();
  await signUpAndRing(deps, HANAKO);

  expect(await confirmNow(deps, HANAKO)).toMatchObject({ kind: "confirmed", already: false, zone: "Asia/Tokyo" });
  expect(await confirmNow(deps, HANAKO)).toMatchObject({ kind: "confirmed", already: true });

  await stop(deps, HANAKO);
  current.now += MINUTE;
  expect(await confirmNow(deps, HANAKO)).toMatchObject({ kind: "confirmed", already: false });
});

test("the token of her link that stops everything is kept when she confirms, and again when she confirms anew", async () => {
  const { deps } = engine();
  await signUpAndRing(deps, HANAKO);
  expect(await rows("SELECT unsubscribe_token FROM subscribers")).toEqual([{ unsubscribe_token: null }]);

  await confirmNow(deps, HANAKO);
  const [kept] = await rows<{ address_hash: string }>("SELECT address_hash, unsubscribe_token FROM subscribers");
  const token = signToken(deps.config.secrets, "unsubscribe", kept?.address_hash ?? "", null);
  expect(kept).toMatchObject({ unsubscribe_token: token });

  await deps.db.prepare("UPDATE subscribers SET unsubscribe_token = NULL").run();
  await confirmNow(deps, HANAKO);
  expect(await rows("SELECT unsubscribe_token FROM subscribers")).toEqual([{ unsubscribe_token: token }]);
});

test("who signed up before the course moved to another hour gets her lessons at the hour of then", async () => {
  const evenings = engine();
  await signUpAndRing(evenings.deps, HANAKO);
  const mornings = withCourse(({ course }) => ({ ...course, minute: 7 * 60 }));

  expect(await confirmNow(mornings.deps, HANAKO)).toMatchObject({ nextDueAt: Date.parse("2026-11-03T21:30:00+09:00") });
});

test("who stopped before the guide had left, and comes back, gets the guide at once", async () => {
  const { deps, answerBells } = engine();
  await signUpAndRing(deps, HANAKO);
  const claimed = await confirmNow(deps, HANAKO);
  if (claimed.kind !== "confirmed") throw new Error("not confirmed");
  await stop(deps, HANAKO);
  await engineWith(claimed.batchIds).answerBells();
  expect(await rows("SELECT lesson, status, reason FROM deliveries")).toEqual([
    { lesson: "intro-guide", status: "skipped", reason: "unsubscribed" },
  ]);

  current.now += HOUR;
  await signUpAndRing(deps, HANAKO);
  await confirmAndDeliver(deps, HANAKO);
  await answerBells();

  expect(await rows("SELECT lesson, status FROM deliveries")).toEqual([{ lesson: "intro-guide", status: "sent" }]);
});

test("who comes back waits for her next lesson as long as if one had come today", async () => {
  const slow = withCourse(({ course }) => ({
    ...course,
    lessons: course.lessons.map((lesson) => (lesson.wait === undefined ? lesson : { ...lesson, wait: 3 })),
  }));
  await signUpAndRing(slow.deps, HANAKO);
  await confirmAndDeliver(slow.deps, HANAKO);
  await stop(slow.deps, HANAKO);

  current.now += DAY;
  expect(await confirmNow(slow.deps, HANAKO)).toMatchObject({
    batchIds: [],
    nextDueAt: Date.parse("2026-11-06T21:30:00+09:00"),
  });
});

test("who had every lesson before she stopped, and comes back, has finished", async () => {
  const house = engine();
  await readers(1, { next: "rebuild", last: "stories", course: house.deps.course });
  await house.tickAndSend();
  const [{ email } = { email: "" }] = await rows<{ email: string }>("SELECT email FROM subscribers");
  await stop(house.deps, email);

  current.now += DAY;
  expect(await confirmNow(house.deps, email)).toMatchObject({ kind: "confirmed", batchIds: [], nextDueAt: null });

  expect(await rows("SELECT next_lesson, stopped_at, completed_at IS NOT NULL AS done FROM enrollments")).toEqual([
    { next_lesson: null, stopped_at: null, done: 1 },
  ]);
});

test("with every lesson taken out, a click fails loudly and leaves her as she was, for another try", async () => {
  const { deps } = withCourse(({ course }) => ({
    ...course,
    lessons: course.lessons.map((lesson) => ({ ...lesson, retired: true as const })),
  }));
  await signUpAndRing(deps, HANAKO);

  await expect(confirmNow(deps, HANAKO)).rejects.toThrow("The course has no lesson to send.");

  expect(await rows("SELECT confirmed_at FROM subscribers")).toEqual([{ confirmed_at: null }]);
});

test("a stop says whether a mail is under way, and a token of another purpose stops nobody", async () => {
  const { deps } = engine();
  await readers(1, { next: "fears", last: "two-faces", course: deps.course });
  const [{ hash, email } = { hash: "", email: "" }] = await rows<{ hash: string; email: string }>(
    "SELECT address_hash AS hash, email FROM subscribers",
  );
  const token = signToken(deps.config.secrets, "browser", hash, current.now + DAY);

  expect(await unsubscribe(deps, { token, now: current.now })).toEqual({ kind: "forged" });
  expect(await rows("SELECT unsubscribed_at FROM subscribers")).toEqual([{ unsubscribed_at: null }]);
  expect(await stop(deps, email)).toEqual({ kind: "stopped", mailUnderWay: false });
});

function withCourse(edit: (deps: { course: Course }) => Course): Engine {
  return engine({ course: edit(engine().deps) });
}

/** A house in which these batches' bells ring. */
function engineWith(batchIds: string[]): Engine {
  const house = engine();
  house.rung.push(...batchIds.map((batch) => ({ bell: { batch }, at: current.now })));
  return house;
}
