/** `npm run new-lesson`: asks for a key, a subject and a wait, writes the lesson's file and its line, and says what is next. */

import { parseArgs } from "node:util";
import type { Course } from "../domain/course.ts";
import { compileMaterial } from "../local/compile-mails.ts";
import { ROOT } from "../local/wrangler.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { addLesson } from "./new-lesson/add.ts";
import { type Asked, ask, type Given } from "./new-lesson/ask.ts";
import { PREHEADER_TO_WRITE } from "./new-lesson/template.ts";

const USAGE = `Usage: npm run new-lesson [-- --key rest --subject "休むことも、予定に入れる" --wait 1 [--after fears] [--preheader "…"]]`;

await atTerminal(async () => {
  const given = withUsage(USAGE, () => givenIn(process.argv.slice(2)));
  const { course } = await compileMaterial();
  const asked = await complete(course, given);
  process.exitCode = asked === null ? 1 : await write(course, asked);
});

function givenIn(args: string[]): Given {
  const one = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { key: one, subject: one, wait: one, after: one, preheader: one } });
  const { wait, ...rest } = values;
  return wait === undefined ? rest : { ...rest, wait: wait.trim() === "" ? Number.NaN : Number(wait) };
}

/** Whoever gave key, subject and wait is asked nothing; without a terminal nobody can be asked. */
async function complete(course: Course, given: Given): Promise<Asked | null> {
  const { key, subject, wait, after = course.lessons.at(-1)?.key ?? "", preheader = PREHEADER_TO_WRITE } = given;
  if (key !== undefined && subject !== undefined && wait !== undefined) return { key, subject, wait, after, preheader };
  if (process.stdin.isTTY && process.stdout.isTTY) return await ask(course, given);
  const missing = Object.entries({ key, subject, wait }).flatMap(([name, value]) =>
    value === undefined ? [`--${name}`] : [],
  );
  throw new Error(
    `Nothing was written: without a terminal to ask at, ${missing.join(", ")} must be given.\n\n${USAGE}`,
  );
}

/** Returns the exit code. */
async function write(course: Course, { after, ...lesson }: Asked): Promise<number> {
  const added = await addLesson(ROOT, course, lesson, after);
  if (!added.ok) {
    console.error(`Nothing was written:\n${added.refusals.map((refusal) => `  ${refusal}`).join("\n")}`);
    return 1;
  }
  console.log(next(added.file, lesson.key, lesson.wait, after));
  return 0;
}

function next(file: string, key: string, wait: number, after: string): string {
  return `
${file}  written
emails/course.ts  ${key} stands after ${after}, ${wait} ${wait === 1 ? "day" : "days"} later

Next
  1. In ${file}, and in its preheader in emails/course.ts, write over each 〔ここに書く…〕. Until then a deploy is refused.
  2. Look at it: npm start and the page /proofs of its outbox, or npm run preview.
  3. Read it in your own inbox: npm run mail:test -- --to you@example.com --lesson ${key}
  4. Some pages and mails tell how many mails come: "Change a sentence" in the README names them.
  5. npm test, then npm run deploy. Readers who have not passed this place get it in its turn.`;
}
