/** Between claim and send: a stop, a suppression, an edited or removed lesson and an erased reader are heeded as long as nothing was handed over. */

import { expect, test } from "vitest";
import type { Deps } from "../../src/deps.ts";
import type { Lesson } from "../../src/domain/course.ts";
import { HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { hear, stop } from "../support/acts.ts";
import { claimed, statuses } from "../support/batch.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { arrivals, arrivedMails, emitEvent, orderFaults, pullWebhooks } from "../support/post-office.ts";

test("a stop between claim and send: skipped with the reason, and the others go", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  await stop(house.deps, "reader1@example.com");

  expect(await answer()).toMatchObject({ kind: "closed", sent: 2 });
  expect(await statuses()).toEqual([
    { status: "sent", reason: null, n: 2 },
    { status: "skipped", reason: "unsubscribed", n: 1 },
  ]);
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
});

test("a complaint about the lesson before, heard between claim and send: skipped with the reason", async () => {
  const house = engine();
  await readers(2, { next: "two-faces", last: "intro-guide", course: house.deps.course });
  await house.tickAndSend();
  const [mail] = await arrivedMails("reader0@example.com");
  await rows("UPDATE enrollments SET next_due_at = ?1", current.now);
  await house.tick();
  await pullWebhooks();
  await emitEvent(mail ?? { id: "" }, "email.complained");
  for (const webhook of await pullWebhooks()) await hear(house.deps, webhook);

  await house.answerBells();

  expect(await statuses()).toEqual([
    { status: "sent", reason: null, n: 1 },
    { status: "skipped", reason: "complaint", n: 1 },
  ]);
});

test("a suppression by hand between claim and send: skipped with the reason", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  await rows("INSERT INTO suppressions SELECT address_hash, 'manual', 1 FROM subscribers LIMIT 1");

  await answer();

  expect(await statuses()).toEqual([
    { status: "sent", reason: null, n: 1 },
    { status: "skipped", reason: "manual", n: 1 },
  ]);
});

test("everybody of a batch stopped: it closes without a request", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  for (const name of ["reader0", "reader1"]) await stop(house.deps, `${name}@example.com`);

  expect(await answer()).toEqual({ kind: "closed", sent: 0, failed: 0, unconfirmed: 0 });
  expect(await statuses()).toEqual([{ status: "skipped", reason: "unsubscribed", n: 2 }]);
});

test("a reader erased between claim and send gets nothing, and the others go", async () => {
  const house = engine();
  const answer = await claimed(3, house);
  await rows("DELETE FROM subscribers WHERE email = 'reader0@example.com'");

  expect(await answer()).toMatchObject({ kind: "closed", sent: 2 });
  expect((await arrivals()).counts.has("reader0@example.com fears")).toBe(false);
});

test("a reader erased between two tries leaves nothing behind, and the batch closes", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  await orderFaults({ kind: "reset_after" });
  await answer();
  await rows("DELETE FROM subscribers WHERE email = 'reader0@example.com'");

  current.now += 31_000;
  expect(await answer()).toMatchObject({ kind: "closed" });
  expect(await rows("SELECT sealed FROM batches")).toEqual([{ sealed: null }]);
  expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 1 }]);
});

test("a lesson edited between claim and send goes with the new words", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  deploy(house, { words: "新しいことば" });

  await answer();

  expect((await arrivedMails()).map(({ subject }) => subject)).toEqual(["新しいことば", "新しいことば"]);
});

test("a lesson removed between claim and send: skipped with the reason", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  deploy(house, { lesson: (fears) => ({ ...fears, retired: true }) });

  await answer();

  expect(await statuses()).toEqual([{ status: "skipped", reason: "lesson removed", n: 2 }]);
  expect(await arrivals()).toMatchObject({ total: 0 });
});

test("a lesson removed between two tries: unconfirmed with the reason, because the first may have arrived", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  await orderFaults({ kind: "reset_after" });
  await answer();
  deploy(house, { lesson: (fears) => ({ ...fears, retired: true }) });

  current.now += 31_000;
  await answer();

  expect(await statuses()).toEqual([
    { status: "unconfirmed", reason: "the lesson left the course between two tries", n: 2 },
  ]);
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
});

test("a lesson renamed between claim and send goes once, and does not come again under its new key", async () => {
  const house = engine();
  const answer = await claimed(2, house);
  deploy(house, { lesson: (fears) => ({ ...fears, key: "worries", formerly: ["fears"] }) });

  await answer();
  current.now += 11 * MINUTE;
  await house.tickAndSend();

  expect(await statuses()).toEqual([{ status: "sent", reason: null, n: 2 }]);
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
  expect(await rows("SELECT DISTINCT next_lesson FROM enrollments")).toEqual([{ next_lesson: "step-1-words" }]);
});

test("a stop reaches the last lesson too, when it is claimed and not yet sent", async () => {
  const house = engine();
  await readers(1, { next: "rebuild", last: "stories", course: house.deps.course });
  await house.tick();
  await stop(house.deps, "reader0@example.com");

  await house.answerBells();

  expect(await arrivals()).toMatchObject({ total: 0 });
  expect(await rows("SELECT status, reason FROM deliveries WHERE lesson = 'rebuild'")).toEqual([
    { status: "skipped", reason: "unsubscribed" },
  ]);
});

test("who finished and stopped gets no lesson that is appended later", async () => {
  const house = engine();
  await readers(1, { next: "rebuild", last: "stories", course: house.deps.course });
  await house.tickAndSend();
  await stop(house.deps, "reader0@example.com");
  const { course, mails } = house.deps;
  const words = mails.lessons.fears;
  if (!words) throw new Error("no lesson fears");
  const appended = { key: "epilogue", subject: "そのあと", preheader: "あとから届く一通。", wait: 1 };
  const longer = engine({
    course: { ...course, finishedGetNewLessons: true, lessons: [...course.lessons, appended] },
    mails: { ...mails, lessons: { ...mails.lessons, epilogue: words } },
  });

  for (let day = 0; day < 3; day++) {
    current.now += 24 * HOUR;
    await longer.tickAndSend();
  }

  expect(await arrivals()).toMatchObject({ total: 1 });
});

/** From now on the house runs with this lesson, or these words, in the place of "fears". */
function deploy(house: Engine, { words, lesson }: { words?: string; lesson?: (fears: Lesson) => Lesson }) {
  const { course, mails } = house.deps;
  const { fears } = mails.lessons;
  if (!fears) throw new Error("no lesson fears");
  const lessons = course.lessons.map((one) => (one.key === "fears" && lesson ? lesson(one) : one));
  const compiled = { ...fears, subject: words ?? fears.subject };
  const edited: Pick<Deps, "course" | "mails"> = {
    course: { ...course, lessons },
    mails: { ...mails, lessons: { ...mails.lessons, fears: compiled, worries: compiled } },
  };
  Object.assign(house.deps, edited);
}
