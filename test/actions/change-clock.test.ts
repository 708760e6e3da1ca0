/** Changing her clock: the next lesson is dated anew from the last real sending, and whoever repeats it changes nothing more. */

import { expect, test } from "vitest";
import { changeClock } from "../../src/actions/change-clock.ts";
import { ensureClock } from "../../src/db/subscribers.ts";
import type { Deps } from "../../src/deps.ts";
import { ALL_WEEKDAYS, HOLIDAYS } from "../../src/domain/clock.ts";
import type { ClockChoice } from "../../src/domain/clock-choice.ts";
import { DAY, HOUR } from "../../src/domain/numbers.ts";
import { becomeReader, courseToken, ownerToken, stop } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { engine, rows } from "../support/engine.ts";
import { watchDatabase } from "../support/watched-database.ts";

const HANAKO = "hanako@example.com";

async function change(deps: Deps, choice: ClockChoice, email = HANAKO) {
  return changeClock(deps, { token: await courseToken(deps, email), choice, now: current.now });
}

async function dueAt(): Promise<string> {
  const [row] = await rows<{ due: number | null }>("SELECT next_due_at AS due FROM enrollments");
  return row?.due ? new Date(row.due + 9 * HOUR).toISOString().slice(0, 16) : "never";
}

test("another hour moves her next lesson to it", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  expect(await dueAt()).toBe("2026-11-03T21:30");

  expect(await change(deps, { minute: 390 })).toEqual({ kind: "changed" });
  expect(await dueAt()).toBe("2026-11-03T06:30");
  await change(deps, { minute: 390 });
  expect(await dueAt()).toBe("2026-11-03T06:30");
});

test("an earlier hour never brings the next lesson nearer to the last one than 12 hours", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  await house.tickAndSend();

  await change(house.deps, { minute: 390 });

  expect(await dueAt()).toBe("2026-11-05T06:30");
});

test("once a week, and days without mail, are reckoned from the last real sending, and can be taken back", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  current.now += 5 * HOUR;

  await change(deps, { paceDays: 7 });
  expect(await dueAt()).toBe("2026-11-09T21:30");
  await change(deps, { quietDays: 1 });
  expect(await dueAt()).toBe("2026-11-10T21:30");
  await change(deps, { paceDays: 1, quietDays: 0 });
  expect(await dueAt()).toBe("2026-11-03T21:30");
});

test("what would be overdue by the new clock comes at her next hour, not at once", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  await change(deps, { paceDays: 7 });
  current.now += 4 * DAY;

  await change(deps, { paceDays: 1 });

  expect(await dueAt()).toBe("2026-11-06T21:30");
});

test("another zone is her zone from then on, also in the mails", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);

  await change(deps, { zone: "Europe/London" });

  expect(await dueAt()).toBe("2026-11-04T06:30");
});

test.each([
  [{ minute: Number.NaN }, "no-time"],
  [{ minute: 1440 }, "too-late"],
  [{ minute: 23 * 60 + 31 }, "too-late"],
  [{ zone: "Mars/Base" }, "no-zone"],
  [{ quietDays: 127 }, "no-day"],
  [{ quietDays: 255 }, "no-day"],
  [{ quietDays: 256 }, "no-day"],
  [{ paceDays: 0 }, "no-pace"],
  [{ paceDays: Number.NaN }, "no-pace"],
] as const)("%j is refused as %s and changes nothing", async (choice, problem) => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  const before = await rows("SELECT * FROM subscribers");

  expect(await change(deps, choice)).toEqual({ kind: "refused", problem });

  expect(await rows("SELECT * FROM subscribers")).toEqual(before);
  expect(await dueAt()).toBe("2026-11-03T21:30");
});

test("who stopped may set her clock, and stays stopped", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  await stop(deps, HANAKO);

  expect(await change(deps, { minute: 390 })).toEqual({ kind: "changed" });

  expect(await dueAt()).toBe("never");
  expect(await rows("SELECT minute FROM subscribers s JOIN clocks k ON k.id = s.clock_id")).toEqual([{ minute: 390 }]);
});

test("a lesson claimed between the look and the word is followed by one at the new hour", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  current.now = Date.parse("2026-11-03T21:30:00+09:00");
  let calls = 0;
  const db = watchDatabase(house.deps.db, async (_, make) => {
    calls += 1;
    if (calls === 2) await house.tick();
    return make();
  });

  await change({ ...house.deps, db }, { minute: 390 });

  expect(await rows("SELECT next_lesson FROM enrollments")).toEqual([{ next_lesson: "fears" }]);
  expect(await dueAt()).toBe("2026-11-05T06:30");
});

test("clocks that nobody uses any more burden no tick", async () => {
  const house = engine();
  await becomeReader(house.deps, HANAKO);
  for (const minute of [60, 120, 180]) await change(house.deps, { minute });
  current.now = Date.parse("2026-11-04T03:00:00+09:00");

  await house.tickAndSend();

  expect(await rows("SELECT count(*) AS n FROM clocks")).toEqual([{ n: 4 }]);
  expect(await dueAt()).toBe("2026-11-05T03:00");
});

test("a link of another purpose, of nobody, or past its time changes nobody's clock", async () => {
  const { deps } = engine();
  await becomeReader(deps, HANAKO);
  const choice = { minute: 390 };
  const now = current.now;
  const good = await courseToken(deps, HANAKO);

  expect(await changeClock(deps, { token: await ownerToken(deps, HANAKO), choice, now })).toEqual({ kind: "forged" });
  expect(await changeClock(deps, { token: good, choice, now: now + 90 * DAY })).toEqual({ kind: "expired" });
  await deps.db.prepare("DELETE FROM subscribers").run();
  expect(await changeClock(deps, { token: good, choice, now })).toEqual({ kind: "gone" });
});

test("the table keeps every choice of quiet days but those that leave no weekday", async () => {
  const { db } = engine().deps;
  const clock = { zone: "Asia/Tokyo", minute: 390, paceDays: 1 };
  const choices = Array.from({ length: 256 }, (_, quietDays) => quietDays);
  const leaveOne = choices.filter((quietDays) => quietDays !== ALL_WEEKDAYS && quietDays !== ALL_WEEKDAYS + HOLIDAYS);

  await db.batch(leaveOne.map((quietDays) => ensureClock(db, { ...clock, quietDays })));

  const kept = await rows<{ days: number }>("SELECT quiet_days AS days FROM clocks WHERE minute = 390 ORDER BY 1");
  expect(kept.map(({ days }) => days)).toEqual(leaveOne);
  for (const quietDays of [ALL_WEEKDAYS, ALL_WEEKDAYS + HOLIDAYS, 256, -1]) {
    await expect(ensureClock(db, { ...clock, quietDays }).run()).rejects.toThrow("CHECK constraint failed");
  }
});
