/** Letters: whom one goes to, once, and what the author confirms. */

import { expect, test } from "vitest";
import { confirmSending } from "../../src/actions/confirm-letter.ts";
import { forwardLetters } from "../../src/actions/forward-letters.ts";
import { countChunk, type LetterRow, lettersUnderWay } from "../../src/db/letters.ts";
import { DAY, HOUR } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { readers, rows } from "../support/engine.ts";
import {
  choose,
  chooseAndConfirm,
  confirmAsShown,
  deliveriesOf,
  finished,
  houseWithLetters,
  sending,
  TONIGHT,
} from "../support/letters.ts";
import { arrivals, moveTo } from "../support/post-office.ts";

test("a letter goes to each of its group once, at her own hour, whatever ticks come twice", async () => {
  const { deps, tick, tickAndSend } = houseWithLetters();
  await finished(130, deps);
  await choose(deps, { whom: "finished" });
  expect(await sending()).toMatchObject({ state: "counted", people: 130, enrolled: 0 });
  expect(await confirmAsShown(deps)).toEqual({ kind: "confirmed" });

  expect(await tick()).toMatchObject({ claimed: 0 });
  expect(await sending()).toMatchObject({ state: "sending", enrolled: 130 });
  expect(await rows("SELECT DISTINCT next_due_at FROM enrollments WHERE course = 'letter:spring'")).toEqual([
    { next_due_at: TONIGHT },
  ]);

  await moveTo(TONIGHT);
  expect(await tickAndSend()).toMatchObject({ claimed: 130, batches: 2 });
  await tickAndSend();
  expect(await deliveriesOf()).toEqual([{ status: "sent", reason: null, n: 130 }]);
  expect(await arrivals()).toMatchObject({ total: 130, many: [] });
  expect(await sending()).toMatchObject({ state: "done", sent: 130 });
});

test("whoever had it does not get it again, whatever group is chosen later", async () => {
  const { deps, tickAndSend } = houseWithLetters();
  await finished(3, deps);
  await chooseAndConfirm(deps, { whom: "finished" });
  await tickAndSend();
  await moveTo(TONIGHT);
  await tickAndSend();
  await tickAndSend();
  await finished(2, deps);
  await moveTo(current.now + HOUR);

  await choose(deps);
  expect(await sending()).toMatchObject({ people: 2 });
  await confirmAsShown(deps);
  for (let day = 0; day < 3; day++) {
    await tickAndSend();
    await moveTo(current.now + DAY);
  }
  expect(await arrivals()).toMatchObject({ total: 5, many: [] });
});

test("groups are told apart by where she stands, where she came from, and when", async () => {
  const { deps } = houseWithLetters();
  await finished(4, deps);
  await readers(3, { next: "fears", last: "two-faces", course: deps.course });
  await rows("UPDATE subscribers SET first_source = 'blog', first_week = 2900 WHERE id <= 2");
  await rows("UPDATE subscribers SET first_source = 'fair', first_week = 2950 WHERE id > 5");
  await rows("UPDATE subscribers SET confirmed_at = NULL WHERE id = 7");
  await rows("UPDATE subscribers SET unsubscribed_at = 1 WHERE id = 1");
  await rows("INSERT INTO suppressions SELECT address_hash, 'manual', 1 FROM subscribers WHERE id = 6");
  const cases: [Parameters<typeof choose>[1], number][] = [
    [{ whom: "finished" }, 3],
    [{ whom: "under-way" }, 1],
    [{ whom: "everybody" }, 4],
    [{ source: "blog" }, 1],
    [{ source: "fair" }, 0],
    [{ toWeek: 2900 }, 1],
    [{ fromWeek: 2901 }, 0],
  ];
  for (const [group, people] of cases) {
    await rows("DELETE FROM letters");
    await choose(deps, group);
    expect([group, (await sending()).people]).toEqual([group, people]);
  }
});

test("a long list is counted and enrolled in chunks, each reader once, also when ticks overlap", async () => {
  const { deps, tick } = houseWithLetters();
  await finished(25, deps);
  await rows("INSERT INTO letters (key, whom, created_at) VALUES ('spring', 'everybody', ?1)", current.now);
  const forward = async () => {
    const { results: letters } = await lettersUnderWay(deps.db).all<LetterRow>();
    await Promise.all([0, 1].map(() => forwardLetters(deps, { letters, now: current.now, limit: 10 })));
  };
  await forward();
  await forward();
  expect(await sending()).toMatchObject({ state: "counting", people: 20 });
  await forward();
  expect(await sending()).toMatchObject({ state: "counted", people: 25 });

  await confirmAsShown(deps);
  await forward();
  expect(await sending()).toMatchObject({ enrolled: 10 });
  await tick();
  expect(await sending()).toMatchObject({ state: "sending", enrolled: 25 });
  expect(await rows("SELECT count(*) AS n FROM enrollments WHERE course = 'letter:spring'")).toEqual([{ n: 25 }]);
});

test("counting reads a few rows for each reader, whatever her group", async () => {
  const { deps } = houseWithLetters();
  await finished(500, deps);
  await readers(500, { next: "fears", last: "two-faces", course: deps.course });
  for (const whom of ["finished", "under-way", "everybody"]) {
    await rows("DELETE FROM letters");
    await rows("INSERT INTO letters (id, key, whom, created_at) VALUES (1, 'spring', ?1, ?2)", whom, current.now);
    const counted = await countChunk(deps.db, { id: 1, course: deps.course.key, from: 0, limit: 2_000 }).run();
    expect(counted.meta.rows_read / 1_000).toBeLessThan(6);
  }
});

test("never more are enrolled than were confirmed", async () => {
  const { deps, tick } = houseWithLetters();
  await finished(5, deps);
  await rows("UPDATE subscribers SET unsubscribed_at = 1 WHERE id <= 2");
  await chooseAndConfirm(deps);
  await rows("UPDATE subscribers SET unsubscribed_at = NULL");

  await tick();

  expect(await sending()).toMatchObject({ people: 3, enrolled: 3 });
});

test("two tabs confirm one sending; other words, another number or an old count confirm none", async () => {
  const house = houseWithLetters();
  const { deps } = house;
  await finished(2, deps);
  await choose(deps);
  expect(await choose(deps)).toEqual({ kind: "under-way" });
  const { id, people } = await sending();
  const words = deps.mails.letters.spring;
  if (!words) throw new Error("no letter");

  const shown = { id, people, digest: words.digest, now: current.now };
  expect(await confirmSending(deps, { ...shown, people: 3 })).toEqual({ kind: "other-number" });
  const edited = { ...deps, mails: { ...deps.mails, letters: { spring: { ...words, digest: "another" } } } };
  expect(await confirmSending(edited, shown)).toEqual({ kind: "edited" });
  const both = await Promise.all([confirmSending(deps, shown), confirmSending(deps, shown)]);
  expect(both.map(({ kind }) => kind).sort()).toEqual(["already", "confirmed"]);

  await choose(deps, {}, "summer");
  const summer = await sending("summer");
  const late = { id: summer.id, people: 2, digest: "0000000000000000", now: current.now + DAY };
  expect(await confirmSending(deps, late)).toEqual({ kind: "stale" });
});
