/** A copy of a lesson for one reader: once a press, a few a day, and her course goes on as if nothing had been. */

import { expect, test } from "vitest";
import { deliverNow } from "../../src/actions/deliver-now.ts";
import { openCourse } from "../../src/actions/open-course.ts";
import { sendCopy } from "../../src/actions/send-copy.ts";
import { DAY, MINUTE } from "../../src/domain/numbers.ts";
import { courseToken, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { engine, readers, rows } from "../support/engine.ts";
import { arrivals, arrivedMails, moveTo } from "../support/post-office.ts";

const HERS = "reader0@example.com";

async function houseWithReader() {
  const house = engine();
  await readers(1, { next: "fears", last: "two-faces", course: house.deps.course });
  await rows("UPDATE enrollments SET next_due_at = ?1", current.now + 9 * 60 * MINUTE);
  const copy = (lesson = "two-faces") => sendCopy(house.deps, { subscriberId: 1, lesson, now: current.now });
  return { ...house, copy };
}

test("she gets the lesson again at once, and her course stays where it is", async () => {
  const { deps, copy, tickAndSend } = await houseWithReader();
  const token = await courseToken(deps, HERS);
  const before = await openCourse(deps, { token, now: current.now });
  const passage = await rows("SELECT * FROM enrollments WHERE id = 1");

  const sent = await copy();
  if (sent.kind !== "sent") throw new Error(sent.kind);
  await deliverNow(deps, sent.batchIds);
  await tickAndSend();

  expect((await arrivedMails(HERS)).map(({ tags }) => tags.lesson)).toEqual(["two-faces"]);
  expect((await arrivedMails(HERS))[0]?.text).not.toContain("次のメールは");
  expect(await rows("SELECT * FROM enrollments WHERE id = 1")).toEqual(passage);
  expect(await openCourse(deps, { token, now: current.now })).toEqual(before);
  expect(await rows("SELECT course, part, completed_at FROM enrollments WHERE id = 2")).toEqual([
    { course: "copy:two-faces", part: 0, completed_at: current.now },
  ]);
});

test("pressed twice it is one copy, and a bell that is lost is rung again", async () => {
  const { copy, tickAndSend } = await houseWithReader();
  const both = await Promise.all([copy(), copy()]);
  expect(both.map(({ kind }) => kind).sort()).toEqual(["already", "sent"]);
  await moveTo(current.now + 11 * MINUTE);
  await tickAndSend();
  expect(await arrivals()).toMatchObject({ total: 1, many: [] });
});

test("a few copies a day are enough; a day later there may be more", async () => {
  const { deps, copy } = await houseWithReader();
  const kinds: string[] = [];
  for (let press = 0; press < 4; press++) {
    const sent = await copy();
    kinds.push(sent.kind);
    if (sent.kind === "sent") await deliverNow(deps, sent.batchIds);
    await moveTo(current.now + 10 * MINUTE);
  }
  expect(kinds).toEqual(["sent", "sent", "sent", "too-often"]);
  expect(await rows("SELECT part FROM enrollments WHERE course = 'copy:two-faces' ORDER BY part")).toEqual([
    { part: 0 },
    { part: 1 },
    { part: 2 },
  ]);
  await moveTo(current.now + DAY);
  expect(await copy()).toMatchObject({ kind: "sent" });
});

test("nothing is copied that she has not had, to nobody, to whoever stopped, or beyond the quota", async () => {
  const { deps, copy } = await houseWithReader();
  expect(await copy("fears")).toEqual({ kind: "not-hers" });
  expect(await copy("no-such-lesson")).toEqual({ kind: "not-hers" });
  expect(await sendCopy(deps, { subscriberId: 99, lesson: "two-faces", now: current.now })).toEqual({
    kind: "not-hers",
  });
  await rows("INSERT INTO sending_days (day, accepted) VALUES ('2026-11-02', 90)");
  const full = { ...deps, config: { ...deps.config, dailyQuota: 100 } };
  expect(await sendCopy(full, { subscriberId: 1, lesson: "two-faces", now: current.now })).toEqual({
    kind: "no-quota",
  });
  await stop(deps, HERS);
  expect(await copy()).toEqual({ kind: "stopped" });
  expect(await rows("SELECT count(*) AS n FROM enrollments")).toEqual([{ n: 1 }]);
});

test("who stops before the copy is sealed does not get it; the copy counts for no step of the funnel", async () => {
  const { deps, copy } = await houseWithReader();
  await rows("UPDATE subscribers SET first_week = 2900, first_source = ''");
  const sent = await copy();
  if (sent.kind !== "sent") throw new Error(sent.kind);
  await deliverNow(deps, sent.batchIds);
  await moveTo(current.now + 10 * MINUTE);
  const second = await copy();
  if (second.kind !== "sent") throw new Error(second.kind);
  await stop(deps, HERS);
  await deliverNow(deps, second.batchIds);
  expect(await arrivals()).toMatchObject({ total: 1 });
  expect(await rows("SELECT status, reason FROM deliveries WHERE enrollment_id > 1 ORDER BY enrollment_id")).toEqual([
    { status: "sent", reason: null },
    { status: "skipped", reason: "unsubscribed" },
  ]);
  expect(await rows("SELECT * FROM funnel")).toEqual([]);
});
