/** What one tick takes on: first lessons first, every lesson that is due, no more than its limits, and nothing where nothing is to do. */

import { expect, test } from "vitest";
import { tick } from "../../src/actions/tick.ts";
import { DAY, HOUR, TICK_LIMITS } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { demanding } from "../support/demand.ts";
import { engine, readers, rows } from "../support/engine.ts";

const LIMITS = { ...TICK_LIMITS, chunks: 4, claimChunk: 100, replanChunk: 100 };

test("everybody due for any lesson is claimed in one tick, which then says that it is done", async () => {
  const house = engine();
  const { course } = house.deps;
  await readers(3, { next: "fears", last: "two-faces", course });
  await readers(2, { next: "stories", last: "step-3-small", course });

  expect(await house.tick()).toEqual({
    claimed: 5,
    batches: 2,
    replanned: 5,
    still_due: 0,
    state: "done",
    leftovers: true,
    rung: 0,
    closed: 0,
    forgotten: 0,
    consents_removed: 0,
  });
});

test("readers are looked at again only after an edit", async () => {
  const house = await settled();
  await readers(3, { next: "fears", last: "two-faces", course: house.deps.course });

  expect(await house.tick()).toMatchObject({ replanned: 0, claimed: 3 });
});

test("a tick that finds nobody due and nothing open asks the database once, though readers wait for tomorrow", async () => {
  const house = await settled();
  await readers(3, { next: "fears", last: "two-faces", course: house.deps.course });
  await rows("UPDATE enrollments SET next_due_at = ?1", current.now + DAY);
  const { db, demand } = demanding(house.deps.db);

  expect(await engine({ db }).tick()).toMatchObject({ claimed: 0, state: "done", leftovers: false });

  const ticks = 2;
  expect(demand.calls).toBe(ticks);
});

test("while something is open the tick looks what got stuck", async () => {
  const house = await settled();
  await readers(1, { next: "fears", last: "two-faces", course: house.deps.course });
  await house.tick();

  expect(await house.tick()).toMatchObject({ leftovers: true });
});

test("a first lesson takes what is left of the quota before those who have waited longer for another", async () => {
  const { deps } = engine();
  const house = engine({ config: { ...deps.config, dailyQuota: 2 } });
  const { course } = deps;
  await readers(5, { next: "fears", last: "two-faces", course });
  await rows("UPDATE enrollments SET next_due_at = ?1", current.now - HOUR);
  await readers(1, { next: "intro-guide", course });

  expect(await house.tick()).toMatchObject({ claimed: 1, state: "quota", still_due: 5 });

  expect(await rows("SELECT lesson FROM deliveries WHERE status = 'claimed'")).toEqual([{ lesson: "intro-guide" }]);
});

test("among other lessons, whoever has waited longest is first, wherever her lesson stands in the course", async () => {
  const house = await settled();
  const { course } = house.deps;
  await readers(100, { next: "fears", last: "two-faces", course });
  await readers(100, { next: "stories", last: "step-3-small", course });
  await rows("UPDATE enrollments SET next_due_at = ?1 WHERE next_lesson = 'stories'", current.now - HOUR);

  await house.tick({ limits: { ...LIMITS, openBatches: 1 } });

  expect(await rows("SELECT DISTINCT lesson FROM deliveries WHERE status = 'claimed'")).toEqual([
    { lesson: "stories" },
  ]);
});

test("no more is claimed than batches may wait, those of before among them, and the tick says that it is full", async () => {
  const house = await settled();
  await readers(500, { next: "fears", last: "two-faces", course: house.deps.course });

  expect(await once(house, { ...LIMITS, openBatches: 2 })).toMatchObject({
    claimed: 200,
    state: "full",
    still_due: 300,
  });
  expect(await once(house, { ...LIMITS, openBatches: 3 })).toMatchObject({
    claimed: 100,
    state: "full",
    still_due: 200,
  });
  expect(await once(house, { ...LIMITS, openBatches: 3 })).toMatchObject({ claimed: 0, state: "full", still_due: 200 });
});

test("a tick claims in so many chunks at most, and the next goes on", async () => {
  const house = await settled();
  await readers(450, { next: "fears", last: "two-faces", course: house.deps.course });

  expect(await once(house, LIMITS)).toMatchObject({ claimed: 400, batches: 4, state: "full", still_due: 50 });
  expect(await once(house, LIMITS)).toMatchObject({ claimed: 50, batches: 1, state: "done", still_due: 0 });
});

test("chunks of re-planning are taken off the chunks for claiming", async () => {
  const house = engine();
  await readers(250, { next: "fears", last: "two-faces", course: house.deps.course });

  expect(await once(house, LIMITS)).toMatchObject({ replanned: 250, claimed: 100, state: "full", still_due: 150 });
});

test("a due reader who has had the lesson moves on without a mail, also long after the last edit", async () => {
  const house = await settled();
  await readers(1, { next: "fears", last: "two-faces", course: house.deps.course });
  await rows(
    "INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, claimed_at, sent_at) SELECT id, 'fears', 'before', 'sent', 1, 1 FROM enrollments",
  );

  expect(await house.tick()).toMatchObject({ claimed: 0, replanned: 0 });

  expect(await rows("SELECT next_lesson, next_due_at > ?1 AS later FROM enrollments", current.now)).toEqual([
    { next_lesson: "step-1-words", later: 1 },
  ]);
});

test("a claimed batch is marked as urgent for the first lesson that is still sent, and for no other", async () => {
  const { deps } = engine();
  const [intro, ...others] = deps.course.lessons;
  if (!intro) throw new Error("no first lesson");
  const house = engine({ course: { ...deps.course, lessons: [{ ...intro, retired: true }, ...others] } });
  await readers(1, { next: "two-faces", course: deps.course });
  await readers(1, { next: "fears", last: "two-faces", course: deps.course });

  await house.tick();

  expect(await rows("SELECT lesson, urgent FROM batches ORDER BY lesson")).toEqual([
    { lesson: "fears", urgent: 0 },
    { lesson: "two-faces", urgent: 1 },
  ]);
});

test("first lessons are rung for again before other lessons that have waited longer", async () => {
  const house = await settled();
  const { course } = house.deps;
  await readers(1, { next: "fears", last: "two-faces", course });
  await house.tick();
  current.now += 1;
  await readers(1, { next: "intro-guide", course });
  await house.tick();
  house.rung.length = 0;

  current.now += HOUR;
  await house.tick();

  const batches = await rows<{ id: string; lesson: string }>("SELECT id, lesson FROM batches");
  const lessonOf = new Map(batches.map(({ id, lesson }) => [id, lesson]));
  expect(house.rung.map(({ bell }) => ("batch" in bell ? lessonOf.get(bell.batch) : "notice"))).toEqual([
    "intro-guide",
    "fears",
  ]);
});

/** A house that has planned with this course, and has nothing left to look for. */
async function settled() {
  const house = engine();
  await house.tick();
  return house;
}

/** One tick, and not the second that follows it elsewhere. */
async function once({ deps }: ReturnType<typeof engine>, limits: typeof LIMITS) {
  let told: object = {};
  await tick(deps, { now: current.now, limits }, (report) => {
    told = report;
  });
  return told;
}
