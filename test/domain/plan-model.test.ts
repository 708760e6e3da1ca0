/** The plan against a model of the engine: for any course, edit and reader, what is planned is what is then sent. */

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Clock } from "../../src/domain/clock.ts";
import { sameLessons } from "../../src/domain/course-edits.ts";
import { HOUR } from "../../src/domain/numbers.ts";
import { lessonOfKey } from "../../src/domain/place.ts";
import { type Group, type Plan, planOf } from "../../src/domain/plan.ts";
import { atTick, begin, deploy, type ModelReader, runTo, standingOf } from "./plan-engine-model.ts";
import { type EditWish, edited, firstCourse, type Telling } from "./plan-random-edits.ts";

const START = Date.parse("2026-11-02T12:00:00+09:00");
const END = START + 4_000 * 24 * HOUR;

const clocks = fc.record<Clock>({
  zone: fc.constantFrom("Asia/Tokyo", "America/New_York", "Asia/Kathmandu"),
  minute: fc.constantFrom(0, 390, 730, 1290, 1410),
  paceDays: fc.constantFrom(1, 1, 7),
  quietDays: fc.constantFrom(0, 0, 0b1010, 0b1000_0000),
});
const wishes = fc.record<EditWish>({
  deed: fc.constantFrom(
    "insert",
    "append",
    "retire",
    "restore",
    "rename",
    "bare-rename",
    "drop-former",
    "name-back",
    "delete",
    "move",
    "wait",
    "merge",
    "finished",
  ),
  at: fc.nat(20),
  to: fc.nat(20),
});
const stories = fc.record({
  lessons: fc.integer({ min: 2, max: 6 }),
  finishedGetNewLessons: fc.boolean(),
  clock: clocks,
  readers: fc.array(
    fc.record({
      clock: fc.option(clocks, { freq: 2, nil: null }),
      begins: fc.nat(200),
      from: fc.option(fc.nat(6), { nil: null }),
    }),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
  /** What was edited before, each so many hours after the one before it. */
  past: fc.array(fc.record({ edits: fc.array(wishes, { maxLength: 2 }), hours: fc.nat(150) }), { maxLength: 3 }),
  edits: fc.array(wishes, { maxLength: 4 }),
  hours: fc.nat(250),
});
type Story = typeof stories extends fc.Arbitrary<infer One> ? One : never;

/** Everything up to the moment at which the author asks for a plan; the engine has planned everybody with the live course. */
function happened({ lessons, clock: usual, finishedGetNewLessons, readers: wanted, past, edits, hours }: Story) {
  let telling: Telling = firstCourse(lessons, finishedGetNewLessons);
  const readers = wanted.map(({ clock, begins, from }) =>
    begin(telling.course, clock ?? usual, START + begins * HOUR, from),
  );
  let now = START + 200 * HOUR;
  runTo(telling.course, readers, now);
  for (const { edits: these, hours: later } of past) {
    telling = these.reduce(edited, telling);
    deploy(telling.course, readers, now);
    now += later * HOUR;
    runTo(telling.course, readers, now);
  }
  now += hours * HOUR;
  runTo(telling.course, readers, now);
  return { live: telling.course, after: edits.reduce(edited, telling), readers, now };
}

function planned(story: ReturnType<typeof happened>): Plan {
  const { live, after, readers, now } = story;
  const groups = readers.map<Group>((reader) => ({ readers: 1, clock: reader.clock, standing: standingOf(reader) }));
  return planOf({ live, today: after.course, groups, prepared: [], now });
}

/** What each reader gets from now on, when nothing is changed and when the edit is deployed. */
function sent({ live, after, readers, now }: ReturnType<typeof happened>) {
  const [unchanged, changed] = [structuredClone(readers), structuredClone(readers)];
  runTo(live, unchanged, END);
  deploy(after.course, changed, now);
  runTo(after.course, changed, END);
  const newly = (reader: ModelReader, at: number) => reader.sent.slice(readers[at]?.sent.length ?? 0);
  return { live: unchanged.map(newly), today: changed.map(newly) };
}

function tally(sentTo: readonly { key: string; at: number }[][]): string[] {
  return sentTo.flatMap((hers) => hers.map(({ key, at }) => `${key} ${new Date(at).toISOString()}`)).sort();
}

function foretold(mails: Plan["mails"]["today"]): string[] {
  const each = mails.flatMap(({ lesson, dueAt, readers }) =>
    Array.from({ length: readers }, () => `${lesson} ${new Date(atTick(dueAt)).toISOString()}`),
  );
  return each.sort();
}

test("who gets what and when, with today's course and without it, is what the engine then does", () => {
  fc.assert(
    fc.property(stories, (story) => {
      const then = happened(story);
      const plan = planned(then);
      const engine = sent(then);
      expect(foretold(plan.mails.live)).toEqual(tally(engine.live));
      expect(foretold(plan.mails.today)).toEqual(tally(engine.today));
    }),
    { numRuns: 600 },
  );
}, 60_000);

test("whatever the engine skips or repeats through an edit, the plan has named, and it names nothing else", () => {
  const seen = { skip: 0, repeat: 0 };
  fc.assert(
    fc.property(stories, (story) => {
      const then = happened(story);
      const { dangers } = planned(then);
      const engine = sent(then);
      const { live, after, readers } = then;
      const named = (kind: string) =>
        dangers.flatMap((one) => (one.kind === kind && "lesson" in one ? [one.lesson] : []));
      const contents = (kind: string) => named(kind).map((key) => after.content.get(key));
      const content = ({ key }: { key: string }) => after.content.get(key);
      const skipped = new Map<string, number>();

      for (const [at, reader] of readers.entries()) {
        const [before, comes] = [engine.live[at] ?? [], engine.today[at] ?? []];
        const arrives = new Set(comes.map(content));
        for (const one of before) {
          if (!arrives.has(content(one))) expect(contents("skip"), `${one.key} is skipped`).toContain(content(one));
          const same = sameLessons(after.course, lessonOfKey(live, one.key) ?? one);
          const lost = !comes.some(({ key }) => same.some((lesson) => lesson.key === key));
          if (lost) skipped.set(one.key, (skipped.get(one.key) ?? 0) + 1);
        }
        const hadContents = new Set([...reader.had].map((key) => after.content.get(key)));
        const twiceAnyway = new Set(before.map(content));
        for (const one of comes) {
          if (!hadContents.has(content(one)) || twiceAnyway.has(content(one))) continue;
          seen.repeat += 1;
          expect(contents("repeat"), `${one.key} is repeated`).toContain(content(one));
        }
      }

      seen.skip += skipped.size;
      const skips = dangers.flatMap((one) => (one.kind === "skip" ? [[one.lesson, one.readers]] : []));
      expect(skips.sort()).toEqual([...skipped].sort());
      const getsSomething = engine.today.filter((hers) => hers.length > 0).length;
      for (const one of dangers) {
        if (one.kind !== "repeat") continue;
        expect(one.readers).toBeGreaterThan(0);
        expect(one.readers).toBeLessThanOrEqual(getsSomething);
        expect(engine.today.flat().map(({ key }) => key)).toContain(one.as);
      }
    }),
    { numRuns: 1500 },
  );
  expect(seen.skip).toBeGreaterThan(20);
  expect(seen.repeat).toBeGreaterThan(5);
}, 60_000);

test("an edit of nothing that decides anything changes nothing and names nothing", () => {
  fc.assert(
    fc.property(stories, (story) => {
      const then = happened({ ...story, edits: [] });
      expect(planned(then)).toMatchObject({ edits: [], dangers: [], touched: 0 });
    }),
    { numRuns: 100 },
  );
}, 60_000);
