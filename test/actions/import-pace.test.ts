/** How fast readers are brought in: a few a tick, after the day's lessons, not while sending rests, and not after a stop. */

import { expect, test } from "vitest";
import { markAsRestored } from "../../src/actions/mark-restored.ts";
import { stopImport } from "../../src/actions/stop-import.ts";
import { DAY, HOUR, IMPORT_PER_TICK, MINUTE } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { fileOf, imported, lineOf } from "../support/import-file.ts";

const HANAKO = "hanako@example.com";

test("ten a tick, whatever ticks do, and never more than today's lessons leave of the quota", async () => {
  const file = fileOf(...Array.from({ length: 25 }, (_, place) => lineOf(`reader-${place}@example.com`)));
  const house = engine();
  await imported(house.deps, file);
  await house.tick();
  // Every tick comes twice.
  expect(await count("notices")).toBe(2 * IMPORT_PER_TICK);
  current.now += 5 * MINUTE;
  await work(house);
  expect([await count("notices"), await rows("SELECT done_to, ended_at FROM imports")]).toEqual([
    25,
    [{ done_to: 26, ended_at: current.now }],
  ]);
  await work(house);
  expect(await count("notices")).toBe(25);
});

test("today's lessons go first: the import takes what they leave of the quota, and goes on tomorrow", async () => {
  const { deps } = engine();
  const house = engine({ config: { ...deps.config, dailyQuota: 20 } });
  await house.tick();
  await readers(6, { next: "fears", last: "two-faces", course: deps.course });
  await rows("UPDATE enrollments SET next_due_at = ?1", current.now + HOUR);
  await imported(house.deps, fileOf(...Array.from({ length: 8 }, (_, place) => lineOf(`new-${place}@example.com`))));
  await work(house);
  expect(await count("notices")).toBe(4);
  current.now += HOUR;
  await work(house);
  expect(await rows("SELECT count(*) AS n FROM deliveries WHERE lesson = 'fears' AND status = 'sent'")).toEqual([
    { n: 6 },
  ]);
  current.now += DAY;
  await rows("UPDATE enrollments SET next_due_at = NULL");
  await work(house);
  expect(await count("notices")).toBe(8);
});

test("while sending rests nobody is brought in", async () => {
  const house = engine();
  await imported(house.deps, fileOf(lineOf(HANAKO)));
  await rows("UPDATE engine SET paused_until = ?1, pause_reason = 'by hand'", current.now + HOUR);
  await work(house);
  expect(await count("subscribers")).toBe(0);
});

test("stopped, who is in stays in, who still waited is forgotten, and the file may be taken anew", async () => {
  const house = engine();
  const file = fileOf(...Array.from({ length: 30 }, (_, place) => lineOf(`reader-${place}@example.com`)));
  const begun = await imported(house.deps, file);
  await house.tick();
  const id = begun.kind === "begun" ? begun.id : "";
  expect(await stopImport(house.deps, { id, now: current.now })).toBe(true);
  expect(await stopImport(house.deps, { id, now: current.now })).toBe(false);
  await work(house);
  expect(await count("subscribers")).toBe(20);
  expect(await rows("SELECT count(*) AS n FROM import_rows WHERE address_hash IS NOT NULL")).toEqual([{ n: 0 }]);
  expect(await imported(house.deps, file)).toMatchObject({ kind: "begun", lines: 10 });
});

test("a restored database goes on with no import: who was asked in the time that was forgotten is not asked again", async () => {
  const house = engine();
  await imported(house.deps, fileOf(lineOf(HANAKO)));
  await markAsRestored(house.deps, { knowsUntil: null, now: current.now });
  await rows("UPDATE engine SET paused_until = NULL, pause_reason = NULL, restored_to = NULL");
  await work(house);
  expect([await count("subscribers"), await rows("SELECT email, outcome FROM import_rows")]).toEqual([
    0,
    [{ email: null, outcome: "stopped" }],
  ]);
});

async function work(house: Engine): Promise<void> {
  await house.tick();
  await house.answerBells();
}

async function count(table: string): Promise<number> {
  return (await rows(`SELECT 1 FROM ${table}`)).length;
}
