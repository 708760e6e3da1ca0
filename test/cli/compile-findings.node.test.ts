/** What `npm run compile` refuses, each time with a copy of the real course that was broken in one place. */
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { courseFolder, edit, findingsIn } from "../node/course-folder.ts";

test("A lesson without its file is told, with the path to create", async () => {
  const root = await courseFolder();
  await rm(join(root, "emails/lessons/fears.tsx"));
  expect(await findingsIn(root)).toEqual([
    "emails/course.ts (fears): the lesson has no file → create emails/lessons/fears.tsx [lesson-file]",
  ]);
});

test.each([
  [/zone: "[^"]*"/, 'zone: "Asia/Tokio"', 'emails/course.ts: there is no time zone "Asia/Tokio" → use an IANA name'],
  [/minute: [^,]*,/, "minute: 24 * 60,", "emails/course.ts: the minute 1440 is none of the day's"],
  [/\n {6}key: /g, "\n      retired: true,\n      key: ", "emails/course.ts: no lesson is left to send"],
])("A course with %s turned into %s is told", async (from, to, finding) => {
  const root = await courseFolder();
  await edit(root, "emails/course.ts", from, to);
  expect(await findingsIn(root)).toContainEqual(expect.stringContaining(finding));
});

test("A retired lesson needs no file, and may still have one", async () => {
  const root = await courseFolder();
  await edit(root, "emails/course.ts", 'key: "fears",', 'key: "fears", retired: true,');
  expect(await findingsIn(root)).toEqual([]);
  await rm(join(root, "emails/lessons/fears.tsx"));
  expect(await findingsIn(root)).toEqual([]);
});

test("A file without a lesson is told: add a line, or delete it", async () => {
  const root = await courseFolder();
  await cp(join(root, "emails/lessons/fears.tsx"), join(root, "emails/lessons/hopes.tsx"));
  expect(await findingsIn(root)).toEqual([
    'emails/lessons/hopes.tsx (hopes): no lesson of the course has this key → add a line with key "hopes" to emails/course.ts, or delete the file [lesson-file]',
  ]);
});

test("A file that kept its former key is told the new name", async () => {
  const root = await courseFolder();
  await edit(root, "emails/course.ts", 'key: "fears",', 'key: "three-fears", formerly: ["fears"],');
  const findings = await findingsIn(root);
  expect(findings).toContainEqual(expect.stringContaining("create emails/lessons/three-fears.tsx"));
  expect(findings).toContainEqual(expect.stringContaining("rename the file to three-fears.tsx"));
});

test("Two lessons with one key are told", async () => {
  const root = await courseFolder();
  await edit(root, "emails/course.ts", 'key: "fears"', 'key: "two-faces"');
  expect(await findingsIn(root)).toContainEqual(expect.stringContaining("the key two-faces stands twice"));
});

test("A key that another lesson had formerly is told", async () => {
  const root = await courseFolder();
  await edit(root, "emails/course.ts", 'key: "stories",', 'key: "stories", formerly: ["fears"],');
  expect(await findingsIn(root)).toEqual([expect.stringContaining("the key fears stands twice")]);
});

test("A key that could not be a tag at the provider is told", async () => {
  const root = await courseFolder();
  await edit(root, "emails/course.ts", 'key: "fears"', 'key: "不安"');
  expect(await findingsIn(root)).toContainEqual(expect.stringContaining('the key "不安" cannot be a tag'));
});

test("A first lesson with a wait is told", async () => {
  const root = await courseFolder();
  await edit(root, "emails/course.ts", 'key: "intro-guide",', 'key: "intro-guide", wait: 1,');
  expect(await findingsIn(root)).toEqual([expect.stringContaining("(intro-guide): the first lesson has a wait")]);
});

test.each([
  ["no wait", "", "has no wait"],
  ["a wait of zero", "wait: 0,", "the wait 0 is not a number of days"],
  ["half a day", "wait: 0.5,", "the wait 0.5 is not a number of days"],
  ["more than a year", "wait: 366,", "the wait 366 is not a number of days"],
])("A later lesson with %s is told", async (_name, wait, wrong) => {
  const root = await courseFolder();
  await edit(root, "emails/course.ts", "wait: 1,", wait);
  expect(await findingsIn(root)).toEqual([expect.stringContaining(`(two-faces): ${wrong}`)]);
});

test("An unknown mark is told once, though it stands in HTML and text", async () => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", '{mark("dear")}', "{'{{nickname}}'}");
  expect(await findingsIn(root)).toEqual([expect.stringContaining("(fears): the mark {{nickname}} is unknown")]);
});

test("A mark of notices in a lesson is told, and the other way round", async () => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", '{mark("dear")}', '{mark("confirm_url")}');
  await edit(root, "emails/notices/confirm.tsx", "このアドレスで、", '{mark("dear")}このアドレスで、');
  expect(await findingsIn(root)).toEqual([
    expect.stringContaining("(fears): the mark {{confirm_url}} is not for a lesson"),
    expect.stringContaining("(confirm): the mark {{dear}} is not for a notice"),
  ]);
});

test("A mark that is not closed is told", async () => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", '{mark("dear")}', "{'{{dear}'}");
  expect(await findingsIn(root)).toEqual([expect.stringContaining("(fears): a mark is not closed: {{dear}")]);
});

test.each([
  ["undefined", "{String(undefined)}"],
  ["[object Object]", "{String({})}"],
])("A mail that says “%s” is told", async (word, expression) => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", '{mark("dear")}', expression);
  expect(await findingsIn(root)).toEqual([expect.stringContaining(`(fears): the mail says “${word}”`)]);
});

test("A lesson without the layout is told that it lost its footer and its opt-out", async () => {
  const root = await courseFolder();
  await writeFile(join(root, "emails/lessons/fears.tsx"), "export default () => <p>はだか</p>;");
  const findings = await findingsIn(root);
  expect(findings).toContainEqual(expect.stringMatching(/the footer lacks .*{{sender_name}}.*{{unsubscribe_url}}/));
  expect(findings).toContainEqual(expect.stringContaining('begin with <Lesson of="fears">'));
});

test("A lesson whose opt-out alone is gone is told", async () => {
  const root = await courseFolder();
  await edit(root, "emails/_kit/lesson.tsx", '<Footer to="reader" />', '<Footer to="visitor" />');
  expect(await findingsIn(root)).toContainEqual(
    expect.stringContaining("(fears): the footer lacks {{unsubscribe_url}}"),
  );
});

test("A lesson that throws is told with file and line, and the others are still looked at", async () => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", "  return (", '  throw new Error("ここで止まる");\n  return (');
  await edit(root, "emails/course.ts", 'key: "intro-guide",', 'key: "intro-guide", wait: 1,');
  const source = await readFile(join(root, "emails/lessons/fears.tsx"), "utf8");
  const line = source.split("\n").findIndex((one) => one.includes("throw new Error")) + 1;
  expect(await findingsIn(root)).toEqual([
    expect.stringContaining("the first lesson has a wait"),
    `emails/lessons/fears.tsx:${line} (fears): throws: ここで止まる → mend this place [renders]`,
  ]);
});

test("A file that does not bundle is told with esbuild's words, and the others are still looked at", async () => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", "</Lesson>", "</Lessen>");
  await edit(root, "emails/lessons/stories.tsx", "../_kit/index.ts", "../_kit/nothing.ts");
  await edit(root, "emails/course.ts", 'key: "intro-guide",', 'key: "intro-guide", wait: 1,');
  const findings = await findingsIn(root);
  expect(findings).toHaveLength(3);
  expect(findings).toContainEqual(
    expect.stringMatching(/^emails\/lessons\/fears\.tsx:\d+ \(fears\): does not bundle: .*closing "Lessen" tag/),
  );
  expect(findings).toContainEqual(
    expect.stringMatching(/stories\.tsx:\d+ \(stories\): does not bundle: Could not resolve/),
  );
  expect(findings).toContainEqual(expect.stringContaining("the first lesson has a wait"));
});

test("A course that does not bundle is told, without a stack trace", async () => {
  const root = await courseFolder();
  await edit(root, "emails/course.ts", "lessons: [", "lessons: [[");
  expect(await findingsIn(root)).toEqual([expect.stringMatching(/^emails\/course\.ts:\d+: does not bundle: /)]);
});

test("A course file without a course is told", async () => {
  const root = await courseFolder();
  await edit(root, "emails/course.ts", "lessons: [", "lesson: [");
  expect(await findingsIn(root)).toEqual([expect.stringContaining("exports no course with lessons")]);
});

test.each([
  ["an empty subject", /subject: "転職.*"/, 'subject: " "', "the subject is empty"],
  ["an empty preheader", /preheader: "通用.*"/, 'preheader: ""', "the preheader is empty"],
  ["a subject of two lines", /subject: "転職.*"/, 'subject: "転職\\n不安"', "the subject has a line break"],
  ["a preheader of two lines", /preheader: "通用.*"/, 'preheader: "通用\\r不安"', "the preheader has a line break"],
])("A lesson with %s is told", async (_name, from, to, wrong) => {
  const root = await courseFolder();
  await edit(root, "emails/course.ts", from, to);
  expect(await findingsIn(root)).toEqual([expect.stringContaining(`(fears): ${wrong}`)]);
});

test("A notice without a subject, or with a preheader of two lines, is told in its own file", async () => {
  const root = await courseFolder();
  await edit(root, "emails/notices/confirm.tsx", /subject = ".*"/, 'subject = ""');
  await edit(root, "emails/notices/confirm.tsx", /preheader = ".*"/, 'preheader = "確認\\nです"');
  expect(await findingsIn(root)).toEqual([
    expect.stringContaining("emails/notices/confirm.tsx (confirm): the subject is empty"),
    expect.stringContaining("emails/notices/confirm.tsx (confirm): the preheader has a line break"),
  ]);
});

test("A lesson that names another lesson than its file is told", async () => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", 'of="fears"', 'of="stories"');
  expect(await findingsIn(root)).toEqual([
    'emails/lessons/fears.tsx (fears): <Lesson of="stories"> names another lesson than the file → write of="fears" [layout]',
  ]);
});

test("A lesson that names no lesson at all is told", async () => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", 'of="fears"', 'of="feers"');
  expect(await findingsIn(root)).toEqual([
    expect.stringContaining('(fears): throws: <Lesson of="feers"> names no lesson'),
  ]);
});

test("A template without a default export is told", async () => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", "export default function", "export function");
  expect(await findingsIn(root)).toEqual([expect.stringContaining("(fears): has no default export")]);
});

test("A mail that a mail program would cut off is told", async () => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", '{mark("dear")}', '{"長い".repeat(12_000)}');
  expect(await findingsIn(root)).toEqual([expect.stringMatching(/\(fears\): the HTML has \d+ bytes, more than 61440/)]);
});

test("Everything that is wrong is told at once", async () => {
  const root = await courseFolder();
  await rm(join(root, "emails/lessons/two-faces.tsx"));
  await edit(root, "emails/lessons/fears.tsx", '{mark("dear")}', "{'{{nickname}}'}");
  await edit(root, "emails/course.ts", /subject: "働き方を変えた四人.*"/, 'subject: ""');
  await edit(root, "emails/notices/confirm.tsx", "</Notice>", "</Note>");
  expect(await findingsIn(root)).toHaveLength(4);
});
