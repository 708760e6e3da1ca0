/** One reader as the author sees her: what holds her mail up is named for every way in which the engine can hold it. */

import { expect, test } from "vitest";
import { lookAtReader } from "../../src/actions/look-at-reader.ts";
import { lookAtStuck } from "../../src/actions/look-at-stuck.ts";
import { lookAtToday } from "../../src/actions/look-at-today.ts";
import type { Course } from "../../src/domain/course.ts";
import { LATE_AFTER } from "../../src/domain/late.ts";
import { DAY, HOUR, MINUTE, TICK_TOO_OLD, UNTIL_RESUMED } from "../../src/domain/numbers.ts";
import { becomeReader, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { orderFaults } from "../support/post-office.ts";

const HANAKO = "hanako@example.com";
const FIRST_EVENING = Date.parse("2026-11-03T21:30:00+09:00");

async function look(house: Engine, email = HANAKO) {
  const [{ id } = { id: 0 }] = await rows<{ id: number }>("SELECT id FROM subscribers WHERE email = ?1", email);
  return lookAtReader(house.deps, { id, now: current.now });
}

/** The page of everybody stuck has whom her own page calls late, with the same words, and nobody else; today counts them. */
async function pagesAgree(house: Engine): Promise<void> {
  const { overdue } = await lookAtStuck(house.deps, { now: current.now });
  expect((await lookAtToday(house.deps, { now: current.now })).late.readers).toBe(overdue.length);
  const said = new Map(overdue.map(({ email, since, lesson, holdup }) => [email, { since, lesson, holdup }]));
  for (const { email } of await rows<{ email: string }>("SELECT email FROM subscribers")) {
    const late = (await look(house, email))?.late ?? null;
    expect(said.get(email) ?? null).toEqual(late && late.since <= current.now - LATE_AFTER ? late : null);
  }
}

async function heldUp(house: Engine): Promise<string | undefined> {
  await pagesAgree(house);
  const holdup = (await look(house))?.late?.holdup;
  return holdup?.kind === "house" ? holdup.trouble.kind : holdup?.kind;
}

/** She has the guide; it is the evening of her first lesson, and the engine has ticked until a moment before. */
async function onHerEvening(change: Partial<Engine["deps"]> = {}): Promise<Engine> {
  const house = engine(change);
  await becomeReader(house.deps, HANAKO);
  await house.answerBells();
  current.now = FIRST_EVENING - MINUTE;
  await house.tickAndSend();
  current.now = FIRST_EVENING + MINUTE;
  return house;
}

test("what comes is foretold, and nothing is late, while all goes well", async () => {
  const house = await onHerEvening();
  expect(await heldUp(house)).toBe("next-tick");
  await house.tickAndSend();
  const seen = await look(house);
  expect(seen?.late).toBeNull();
  expect(seen?.coming[0]).toMatchObject({ lesson: { key: "fears" }, dueAt: FIRST_EVENING + DAY });
  for (const [at, { lastAt }] of (seen?.coming ?? []).entries())
    expect(lastAt).toBe(FIRST_EVENING + MINUTE * (at ? 0 : 1) + at * DAY);
  expect(seen?.ledger.map(({ lesson, status }) => `${lesson} ${status}`)).toEqual([
    "two-faces sent",
    "intro-guide sent",
  ]);
});

test("a number that nobody has is nobody", async () => {
  expect(await lookAtReader(engine().deps, { id: 7, now: current.now })).toBeNull();
});

test("the cron that does not come is named, and so is a pause with its reason", async () => {
  const house = await onHerEvening();
  current.now += HOUR;
  expect(await heldUp(house)).toBe("no-tick");

  await rows("UPDATE engine SET paused_until = ?1, pause_reason = 'by hand'", UNTIL_RESUMED);
  await house.tickAndSend();
  expect((await look(house))?.late).toMatchObject({
    since: FIRST_EVENING,
    lesson: "two-faces",
    holdup: { kind: "house", trouble: { kind: "paused", until: null, reason: "by hand" } },
  });
});

test("an answer that never came holds back the lesson itself and the one after it", async () => {
  const house = await onHerEvening();
  await orderFaults({ kind: "error_500", times: 1000 });
  for (let tick = 0; tick < 13; tick++) {
    await house.tickAndSend();
    current.now += 5 * MINUTE;
  }
  expect((await look(house))?.late).toMatchObject({ lesson: "two-faces", holdup: { kind: "answer-unknown" } });
  await rows("UPDATE engine SET paused_until = ?1, pause_reason = 'by hand'", UNTIL_RESUMED);
  expect(await heldUp(house)).toBe("answer-unknown");
});

test("a batch whose bell was lost waits for the sweep; with the queue and the cron gone the cron is named", async () => {
  const house = await onHerEvening();
  await house.tick();
  house.rung.length = 0;
  current.now += TICK_TOO_OLD;
  expect(await heldUp(house)).toBe("no-tick");
  await house.tick();
  expect(await heldUp(house)).toBe("bell-again");
  await house.answerBells();
  expect(await heldUp(house)).toBeUndefined();
});

test("the day's quota is named when others had it", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  await house.answerBells();
  const poor = engine({ config: { ...house.deps.config, dailyQuota: 4 } });
  current.now = FIRST_EVENING - 9 * HOUR;
  await readers(4, { next: "fears", course: poor.deps.course });
  await poor.tickAndSend();
  current.now = FIRST_EVENING + MINUTE;
  await rows("UPDATE sending_days SET accepted = 4");
  await poor.tickAndSend();
  current.now += 4 * MINUTE;
  expect(await heldUp(poor)).toBe("quota");
});

test("an edit that is still being followed is named, until her own turn in it is dated", async () => {
  const house = await onHerEvening();
  const lessons = house.deps.course.lessons.map((one) => (one.key === "rebuild" ? { ...one, wait: 2 } : one));
  const course: Course = { ...house.deps.course, lessons };
  const edited = engine({ course });
  await readers(3, { next: "fears", course });
  await edited.tick({ limits: { chunks: 1, claimChunk: 1, replanChunk: 1, openBatches: 3_000 } });
  expect(await heldUp(edited)).toBe("replanning");
});

test("many who are due at her moment are named, and no tick leaves anybody without a reason", async () => {
  const house = await onHerEvening();
  await readers(12, { next: "two-faces", last: "intro-guide", course: house.deps.course });
  await rows("UPDATE enrollments SET next_due_at = ?1 WHERE next_due_at > ?1", FIRST_EVENING);
  const limits = { chunks: 1, claimChunk: 3, replanChunk: 100, openBatches: 3_000 };
  const kinds = new Set<string>();
  for (let round = 0; round < 2; round++) {
    await house.tick({ limits });
    current.now += 2 * MINUTE;
    for (const { email } of await rows<{ email: string }>("SELECT email FROM subscribers")) {
      kinds.add((await look(house, email))?.late?.holdup.kind ?? "none");
    }
  }
  expect([...kinds].sort()).toEqual(["bell-again", "in-turn", "nothing-in-the-way"]);
});

test("after her stop nothing is late, and nothing comes", async () => {
  const house = await onHerEvening();
  await house.tick();
  await stop(house.deps, HANAKO);
  expect(await look(house)).toMatchObject({ late: null, coming: [], facts: { stop_reason: "unsubscribed" } });
});

test("who is due although nothing may go to her is not held up by anything of the house", async () => {
  const house = await onHerEvening();
  await rows("INSERT INTO suppressions SELECT address_hash, 'complaint', 1 FROM subscribers");
  current.now += HOUR;
  expect(await heldUp(house)).toBe("not-hers");
});

test("however many batches of a letter hang before hers, her lesson that hangs is on both pages", async () => {
  const house = await onHerEvening();
  await house.tick();
  await rows(
    `INSERT INTO batches (id, lesson, members, rung_at, created_at)
    SELECT substr('letter-' || value || '_______________________', 1, 22), 'spring', '[]', 1, 1 FROM json_each(?1)`,
    JSON.stringify(Array.from({ length: 30 }, (_, number) => number)),
  );
  current.now += HOUR;
  expect(await heldUp(house)).toBe("no-tick");
});
