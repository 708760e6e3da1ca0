/** Random edits of a running course: nobody gets a lesson twice, nor one that was taken out, nor two in 12 hours, and nobody is stranded. */

import { expect, test } from "vitest";
import type { Course, Lesson } from "../../src/domain/course.ts";
import { DAY, HOUR, LESSON_GAP } from "../../src/domain/numbers.ts";
import { keysOf } from "../../src/domain/place.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, readers, rows } from "../support/engine.ts";
import { arrivals } from "../support/post-office.ts";
import { type Random, seeded } from "../support/random.ts";

const READERS = 12;
const DAYS = 40;

for (const seed of [1, 2, 3]) {
  test(`edits ${seed}`, async () => {
    const random = seeded(seed);
    let { course } = engine().deps;
    await readers(READERS, { next: "intro-guide", course });
    const removed = new Map<string, number>();
    for (let day = 0; day < DAYS; day++) {
      if (random.once(3)) course = edited(course, random, day);
      for (const { key, retired } of course.lessons) if (retired && !removed.has(key)) removed.set(key, current.now);
      await aDay(withCourse(course), random);
    }
    await nothingIsWrong(course, removed);
  }, 60_000);
}

/** The engine after a deploy of this course; every lesson has the words of one. */
function withCourse(course: Course): Engine {
  const { mails } = engine().deps;
  const words = mails.lessons.fears;
  if (!words) throw new Error("no lesson fears");
  return engine({
    course,
    mails: { ...mails, lessons: Object.fromEntries(course.lessons.map(({ key }) => [key, words])) },
  });
}

/** Ticks at odd hours, and one when lessons are due. */
async function aDay(house: Engine, random: Random) {
  const evening = (Math.floor((current.now + 1) / DAY) + 1) * DAY + 12.5 * HOUR;
  current.now += random.under(8) * HOUR;
  await house.tickAndSend();
  current.now = Math.max(current.now, evening + random.under(3) * HOUR);
  await house.tickAndSend();
}

function edited(course: Course, random: Random, day: number): Course {
  const lessons = [...course.lessons];
  const place = 1 + random.under(lessons.length - 1);
  const one = lessons[place];
  if (!one) return course;
  switch (random.pick(["insert", "retire", "rename", "move", "wait"])) {
    case "insert":
      lessons.splice(place, 0, {
        key: `new-${day}`,
        subject: "新しい一通",
        preheader: "あとから入った一通。",
        wait: 1,
      });
      break;
    case "retire":
      if (lessons.filter(({ retired }) => !retired).length > 4) lessons[place] = { ...one, retired: true };
      break;
    case "rename":
      lessons[place] = { ...one, key: `${one.key.slice(0, 30)}-r${day}`, formerly: keysOf(one) };
      break;
    case "move":
      lessons.splice(place, 1);
      lessons.splice(1 + random.under(lessons.length), 0, one);
      break;
    case "wait":
      lessons[place] = { ...one, wait: 1 + random.under(3) };
      break;
  }
  return { ...course, lessons };
}

type Row = { enrollment_id: number; lesson: string; status: string; sent_at: number };

async function nothingIsWrong(course: Course, removed: ReadonlyMap<string, number>) {
  expect((await arrivals()).many).toEqual([]);
  const ledger = await rows<Row>("SELECT enrollment_id, lesson, status, sent_at FROM deliveries ORDER BY sent_at");
  expect(ledger.every(({ status }) => status === "sent")).toBe(true);
  for (const { lesson, sent_at } of ledger) {
    const { key } = nowCalled(course, lesson);
    expect(removed.get(key) ?? Number.POSITIVE_INFINITY, `${lesson} was taken out`).toBeGreaterThanOrEqual(sent_at);
  }
  for (const hers of Map.groupBy(ledger, ({ enrollment_id }) => enrollment_id).values()) {
    const lessons = hers.map(({ lesson }) => nowCalled(course, lesson).key);
    expect(new Set(lessons).size, `twice in ${lessons.join()}`).toBe(lessons.length);
    const gaps = hers.slice(1).map(({ sent_at }, index) => sent_at - (hers[index]?.sent_at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(LESSON_GAP);
  }
  const waiting = await rows(
    "SELECT id, next_lesson, next_due_at FROM enrollments WHERE completed_at IS NULL AND next_due_at <= ?1",
    current.now,
  );
  expect(waiting, "due and not sent").toEqual([]);
  expect(
    await rows("SELECT id FROM enrollments WHERE completed_at IS NULL AND next_due_at IS NULL"),
    "stranded",
  ).toEqual([]);
}

function nowCalled(course: Course, key: string): Lesson {
  const lesson = course.lessons.find((one) => keysOf(one).includes(key));
  if (!lesson) throw new Error(`no lesson was ever called ${key}`);
  return lesson;
}
