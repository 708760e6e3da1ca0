/** Random edits of a course, good ones and slips, with a note of which key stands for which words. */

import type { Course, Lesson } from "../../src/domain/course.ts";
import { keysOf } from "../../src/domain/place.ts";

export type EditWish = {
  /** `bare-rename` forgets to say what it was called; `drop-former` loses that; `delete` takes the whole line out. */
  readonly deed:
    | "insert"
    | "append"
    | "retire"
    | "restore"
    | "rename"
    | "bare-rename"
    | "drop-former"
    | "name-back"
    | "delete"
    | "move"
    | "wait"
    | "merge"
    | "finished";
  readonly at: number;
  readonly to: number;
};

/** `content`: what a reader reads under each key there ever was. */
export type Telling = { readonly course: Course; readonly content: ReadonlyMap<string, string> };

export function firstCourse(lessons: number, finishedGetNewLessons: boolean): Telling {
  const keys = Array.from({ length: lessons }, (_, at) => `l${at}`);
  return {
    content: new Map(keys.map((key) => [key, key])),
    course: {
      key: "course",
      title: "",
      zone: "Asia/Tokyo",
      minute: 1290,
      finishedGetNewLessons,
      lessons: keys.map((key, at) => ({ key, subject: key, preheader: "", ...(at === 0 ? {} : { wait: 1 }) })),
    },
  };
}

/** A wish that cannot be done leaves everything as it is. */
export function edited({ course, content }: Telling, { deed, at, to }: EditWish): Telling {
  const lessons = [...course.lessons];
  const place = at % lessons.length;
  const one = lessons[place];
  if (!one) return { course, content };
  const fresh = `n${content.size}`;
  const done = (change: readonly Lesson[], key?: string, words = key) => ({
    course: { ...course, lessons: change },
    content: key === undefined ? content : new Map([...content, [key, words ?? key]]),
  });
  const added: Lesson = { key: fresh, subject: "", preheader: "", wait: to % 3 };
  const words = content.get(one.key);
  switch (deed) {
    case "insert":
      return done(lessons.toSpliced(place, 0, added), fresh);
    case "append":
      return done([...lessons, added], fresh);
    case "retire":
      return done(lessons.with(place, { ...one, retired: true }));
    case "restore": {
      const { retired: _, ...back } = one;
      return done(lessons.with(place, back));
    }
    case "rename":
      return done(lessons.with(place, { ...one, key: fresh, formerly: keysOf(one) }), fresh, words);
    case "bare-rename": {
      const { formerly: _, ...rest } = one;
      return done(lessons.with(place, { ...rest, key: fresh }), fresh, words);
    }
    case "drop-former": {
      const { formerly: _, ...rest } = one;
      return done(lessons.with(place, rest));
    }
    case "name-back": {
      const { formerly: [key] = [], ...rest } = one;
      return key === undefined ? { course, content } : done(lessons.with(place, { ...rest, key }));
    }
    case "delete":
      return lessons.length > 1 ? done(lessons.toSpliced(place, 1)) : { course, content };
    case "move":
      return done(lessons.toSpliced(place, 1).toSpliced(to % lessons.length, 0, one));
    case "wait":
      return done(lessons.with(place, { ...one, wait: to % 4 }));
    case "merge": {
      const other = lessons[(place + 1) % lessons.length];
      if (!other || other === one) return { course, content };
      const both = { ...one, formerly: [...(one.formerly ?? []), ...keysOf(other)] };
      const merged = lessons.map((lesson) => (lesson === one ? both : lesson)).filter((lesson) => lesson !== other);
      // The author says that the two are one.
      const theirs = content.get(other.key);
      const said = [...content].map(([key, was]) => [key, was === theirs ? (words ?? was) : was] as const);
      return { course: { ...course, lessons: merged }, content: new Map(said) };
    }
    case "finished":
      return { course: { ...course, finishedGetNewLessons: to % 2 === 0 }, content };
  }
}
