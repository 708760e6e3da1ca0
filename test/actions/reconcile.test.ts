/** A restored database, reconciled with what the provider has sent since: nobody gets a mail again, and nobody is lost. */

import { expect, test } from "vitest";
import { HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { confirmAndDeliver, signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { engine, readers, rows } from "../support/engine.ts";
import { rememberDatabase } from "../support/older-database.ts";
import { arrivals, emitEvent, lightMails, orderFaults } from "../support/post-office.ts";
import {
  evenings,
  lessonsByReader,
  markNow,
  noonAtTheOffice,
  readersAtNoon,
  reconcileDeps,
  reconcileNow,
  resumeNow,
} from "../support/restoring.ts";

const REST = "two-faces fears step-1-words step-2-look step-3-small stories rebuild";

test("two lessons later put back to before the first: each reader has each lesson once, and all of them", async () => {
  const house = engine();
  await readersAtNoon(house, 3);
  await house.deps.db.prepare("UPDATE subscribers SET first_week = 1, first_source = ''").run();
  const restore = await rememberDatabase();
  await house.tickAndSend();
  await evenings(house, 2);
  expect((await arrivals()).total).toBe(6);

  await restore();
  await markNow(house);
  await house.tickAndSend();
  const { counts, strangers } = await reconcileNow(house);
  expect(counts).toMatchObject({ listed: 6, known: 0, readers: 3, lessons: 6, unclear: 0 });
  expect(strangers).toEqual([]);
  expect(await rows("SELECT step, people FROM funnel WHERE source = '*' ORDER BY step")).toEqual([
    { step: "lesson:fears", people: 3 },
    { step: "lesson:two-faces", people: 3 },
  ]);
  await evenings(house, 1);
  expect((await arrivals()).total).toBe(6);

  expect(await resumeNow(house)).toMatchObject({ kind: "resumed" });
  await evenings(house, 8);
  expect(await lessonsByReader()).toEqual([1, 2, 3].map((n) => `reader${n - 1}@example.com: ${REST}`));
  expect(await rows("SELECT count(*) AS n FROM enrollments WHERE completed_at IS NULL")).toEqual([{ n: 0 }]);
});

test("the next lesson is dated from the day on which the last one was really sent", async () => {
  const house = engine();
  await readersAtNoon(house, 1);
  const restore = await rememberDatabase();
  await house.tickAndSend();
  const real = await rows("SELECT last_lesson, next_lesson, next_due_at FROM enrollments");

  current.now += HOUR;
  await restore();
  await markNow(house);
  await reconcileNow(house);

  expect(await rows("SELECT last_lesson, next_lesson, next_due_at FROM enrollments")).toEqual(real);
});

test("batches open and sealed at that time: what was sent of them is sent, what was not goes under a new key", async () => {
  const house = engine();
  await readersAtNoon(house, 2);
  await orderFaults({ kind: "reset_before" });
  await house.tickAndSend();
  await readers(2, { next: "fears", last: "two-faces", course: house.deps.course });
  await house.tick();
  expect(await rows("SELECT state FROM batches ORDER BY state")).toEqual([{ state: "open" }, { state: "sealed" }]);
  const restore = await rememberDatabase();

  current.now += MINUTE;
  await house.answerBells();
  const sent = (await lightMails()).length;
  expect(sent).toBe(4);
  await restore();
  await markNow(house);
  await reconcileNow(house);
  expect(await rows("SELECT status, count(*) AS n FROM deliveries WHERE batch_id <> 'before' GROUP BY 1")).toEqual([
    { status: "sent", n: 4 },
  ]);
  await resumeNow(house);
  current.now += 21 * HOUR;
  await evenings(house, 8);
  expect(await arrivals()).toMatchObject({ many: [] });
  expect((await lessonsByReader()).map((line) => line.split(": ")[1])).toEqual([
    REST,
    REST,
    REST.slice("two-faces ".length),
    REST.slice("two-faces ".length),
  ]);
});

test("a sealed batch that the provider never had is sent after all, however long the author took", async () => {
  const house = engine();
  await readersAtNoon(house, 2);
  await orderFaults({ kind: "reset_before" });
  await house.tickAndSend();
  const restore = await rememberDatabase();

  current.now += 30 * HOUR;
  await restore();
  await markNow(house);
  await house.tickAndSend();
  await reconcileNow(house);
  await resumeNow(house);
  await house.tickAndSend();

  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
  expect(await rows("SELECT DISTINCT status FROM deliveries")).toEqual([{ status: "sent" }]);
});

test("bounces and complaints of that time stop those readers, whether their mail was known or not", async () => {
  const house = engine();
  await readersAtNoon(house, 4);
  await house.tickAndSend();
  const restore = await rememberDatabase();
  await evenings(house, 2);
  const mails = await lightMails();
  const mailTo = (reader: number, lesson: string) =>
    mails.find(({ to, tags }) => to[0] === `reader${reader}@example.com` && tags.lesson === lesson) ?? { id: "" };
  await emitEvent(mailTo(0, "two-faces"), "email.bounced");
  await emitEvent(mailTo(1, "fears"), "email.complained");
  await emitEvent(mailTo(2, "fears"), "email.bounced");

  await restore();
  await markNow(house);
  const { counts } = await reconcileNow(house);
  expect(counts).toMatchObject({ lessons: 4, bounced: 2, complained: 1 });
  expect(await rows("SELECT reason FROM suppressions ORDER BY reason")).toEqual([
    { reason: "complaint" },
    { reason: "hard_bounce" },
    { reason: "hard_bounce" },
  ]);
  await resumeNow(house);
  await evenings(house, 8);
  const came = await lessonsByReader();
  expect(came.slice(0, 3).map((line) => line.split(" ").length - 1)).toEqual([2, 2, 2]);
  expect(came[3]).toBe(`reader3@example.com: ${REST}`);
});

test("who confirmed since is told as well, for she has no course here and believes that she has", async () => {
  const house = engine();
  await noonAtTheOffice(house);
  await signUpAndRing(house.deps, "hanako@example.com");
  await house.answerBells();
  const restore = await rememberDatabase();
  await confirmAndDeliver(house.deps, "hanako@example.com");
  await house.deps.db.batch(
    ["consents_stay", "consents_are_confirmed_once"].map((name) => house.deps.db.prepare(`DROP TRIGGER ${name}`)),
  );
  await restore();
  await markNow(house);
  expect(await reconcileNow(house)).toMatchObject({ counts: { lessons: 0 }, strangers: ["hanako@example.com"] });
});

test("a soft bounce of that time stops nobody: the provider would mail her again", async () => {
  const house = engine();
  await readersAtNoon(house, 1);
  await house.deps.db.prepare("UPDATE subscribers SET email = 'softbounced@example.com'").run();
  const restore = await rememberDatabase();
  await house.tickAndSend();
  await restore();
  await markNow(house);
  expect((await reconcileNow(house)).counts).toMatchObject({ lessons: 1, bounced: 1 });
  expect(await rows("SELECT reason FROM suppressions")).toEqual([]);
  await resumeNow(house);
  await evenings(house, 8);
  expect(await lessonsByReader()).toEqual([`softbounced@example.com: ${REST}`]);
});

test("whoever moved since has had her lessons at the new address, and a passage begun since is nobody's here", async () => {
  const house = engine();
  await readersAtNoon(house, 2);
  const restore = await rememberDatabase();
  await house.deps.db.prepare("UPDATE subscribers SET email = 'new@example.com' WHERE id = 1").run();
  await readers(1, { next: "two-faces", last: "intro-guide", course: house.deps.course });
  await house.tickAndSend();
  await restore();
  await markNow(house);
  expect(await reconcileNow(house)).toMatchObject({
    counts: { lessons: 2, moved: 1, readers: 2 },
    strangers: ["reader2@example.com"],
  });
  expect(await rows("SELECT last_lesson FROM enrollments")).toEqual([
    { last_lesson: "two-faces" },
    { last_lesson: "two-faces" },
  ]);
});

test("a provider that tells no tags: by address and subject, and a subject edited since counts as the lesson she waited for", async () => {
  const house = engine();
  await readersAtNoon(house, 2);
  const restore = await rememberDatabase();
  await house.tickAndSend();
  await evenings(house, 2);
  await restore();
  const { course, mails } = house.deps;
  const subjects = new Map((await lightMails()).map(({ subject, tags }) => [tags.lesson, subject]));
  const lessons = course.lessons.map((lesson) => ({ ...lesson, subject: subjects.get(lesson.key) ?? lesson.subject }));
  const edited = lessons.map((lesson) => (lesson.key === "fears" ? { ...lesson, subject: "new words" } : lesson));
  const archive = { ...reconcileDeps(house).archive, tagsOf: async () => null };
  await markNow(house);
  const change = { archive, mails, course: { ...course, lessons: edited } };

  const { counts } = await reconcileNow(house, change);

  expect(counts).toMatchObject({ readers: 2, lessons: 2, unclear: 2 });
  expect(
    await rows("SELECT lesson, status FROM deliveries WHERE batch_id <> 'before' GROUP BY 1, 2 ORDER BY 1"),
  ).toEqual([
    { lesson: "fears", status: "unconfirmed" },
    { lesson: "two-faces", status: "sent" },
  ]);
  await resumeNow(house);
  await evenings(house, 8);
  expect((await lessonsByReader()).map((line) => line.split(": ")[1])).toEqual([REST, REST]);
});

test("a confirm mail sent since is not sent again, and whoever signed up since is told as a stranger", async () => {
  const house = engine();
  await noonAtTheOffice(house);
  await signUpAndRing(house.deps, "hanako@example.com");
  const restore = await rememberDatabase();
  await house.answerBells();
  await signUpAndRing(house.deps, "yuki@example.com");
  await house.answerBells();

  await restore();
  await markNow(house);
  expect(await reconcileNow(house)).toMatchObject({ counts: { notices: 1 }, strangers: ["yuki@example.com"] });
  await resumeNow(house);
  await house.tickAndSend();

  expect(await rows("SELECT email, state, status FROM notices")).toEqual([
    { email: "hanako@example.com", state: "closed", status: "sent" },
  ]);
  expect(await arrivals()).toMatchObject({ total: 2, many: [] });
});
