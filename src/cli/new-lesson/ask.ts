/** Asks the author, at the terminal, for what the flags left open. */

import { cancel, isCancel, select, text } from "@clack/prompts";
import type { Course } from "../../domain/course.ts";
import { refusals } from "./refusals.ts";
import { type NewLesson, PREHEADER_TO_WRITE } from "./template.ts";

export type Asked = NewLesson & { readonly after: string };
export type Given = Partial<Asked>;

/** Fits every course, so that an answer is judged by itself while the others are still open. */
const FINE: Omit<NewLesson, "key"> = { subject: "件名", preheader: PREHEADER_TO_WRITE, wait: 1 };

/** Null when she would rather not. */
export async function ask(course: Course, given: Given): Promise<Asked | null> {
  const last = course.lessons.at(-1)?.key ?? "";
  const judged = (answer: Partial<NewLesson>) =>
    refusals(course, { key: freeKey(course), ...FINE, ...answer }, last).at(0);
  try {
    const key = given.key ?? (await line("Key: names the file, for ever", "rest", (key) => judged({ key })));
    const subject =
      given.subject ??
      (await line("Subject, at most 28 characters", "休むことも、予定に入れる", (subject) => judged({ subject })));
    const wait =
      given.wait ??
      Number(await line("Wait, in days after the lesson before it", "1", (wait) => judged({ wait: Number(wait) })));
    const after = given.after ?? (await place(course, last));
    const preheader = given.preheader ?? PREHEADER_TO_WRITE;
    return { key, subject, preheader, wait, after };
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    cancel("Nothing was written.");
    return null;
  }
}

class Cancelled extends Error {}

async function line(
  message: string,
  placeholder: string,
  judge: (answer: string) => string | undefined,
): Promise<string> {
  const answer = await text({ message, placeholder, validate: (typed) => judge(typed ?? "") });
  if (isCancel(answer)) throw new Cancelled();
  return answer;
}

async function place(course: Course, last: string): Promise<string> {
  const options = course.lessons.map(({ key, subject }) => ({ value: key, label: key, hint: subject }));
  const answer = await select({ message: "After which lesson?", options, initialValue: last });
  if (isCancel(answer)) throw new Cancelled();
  return answer;
}

function freeKey({ lessons }: Course): string {
  const taken = new Set(lessons.flatMap(({ key, formerly = [] }) => [key, ...formerly]));
  let key = "a";
  while (taken.has(key)) key += "a";
  return key;
}
