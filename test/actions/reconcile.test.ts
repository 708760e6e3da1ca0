/** A restored database, reconciled with what the provider has sent since: nobody gets a mail again, and nobody is lost. */

import { expect, test } from "vitest";
import { reconcile } from "../../src/actions/reconcile.ts";
import { HOUR, MINUTE } from "../../src/domain/numbers.ts";
import { hear, signUpAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { rememberDatabase } from "../support/older-database.ts";
import { arrivals, arrivedMails, emitEvent, lightMails, orderFaults, pullWebhooks } from "../support/post-office.ts";
import {
  evenings,
  ledgerNow,
  lessonsByReader,
  markNow,
  noonAtTheOffice,
  reconcileDeps,
  reconcileNow,
  resumeNow,
} from "../support/restoring.ts";

const REST = "two-faces fears step-1-words step-2-look step-3-small stories rebuild";

/** So many readers, due for the second lesson of eight since this noon. */
async function readersAtNoon(house: Engine, count: number): Promise<void> {
  await noonAtTheOffice(house);
  await readers(count, { next: "two-faces", last: "intro-guide", course: house.deps.course });
}

test("two lessons later put back to before the first: each reader has each lesson once, and all of them", async () => {
  const house = engine();
  await readersAtNoon(house, 3);
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

test("run again, or broken off and run again, it ends the same; the gap is written down once", async () => {
  const house = engine();
  await readersAtNoon(house, 140);
  const restore = await rememberDatabase();
  await house.tickAndSend();
  await evenings(house, 2);
  const bounced = (await lightMails())[3] ?? { id: "" };
  await emitEvent(bounced, "email.bounced");
  expect((await arrivals()).total).toBe(280);
  await restore();
  await markNow(house);
  const { archive, db } = reconcileDeps(house);

  await orderFaults({ kind: "error_500", times: 5, path: "/emails" });
  await expect(reconcileNow(house)).rejects.toThrow("The provider did not tell what it has sent: 500");
  let asked = 0;
  const forgetful = {
    ...archive,
    tagsOf: async (id: string) => (++asked > 150 ? await Promise.reject(new Error("gone")) : archive.tagsOf(id)),
  };
  await expect(reconcileNow(house, { archive: forgetful })).rejects.toThrow("gone");
  expect(await rows("SELECT count(*) AS n FROM deliveries WHERE status = 'sent' AND batch_id <> 'before'")).toEqual([
    { n: 100 },
  ]);
  let batches = 0;
  const dying = new Proxy(db, {
    get: (target, name) =>
      name === "batch"
        ? async (statements: D1PreparedStatement[]) =>
            ++batches === 6 ? Promise.reject(new Error("D1 is gone")) : target.batch(statements)
        : Reflect.get(target, name).bind?.(target),
  });
  await expect(reconcileNow(house, { db: dying })).rejects.toThrow("D1 is gone");
  await reconcile(reconcileDeps(house), { stops: null, now: current.now });
  const once = await ledgerNow();
  const again = await reconcileNow(house);
  expect(again.counts).toMatchObject({ listed: 280, known: 280, lessons: 0, bounced: 0 });
  expect(await ledgerNow()).toEqual(once);
  expect(await reconcile(reconcileDeps(house), { stops: "unknown", now: current.now })).toEqual({
    kind: "not-restored",
  });
  expect(await rows("SELECT stops FROM gaps")).toEqual([{ stops: "unknown" }]);

  await resumeNow(house);
  await evenings(house, 2);
  expect(await arrivals()).toMatchObject({ many: [], total: 280 + 2 * 139 });
});

test("before it, nothing goes at all: not what was sealed, no confirm mail, and resume is refused", async () => {
  const house = engine();
  await readersAtNoon(house, 1);
  await orderFaults({ kind: "reset_before" });
  await house.tickAndSend();
  await signUpAndRing(house.deps, "hanako@example.com");
  await markNow(house);

  current.now += 21 * HOUR;
  expect(await house.tickAndSend()).toMatchObject({ state: "restored", claimed: 0 });
  expect(await arrivals()).toMatchObject({ total: 0 });
  expect(await resumeNow(house)).toMatchObject({ kind: "not-reconciled" });
  expect(await rows("SELECT status FROM deliveries WHERE lesson = 'two-faces'")).toEqual([{ status: "claimed" }]);
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

test("what became of those mails is still heard by webhook afterwards", async () => {
  const house = engine();
  await readersAtNoon(house, 1);
  const restore = await rememberDatabase();
  await house.tickAndSend();
  await restore();
  await pullWebhooks();
  await markNow(house);
  await reconcileNow(house);

  for (const mail of await arrivedMails()) await emitEvent(mail, "email.complained");
  for (const webhook of await pullWebhooks()) expect(await hear(house.deps, webhook)).toEqual({ kind: "recorded" });

  expect(await rows("SELECT reason FROM suppressions")).toEqual([{ reason: "complaint" }]);
});

test("too soon after the restore it asks for patience: a mail may still be under way", async () => {
  const house = engine();
  await noonAtTheOffice(house);
  await markNow(house);
  current.now -= 2 * MINUTE;
  expect(await reconcile(reconcileDeps(house), { stops: "unknown", now: current.now })).toEqual({
    kind: "too-early",
    waitMs: MINUTE,
  });
});
