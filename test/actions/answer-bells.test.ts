/** Answering many bells at once: a turn before anything is sealed, and no more than one invocation may do. */

import { expect, test } from "vitest";
import { answerBells, type BellReport } from "../../src/actions/answer-bells.ts";
import { MINUTE } from "../../src/domain/numbers.ts";
import { createPacer, nextSlot } from "../../src/domain/pacer.ts";
import { CALLS_PER_INVOCATION, pacedMailer } from "../../src/mail/paced-mailer.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { failing } from "../support/failing.ts";
import { arrivals, moveTo, orderFaults, requestCounts } from "../support/post-office.ts";

/** One invocation of the consumer: all bells whose time has come, at the pace of `pacer`. */
async function invocation(
  { deps, rung }: Engine,
  { calls = CALLS_PER_INVOCATION, pacer = createPacer(), clock = () => Date.now() } = {},
) {
  const due = rung.filter(({ at }) => at <= current.now);
  for (const bell of due) rung.splice(rung.indexOf(bell), 1);
  const mailer = pacedMailer(deps.mailer, pacer, clock, { calls });
  const kinds: BellReport["kind"][] = [];
  await answerBells(
    { ...deps, mailer },
    due.map(({ bell }) => bell),
    (_bell, { kind }) => kinds.push(kind),
  );
  return kinds;
}

/** Everybody is claimed, and the bells wait. */
async function due(count: number, { deps, tick }: Engine) {
  await readers(count, { next: "fears", last: "two-faces", course: deps.course });
  await tick();
}

test("the turn comes before the lease and the seal: a Worker that dies while it waits leaves an open batch", async () => {
  const house = engine();
  await due(3, house);
  let [now, wake, isAsleep] = [Date.now(), () => {}, () => {}];
  const asleep = new Promise<void>((resolve) => (isAsleep = resolve));
  const sleep = () => {
    isAsleep();
    return new Promise<void>((resolve) => (wake = resolve));
  };
  const pacer = { ...createPacer(), heldUntil: now + 1_000 };
  const mailer = pacedMailer(house.deps.mailer, pacer, () => now, { sleep });
  const batches = "SELECT state, leased_until, attempts FROM batches";

  const answered = answerBells({ ...house.deps, mailer }, [house.rung[0]?.bell ?? { batch: "none" }], () => {});
  await asleep;
  expect(await rows(batches)).toEqual([{ state: "open", leased_until: null, attempts: 0 }]);

  now += 1_000;
  wake();
  await answered;
  expect(await rows(batches)).toMatchObject([{ state: "closed" }]);
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("bells beyond the calls of one invocation are rung again, and the next one answers them", async () => {
  const house = engine();
  await due(401, house);

  expect(await invocation(house, { calls: 2 })).toEqual(["closed", "closed"]);
  expect(house.rung.map(({ at }) => at)).toEqual([current.now, current.now, current.now]);
  expect(await invocation(house, { calls: 2 })).toEqual(["closed", "closed"]);
  expect(await invocation(house, { calls: 2 })).toEqual(["closed"]);

  expect(house.rung).toEqual([]);
  expect(await arrivals()).toMatchObject({ total: 401, many: [] });
});

test("a batch that goes mail by mail stays within the free plan's 50 requests, and ends in the next invocations", async () => {
  const house = engine();
  await due(100, house);
  await orderFaults({ kind: "refuse_batch_422", path: "/emails/batch" });

  const requests: number[] = [];
  for (let round = 0; round < 4 && house.rung.length > 0; round++) {
    const before = (await requestCounts()).requests;
    await invocation(house);
    requests.push((await requestCounts()).requests - before);
    await moveTo(current.now + MINUTE);
  }

  expect(requests).toEqual([45, 45, 11]);
  expect(await arrivals()).toMatchObject({ total: 100, many: [] });
  expect(await rows("SELECT DISTINCT state FROM batches")).toEqual([{ state: "closed" }]);
});

test("when the provider wants a long pause, all bells come back after it, and nothing waits for it here", async () => {
  const house = engine();
  await due(201, house);
  await orderFaults({ kind: "limited", retryAfter: 90 });
  const pacer = createPacer();
  const now = Date.now();

  expect(await invocation(house, { pacer, clock: () => now })).toEqual(["later"]);

  expect((await requestCounts()).requests).toBe(1);
  expect(house.rung).toHaveLength(3);
  for (const { at } of house.rung) expect(at).toBeGreaterThan(current.now + 85_000);
  expect(nextSlot(pacer, now)).toBe(now + 90_000);
});

test("a bell with nothing behind it uses up no call", async () => {
  const house = engine();
  await due(3, house);
  const [bell] = house.rung;
  if (!bell) throw new Error("There is no bell.");
  house.rung.unshift(...Array.from({ length: 5 }, () => ({ ...bell, bell: { batch: "none" } })));

  expect(await invocation(house, { calls: 1 })).toContain("closed");
  expect(await arrivals()).toMatchObject({ total: 3, many: [] });
});

test("a surprise over one batch is told with its error and leaves that batch to the sweep; the others go", async () => {
  const house = engine();
  await due(150, house);
  const [first, second] = house.rung.map(({ bell }) => bell);
  if (!first || !second) throw new Error("two batches should wait");
  const { deps } = failing(house.deps, { step: 2, moment: "before" });
  const told: BellReport[] = [];
  const mailer = pacedMailer(deps.mailer, createPacer(), Date.now);
  await answerBells({ ...deps, mailer }, [first, second], (_bell, report) => told.push(report));

  expect(told.map(({ kind }) => kind).sort()).toEqual(["closed", "surprise"]);
  expect(told.find(({ kind }) => kind === "surprise")).toMatchObject({ error: expect.stringContaining("D1_ERROR") });
  expect(await rows("SELECT count(*) AS open FROM batches WHERE state = 'open'")).toEqual([{ open: 1 }]);
});
