/** A reader's place in a course that is edited while she reads. */

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Course, Lesson } from "../../src/domain/course.ts";
import { courseShape, keysOf, lessonOfKey, lessonsAfter, nextLesson } from "../../src/domain/place.ts";

/** "a b" are two lessons; "-b" is retired; "c=b" is c, which was b before a rename. */
function courseOf(keys: string): Course {
  const lessons = keys.split(" ").filter(Boolean).map(lessonOf);
  return { key: "course", title: "", zone: "Asia/Tokyo", minute: 1290, finishedGetNewLessons: false, lessons };
}

function lessonOf(written: string): Lesson {
  const [key = "", ...formerly] = written.replace("-", "").split("=");
  return {
    key,
    subject: "",
    preheader: "",
    ...(formerly.length > 0 ? { formerly } : {}),
    ...(written.startsWith("-") ? { retired: true as const } : {}),
  };
}

test.each([
  ["before her first lesson she gets the first", "a b c", "", "a"],
  ["in the middle she gets the one after her last", "a b c", "a b", "c"],
  ["at the end she gets none", "a b c", "a b c", undefined],
  ["a lesson put after her last one reaches her in turn", "a b new c", "a b", "new"],
  ["a lesson put before her last one does not", "a new b c", "a b", "c"],
  ["a lesson put before everything does not", "new a b c", "a b", "c"],
  ["an appended lesson is the next of a reader at the end", "a b c new", "a b c", "new"],
  ["a retired lesson is passed by", "a b -c d", "a b", "d"],
  ["a retired first lesson is passed by", "-a b", "", "b"],
  ["her last lesson, retired since, keeps her place", "new a -b c", "a b", "c"],
  ["when all that follows is retired she gets none", "a b -c -d", "a b", undefined],
  ["a lesson renamed after she had it does not come again", "a z=b c", "a b", "c"],
  ["her last lesson, renamed twice, keeps her place", "a y=z=b c", "a b", "c"],
  ["a renamed lesson that she has not had is her next", "a z=b c", "a", "z"],
  ["a renamed lesson moved behind her place does not come again", "a c z=b d", "a b c", "d"],
  ["lessons that changed places: what she had is not sent again", "b a c", "a", "c"],
  ["lessons that changed places: what now stands before her place is lost to her", "c a b", "a b", undefined],
  ["lessons that changed places: what now stands after her place comes", "b a c", "b", "a"],
  ["a last lesson that vanished is stood for by the furthest she had", "a c d", "a b", "c"],
  ["what stands before the furthest she had stays lost to her then", "new a c d", "a b", "c"],
  ["when all she had vanished she begins with the first", "x y", "a b", "x"],
  ["a lesson under an old key in between counts as had", "a z=b c d", "a b c", "d"],
])("%s", (_, keys, hadInOrder, next) => {
  const had = hadInOrder.split(" ").filter(Boolean);
  expect(nextLesson(courseOf(keys), { had: new Set(had), last: had.at(-1) ?? null })?.key).toBe(next);
});

test("the reader's last lesson decides her place, also when she had later ones", () => {
  expect(nextLesson(courseOf("a b c d"), { had: new Set(["a", "b", "c"]), last: "a" })?.key).toBe("d");
  expect(nextLesson(courseOf("a b c d"), { had: new Set(["a", "c"]), last: "a" })?.key).toBe("b");
});

test("a last lesson that was never sent, because she had stopped, is her next when she comes back", () => {
  expect(nextLesson(courseOf("a b c"), { had: new Set(["a"]), last: "b" })?.key).toBe("b");
});

test("a lesson may have been had under its key and its former ones, and under no other", () => {
  expect(courseOf("a y=z=b").lessons.map(keysOf)).toEqual([["a"], ["y", "z", "b"]]);
});

test("a ledger key leads to today's lesson, also by a former name", () => {
  expect(lessonOfKey(courseOf("a z=b -c"), "b")?.key).toBe("z");
  expect(lessonOfKey(courseOf("a z=b -c"), "c")?.key).toBe("c");
  expect(lessonOfKey(courseOf("a z=b -c"), "d")).toBeUndefined();
});

test("what may follow a lesson are the lessons behind it that are still sent", () => {
  expect(lessonsAfter(courseOf("a z=b -c d e"), "b").map(({ key }) => key)).toEqual(["d", "e"]);
  expect(lessonsAfter(courseOf("a b"), "b")).toEqual([]);
});

test("re-planning after an edit of a wait that was there before", () => {
  const [first, second] = [1, 3].map((wait) => {
    const course = courseOf("a b");
    return courseShape({ ...course, lessons: course.lessons.map((lesson) => ({ ...lesson, wait })) });
  });
  expect(first).not.toBe(second);
});

test.each([
  ["a subject", (lesson: Lesson) => ({ ...lesson, subject: "other" }), false],
  ["a preheader", (lesson: Lesson) => ({ ...lesson, preheader: "other" }), false],
  ["a wait", (lesson: Lesson) => ({ ...lesson, wait: 3 }), true],
  ["a key", (lesson: Lesson) => ({ ...lesson, key: "other" }), true],
  ["a former key", (lesson: Lesson) => ({ ...lesson, formerly: ["other"] }), true],
  ["a retirement", (lesson: Lesson) => ({ ...lesson, retired: true as const }), true],
])("re-planning after an edit of %s", (_, edit, replans) => {
  const course = courseOf("a b c");
  const after = { ...course, lessons: course.lessons.map((lesson, index) => (index === 1 ? edit(lesson) : lesson)) };
  expect(courseShape(after) !== courseShape(course)).toBe(replans);
});

const KEYS = ["a", "b", "c", "d", "e", "f", "g", "h"];
const courses = fc
  .tuple(fc.shuffledSubarray(KEYS), fc.array(fc.constantFrom("", "-"), { minLength: 8 }), fc.subarray(KEYS))
  .map(([keys, retired, renamed]) =>
    courseOf(keys.map((key, i) => `${retired[i]}${renamed.includes(key) ? `new${key}=${key}` : key}`).join(" ")),
  );
/** What any reader may have had, in any order: whatever the course was before. */
const histories = fc.shuffledSubarray([...KEYS, "newa", "newb", "gone"]).map((had) => ({
  had: new Set(had),
  last: had.at(-1) ?? null,
}));

test("whatever was edited, nobody gets a lesson again, a retired one, or one before her place", () => {
  fc.assert(
    fc.property(courses, histories, (course, history) => {
      const next = nextLesson(course, history);
      if (!next) return;
      expect(next.retired).toBeUndefined();
      expect(keysOf(next).filter((key) => history.had.has(key))).toEqual([]);
      const last = course.lessons.findIndex((lesson) => history.last !== null && keysOf(lesson).includes(history.last));
      expect(course.lessons.indexOf(next)).toBeGreaterThan(last);
    }),
    { numRuns: 1000 },
  );
});

test("whatever was edited, nobody is stranded while a lesson behind all she had waits for her", () => {
  fc.assert(
    fc.property(courses, histories, (course, history) => {
      const wasHad = (lesson: Lesson) => keysOf(lesson).some((key) => history.had.has(key));
      const behind = course.lessons.slice(course.lessons.findLastIndex(wasHad) + 1);
      if (behind.some(({ retired }) => !retired)) expect(nextLesson(course, history)).toBeDefined();
    }),
    { numRuns: 1000 },
  );
});

test("a reader who follows the course to its end had every lesson that is sent, once and in order", () => {
  fc.assert(
    fc.property(courses, (course) => {
      const had: string[] = [];
      for (;;) {
        const next = nextLesson(course, { had: new Set(had), last: had.at(-1) ?? null });
        if (!next) break;
        had.push(next.key);
      }
      expect(had).toEqual(course.lessons.filter(({ retired }) => !retired).map(({ key }) => key));
    }),
  );
});

test.each([
  ["whoever starts again from a lesson gets that one", "a b c d", "", "b", "b"],
  ["from the first she gets the first", "a b c d", "", "a", "a"],
  ["from one that is gone since she gets the first", "a b c d", "", "gone", "a"],
  ["what she had since counts, and not where she started", "a b c d", "c", "b", "d"],
  ["also when that is the first", "a b c d", "a", "c", "b"],
  ["from a lesson renamed since she gets it under its name of today", "a z=b c", "", "b", "z"],
])("starting again: %s", (_rule, course, had, from, next) => {
  const keys = new Set(had.split(" ").filter(Boolean));
  expect(nextLesson(courseOf(course), { had: keys, last: null, from })?.key).toBe(next);
});
