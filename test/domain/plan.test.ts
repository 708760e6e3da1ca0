/** The plan of an edit, by examples: what it calls each edit, whom it counts where, and which dangers it names. */

import { expect, test } from "vitest";
import { defaultClock } from "../../src/domain/clock.ts";
import type { Course } from "../../src/domain/course.ts";
import { courseEdits } from "../../src/domain/course-edits.ts";
import { courseOfShape } from "../../src/domain/live-course.ts";
import { BURST, HOUR } from "../../src/domain/numbers.ts";
import { courseShape } from "../../src/domain/place.ts";
import { type Group, planOf } from "../../src/domain/plan.ts";

const NOW = Date.parse("2026-11-02T12:00:00+09:00");

/** "a b" are two lessons; "-b" is retired; "c=b" is c, which was b before a rename; "c+3" waits three days. */
function courseOf(keys: string, change: Partial<Course> = {}): Course {
  const lessons = keys.split(" ").map((written) => {
    const [names = "", wait = "1"] = written.replace("-", "").split("+");
    const [key = "", ...formerly] = names.split("=");
    const retired = written.startsWith("-") ? { retired: true as const } : {};
    return {
      key,
      subject: key,
      preheader: "",
      wait: Number(wait),
      ...(formerly.length > 0 ? { formerly } : {}),
      ...retired,
    };
  });
  return {
    key: "course",
    title: "",
    zone: "Asia/Tokyo",
    minute: 1290,
    finishedGetNewLessons: false,
    lessons,
    ...change,
  };
}

/** Readers who had these lessons, the last one yesterday, and wait for `next` this evening; without a next they have finished. */
function standing(had: string, next: string | null, readers = 1): Group {
  const keys = had.split(" ").filter(Boolean);
  const dueAt = next === null ? null : NOW + 9.5 * HOUR;
  const times = { nextDueAt: dueAt, lastAt: keys.length === 0 ? null : NOW - 14.5 * HOUR, completed: next === null };
  return {
    readers,
    clock: defaultClock(courseOf("a")),
    standing: { had: new Set(keys), last: keys.at(-1) ?? null, nextLesson: next, ...times },
  };
}

function plan(live: Course, today: Course, groups: Group[], prepared: { lesson: string; readers: number }[] = []) {
  return planOf({ live, today, groups, prepared, now: NOW });
}

function names(live: string, today: string, groups: Group[]) {
  return plan(courseOf(live), courseOf(today), groups).dangers.map(
    ({ name, readers }: { name: string; readers?: number }) => `${name} ${readers}`,
  );
}

test.each([
  ["a b c", "a x b c", ["added x after a"]],
  ["a b c", "x a b c", ["added x after null"]],
  ["a b c", "a z=b c", ["renamed z was b"]],
  ["a b c", "a -b c", ["retired b"]],
  ["a -b c", "a b c", ["restored b"]],
  ["a b c", "a c", ["vanished b"]],
  ["a z=b c", "a z c", ["key-dropped z was b"]],
  ["a b c d", "b c d a", ["moved a after d"]],
  ["a b c d", "a d b c", ["moved d after a"]],
  ["a b", "a b+4", ["wait b was 1 wait 4"]],
  ["a b c", "a z=b+2 c", ["renamed z was b", "wait z was 1 wait 2"]],
  ["a b", "a b -x", []],
  ["a b", "a -b+4", ["retired b"]],
  ["a b", "a b", []],
])("%s → %s: %j", (live, today, said) => {
  const edits = courseEdits(courseOf(live), courseOf(today));
  expect(
    edits.map((edit) =>
      Object.entries(edit)
        .flatMap(([name, value]) => (name === "kind" || name === "key" ? [String(value)] : [name, String(value)]))
        .join(" "),
    ),
  ).toEqual(said);
});

test("another course key and the switch for finished readers are edits too", () => {
  expect(courseEdits(courseOf("a"), courseOf("a", { key: "other", finishedGetNewLessons: true }))).toEqual([
    { kind: "course-key", was: "course", key: "other" },
    { kind: "finished-get-new", on: true },
  ]);
});

test("a course is read back from its shape as far as it decides anything", () => {
  const course = courseOf("a z=b=y+3 -c", { finishedGetNewLessons: true });
  const back = courseOfShape(courseShape(course), courseOf("a"));
  expect(courseShape(back)).toBe(courseShape(course));
  expect(back.lessons.map(({ subject }) => subject)).toEqual(["a", "z", "c"]);
});

test("readers are counted by lesson: before it, at it, and those to whom it does not come any more", () => {
  const groups = [standing("", "a", 3), standing("a", "b", 5), standing("a b", "c", 7), standing("a b c", null, 11)];
  const { places, readers, underWay, touched } = plan(courseOf("a b c"), courseOf("a b c"), groups);
  expect(places).toEqual([
    { lesson: "a", before: 0, at: 3, after: 23 },
    { lesson: "b", before: 3, at: 5, after: 18 },
    { lesson: "c", before: 8, at: 7, after: 11 },
  ]);
  expect([readers, underWay, touched]).toEqual([26, 15, 0]);
});

test.each([
  ["a lesson retired is skipped by whoever waits for it or stands before it", "a b c", "a -b c", ["skip:b 8"]],
  ["the first one retired is skipped by those who have had nothing", "a b c", "-a b c", ["skip:a 3"]],
  ["one taken out of the list: skipped by those before it", "a b c", "a c", ["skip:b 8"]],
  ["a rename that says what it was is no danger", "a b c", "a z=b c", []],
  ["a rename taken back by its old name is none either", "a z=b c", "a b c", []],
  [
    "a rename that does not say it: skipped by those before, repeated to those who had it",
    "a b c",
    "a z c",
    ["skip:b 8", "repeat:b 7"],
  ],
  ["a lesson moved to before their place is lost to them", "a b c", "c a b", ["skip:c 12"]],
  ["two that change places: one is lost to whoever stands between them", "a b c", "a c b", ["skip:c 7"]],
  ["a former name forgotten: who had it under that name gets it again", "z=a b c", "z b c", ["repeat:z 5"]],
  ["two lessons made one: who had one of them does not get the other", "a b c", "a c=b", ["skip:c 7"]],
  ["a new lesson in the middle is no danger", "a b c", "a b x c", []],
])("%s", (_, live, today, dangers) => {
  expect(names(live, today, [standing("", "a", 3), standing("a", "b", 5), standing("a b", "c", 7)])).toEqual(dangers);
});

test("why a lesson is skipped is told, and whether a repeat is sure", () => {
  const groups = [standing("a", "b", 5), standing("a b", "c", 7)];
  const whys = (live: string, today: string) =>
    plan(courseOf(live), courseOf(today), groups).dangers.map((one) =>
      "why" in one ? one.why : "as" in one ? `${one.as} ${one.sure}` : "",
    );
  expect(whys("a b c", "a -b c")).toEqual(["retired"]);
  expect(whys("a b c", "a x c")).toEqual(["vanished", "x false"]);
  expect(whys("a b c", "b a c")).toEqual(["moved"]);
  expect(whys("a b c", "a c=b")).toEqual(["had"]);
  expect(whys("z=a b c", "z b c")).toEqual(["z true"]);
});

test("finished readers lose what was appended when the course says no longer that they get it", () => {
  const finished = standing("a b", null, 9);
  const live = courseOf("a b c", { finishedGetNewLessons: true });
  expect(plan(live, courseOf("a b c"), [finished]).dangers).toEqual([
    { kind: "skip", name: "skip:c", lesson: "c", readers: 9, why: "finished" },
  ]);
});

test("mails that stand prepared are held back when their lesson is taken out, and count as skipped", () => {
  const groups = [standing("a", "b", 5)];
  const prepared = [
    { lesson: "a", readers: 4 },
    { lesson: "old", readers: 2 },
    { lesson: "c", readers: 1 },
  ];
  expect(plan(courseOf("a b c"), courseOf("-a b c"), groups, prepared).dangers).toEqual([
    { kind: "skip", name: "skip:a", lesson: "a", readers: 4, why: "retired" },
  ]);
});

test("two readers who had different lessons are reckoned apart, also where the same comes at the same time", () => {
  const again = standing("c", "d");
  const groups = [standing("a b c", "d"), { ...again, standing: { ...again.standing, last: "c", from: "c" } }];
  const { mails } = plan(courseOf("a b c d"), courseOf("b a c d x=a"), groups);
  expect(mails.today.map(({ lesson, readers }) => `${lesson} ${readers}`)).toEqual(["d 2", "x 1"]);
  const moved = plan(courseOf("a b c d"), courseOf("c d a b"), groups).mails;
  expect(moved.today.map(({ lesson, readers }) => `${lesson} ${readers}`)).toEqual(["d 2", "a 1", "b 1"]);
});

test("another course key leaves everybody behind: that alone is named, unless nobody is under way", () => {
  const other = courseOf("a -b c", { key: "other" });
  expect(plan(courseOf("a b c"), other, [standing("a", "b", 5)])).toMatchObject({
    dangers: [{ kind: "course", name: "course:other", readers: 5 }],
    mails: { today: [] },
  });
  expect(plan(courseOf("a b c"), other, [standing("a b c", null, 5)]).dangers).toEqual([]);
});

test("under another course key the engine goes on with the lesson that the table says, as long as it is sent", () => {
  const other = courseOf("a b c", { key: "other" });
  const { mails } = plan(courseOf("a b"), other, [standing("a", "b", 5)]);
  expect(mails.today.map(({ lesson }) => lesson)).toEqual(["b", "c"]);
});

test("an appended lesson for finished readers is a burst when it comes to them all in one hour", () => {
  const live = courseOf("a b", { finishedGetNewLessons: true });
  const today = courseOf("a b new", { finishedGetNewLessons: true });
  const groups = [standing("a b", null, 3_000), standing("a", "b", 400)];
  expect(plan(live, today, groups).dangers).toEqual([
    {
      kind: "burst",
      name: "burst:new",
      lesson: "new",
      mails: 3_400,
      at: NOW + 9 * HOUR,
      per: "hour",
      limit: BURST.floor,
    },
  ]);
  const few = groups.map((group) => ({ ...group, readers: group.readers / 4 }));
  expect(plan(live, today, few).dangers).toEqual([]);
});
