/** What course.ts must be before a single mail is rendered. */
import { isZone } from "../../domain/clock.ts";
import { type Course, KEY_PATTERN, type Lesson } from "../../domain/course.ts";
import type { Finding } from "./finding.ts";

const COURSE = "emails/course.ts";
/** A wait beyond a year is a slip of the finger, not a course. */
const LONGEST_WAIT_DAYS = 365;
const MINUTES_OF_A_DAY = 24 * 60;

export function checkCourse(course: Course, files: readonly string[]): Finding[] {
  return [
    ...checkHour(course),
    ...course.lessons.flatMap(checkKey),
    ...checkDoubles(course),
    ...course.lessons.filter((lesson) => !lesson.retired).flatMap(checkWait),
    ...course.lessons.flatMap((lesson) => checkInboxLine(COURSE, lesson.key, lesson)),
    ...checkFiles(course, files),
  ];
}

/** What every reader's clock begins with. */
function checkHour({ zone, minute, lessons }: Course): Finding[] {
  const findings: Finding[] = [];
  const find = (rule: string, wrong: string, change: string) =>
    findings.push({ file: COURSE, mail: null, rule, wrong, change });
  if (!isZone(zone))
    find("zone", `there is no time zone ${JSON.stringify(zone)}`, 'use an IANA name such as "Asia/Tokyo"');
  if (!Number.isInteger(minute) || minute < 0 || minute >= MINUTES_OF_A_DAY) {
    find("minute", `the minute ${minute} is none of the day's`, "write hour * 60 + minute, such as 21 * 60 + 30");
  }
  if (lessons.every(({ retired }) => retired))
    find("lessons", "no lesson is left to send", "keep at least one that is not retired");
  return findings;
}

function checkKey({ key }: Lesson): Finding[] {
  if (KEY_PATTERN.test(key)) return [];
  const wrong = `the key ${JSON.stringify(key)} cannot be a tag at the provider`;
  return [{ file: COURSE, mail: key, rule: "key", wrong, change: "use 1–64 ASCII letters, digits, _ and -" }];
}

/** An old key counts too: who had it under that name has had it. */
function checkDoubles(course: Course): Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const { key, formerly = [] } of course.lessons) {
    for (const one of [key, ...formerly]) {
      if (seen.has(one)) {
        const wrong = `the key ${one} stands twice, counting former keys`;
        findings.push({
          file: COURSE,
          mail: key,
          rule: "key-once",
          wrong,
          change: "give the newer lesson a key nobody ever had",
        });
      }
      seen.add(one);
    }
  }
  return findings;
}

function checkWait({ key, wait }: Lesson, place: number): Finding[] {
  if (place === 0) {
    if (wait === undefined) return [];
    return [
      {
        file: COURSE,
        mail: key,
        rule: "wait",
        wrong: "the first lesson has a wait",
        change: "take it out: it leaves at once",
      },
    ];
  }
  if (Number.isInteger(wait) && wait !== undefined && wait >= 1 && wait <= LONGEST_WAIT_DAYS) return [];
  const wrong = wait === undefined ? "has no wait" : `the wait ${wait} is not a number of days`;
  return [
    {
      file: COURSE,
      mail: key,
      rule: "wait",
      wrong,
      change: `write wait: 1 to ${LONGEST_WAIT_DAYS}, a whole number of days`,
    },
  ];
}

/** For lessons and notices alike. A line break in a preheader has emptied mails before (react-email #1915). */
export function checkInboxLine(
  file: string,
  mail: string,
  words: { readonly subject?: unknown; readonly preheader?: unknown },
): Finding[] {
  return (["subject", "preheader"] as const).flatMap((name) => {
    const line = words[name];
    if (typeof line !== "string" || line.trim() === "") {
      return [{ file, mail, rule: "inbox-line", wrong: `the ${name} is empty`, change: `write a ${name}` }];
    }
    if (!/[\r\n\u2028\u2029]/.test(line)) return [];
    return [{ file, mail, rule: "inbox-line", wrong: `the ${name} has a line break`, change: "write it in one line" }];
  });
}

function checkFiles(course: Course, files: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  for (const { key, retired } of course.lessons) {
    const file = `emails/lessons/${key}.tsx`;
    if (retired || files.includes(file)) continue;
    findings.push({
      file: COURSE,
      mail: key,
      rule: "lesson-file",
      wrong: "the lesson has no file",
      change: `create ${file}`,
    });
  }
  for (const file of files) {
    const key = /^emails\/lessons\/(.*)\.tsx$/.exec(file)?.[1];
    if (key === undefined || course.lessons.some((lesson) => lesson.key === key)) continue;
    findings.push({
      file,
      mail: key,
      rule: "lesson-file",
      wrong: "no lesson of the course has this key",
      change: orphanAdvice(course, key),
    });
  }
  return findings;
}

function orphanAdvice(course: Course, key: string): string {
  const renamed = course.lessons.find((lesson) => lesson.formerly?.includes(key));
  if (renamed) return `its lesson is now ${renamed.key}: rename the file to ${renamed.key}.tsx`;
  return `add a line with key "${key}" to ${COURSE}, or delete the file`;
}
