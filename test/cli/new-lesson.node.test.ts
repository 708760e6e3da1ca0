/** `npm run new-lesson`: a file and a line that compile and are in the formatter's form, or nothing at all. */

import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { compile } from "../../src/cli/compile/mails.ts";
import { addLesson } from "../../src/cli/new-lesson/add.ts";
import { withEntry } from "../../src/cli/new-lesson/course-file.ts";
import { type NewLesson, PREHEADER_TO_WRITE, unwrittenMails } from "../../src/cli/new-lesson/template.ts";
import { courseFolder, edit, findingsIn, here } from "../node/course-folder.ts";
import { projectCopy, runThere } from "../node/project-copy.ts";

const rest: NewLesson = { key: "rest", subject: "休むことも、予定に入れる", preheader: PREHEADER_TO_WRITE, wait: 2 };

async function compiledIn(root: string) {
  const compiled = await compile({ root });
  if (!compiled.ok) throw new Error("It should compile.");
  return compiled;
}

async function add(root: string, change: Partial<NewLesson> = {}, after = "fears") {
  const { course } = await compiledIn(root);
  return await addLesson(root, course, { ...rest, ...change }, after);
}

/** Every file of the author's folder with its text. */
async function folderOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(join(root, "emails"), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(file, "utf8")] as const)),
  );
}

test("a lesson is added behind the one named, with its wait, and the course compiles", async () => {
  const root = await courseFolder();
  expect(await add(root)).toEqual({ ok: true, file: "emails/lessons/rest.tsx" });
  const { course, mails } = await compiledIn(root);
  const place = course.lessons.findIndex(({ key }) => key === "rest");
  expect(course.lessons[place - 1]?.key).toBe("fears");
  expect(course.lessons[place]).toEqual(rest);
  expect(mails.lessons.rest?.subject).toBe("休むことも、予定に入れる");
});

test("every other character of course.ts stays as it was", async () => {
  const root = await courseFolder();
  const before = (await readFile(join(root, "emails/course.ts"), "utf8")).split("\n");
  await add(root);
  const after = (await readFile(join(root, "emails/course.ts"), "utf8")).split("\n");
  const begin = after.findIndex((line) => line.includes('"rest"')) - 1;
  expect(after.toSpliced(begin, 6)).toEqual(before);
});

test.each<[string, Partial<NewLesson>]>([
  ["a key like one of the kit", { key: "callout" }],
  ["a key that begins with a digit", { key: "3-things" }],
  ["a key as long as may be", { key: "a".repeat(64) }],
  ["a subject with quotes", { subject: 'はじめの "一歩" を' }],
  ["a subject with both quotes", { subject: `はじめの "一'歩" を` }],
  ["a subject with a backslash", { subject: "はじめの\\一歩を" }],
])("what is written is in the formatter's form and compiles: %s", async (_, change) => {
  const root = await courseFolder();
  expect(await add(root, change)).toMatchObject({ ok: true });
  await compiledIn(root);
  const files = ["emails/course.ts", `emails/lessons/${change.key ?? "rest"}.tsx`].map((file) => join(root, file));
  const biome = join(here, "node_modules/.bin/biome");
  const settings = ["--config-path", join(here, "biome.json"), "--vcs-enabled=false"];
  await promisify(execFile)(biome, ["format", ...settings, ...files], { cwd: root });
});

test.each([
  ["a key that is no tag", { key: "再" }, "fears", /use 1–64 ASCII letters/],
  ["a key that stands already", { key: "fears" }, "fears", /the key fears stands twice/],
  [
    "a key that a lesson had once",
    { key: "old-fears" },
    "fears",
    /the key old-fears stands twice, counting former keys/,
  ],
  ["a wait of no day", { wait: 0 }, "fears", /the wait 0 is not a number of days/],
  ["a wait that is no number", { wait: Number.NaN }, "fears", /is not a number of days/],
  ["a subject too wide", { subject: "あ".repeat(29) }, "fears", /the subject has 29 characters → at most 28/],
  ["an empty subject", { subject: " " }, "fears", /the subject is empty/],
  ["a subject of two lines", { subject: "あ\nい" }, "fears", /the subject has a line break/],
  [
    "a preheader too short",
    { preheader: "あ".repeat(34) },
    "fears",
    /the preheader has 34 characters → write 35 to 50/,
  ],
  ["a preheader too long", { preheader: "あ".repeat(51) }, "fears", /the preheader has 51 characters/],
  ["a place behind no lesson", {}, "feers", /there is no lesson feers to stand after/],
  ["a file that is there already", { key: "left-over" }, "fears", /left-over\.tsx is there already/],
])("refused, and nothing is written: %s", async (_, change, after, words) => {
  const root = await courseFolder();
  await edit(root, "emails/course.ts", 'key: "fears",', 'key: "fears", formerly: ["old-fears"],');
  const { course } = await compiledIn(root);
  await writeFile(join(root, "emails/lessons/left-over.tsx"), "");
  const before = await folderOf(root);
  const added = await addLesson(root, course, { ...rest, ...change }, after);
  expect(added).toEqual({ ok: false, refusals: [expect.stringMatching(words)] });
  expect(await folderOf(root)).toEqual(before);
});

test("a course that is written in another way is left alone, and the line to add by hand is named", async () => {
  const root = await courseFolder();
  const { course } = await compiledIn(root);
  await edit(root, "emails/course.ts", "export const course: Course", "const hidden: Course");
  await edit(root, "emails/course.ts", /\};\n$/, "};\nexport const course = hidden;\n");
  const before = await folderOf(root);
  const added = await addLesson(root, course, rest, "fears");
  expect(added).toEqual({
    ok: false,
    refusals: [expect.stringMatching(/add this by hand:\n {4}\{\n {6}key: "rest",/)],
  });
  expect(await folderOf(root)).toEqual(before);
});

const lessons = (text: string) => `export const course = { lessons: [${text}] } satisfies Course as const;`;

test.each([
  ["a note stays with its lesson", '\n  { key: "a" }, // a note\n', '\n  { key: "a" }, // a note\n  {\n'],
  ["a last one without a comma gets one", '\n  { key: "a" }\n', '\n  { key: "a" },\n  {\n'],
  [
    "another after it on the line stays after it",
    '{ key: "a" }, { key: "b" }',
    /"a" \},\n\{\n[\s\S]*\}, \{ key: "b" \}/,
  ],
  ["a key in quotes is a key", '\n  { "key": "a" },\n', '{ "key": "a" },\n  {\n'],
  ["what a note says is no lesson", '\n  // { key: "a" },\n  { key: "b" }, { key: "a" },\n', '{ key: "a" },\n  {\n'],
])("in a course of another's hand: %s", (_, before, after) => {
  const edited = withEntry(lessons(before), rest, "a");
  if (typeof after === "string") expect(edited).toContain(after);
  else expect(edited).toMatch(after);
});

test("until its words are written it is known as unwritten, and no deploy goes out", { timeout: 60_000 }, async () => {
  const root = await projectCopy();
  const run = (file: string, ...args: string[]) => runThere(root, [file, ...args], { STATE_DIRECTORY: "" });
  const asked = ["--key", "rest", "--subject", "休むことも、予定に入れる", "--wait", "1"];
  const made = run("src/cli/new-lesson.ts", ...asked, "--after", "fears");
  expect([(await made.ended)[0], made.printed()]).toEqual([
    0,
    expect.stringContaining("rest stands after fears, 1 day later"),
  ]);
  expect(made.printed()).toContain("npm run mail:test -- --to you@example.com --lesson rest");
  expect(unwrittenMails(await compiledIn(root))).toEqual(["rest"]);

  const deployed = run("src/cli/deploy.ts");
  expect((await deployed.ended)[0]).toBe(1);
  expect(deployed.printed()).toContain("Not deployed. A lesson or a letter is not written yet:\n  rest:");

  const again = run("src/cli/new-lesson.ts", ...asked);
  expect((await again.ended)[0]).toBe(1);
  expect(again.printed()).toContain("Nothing was written:\n  the key rest stands twice");

  const unasked = run("src/cli/new-lesson.ts", "--key", "more");
  expect((await unasked.ended)[0]).toBe(1);
  expect(unasked.printed()).toContain("without a terminal to ask at, --subject, --wait must be given");
  expect(await findingsIn(root)).toEqual([]);
});
