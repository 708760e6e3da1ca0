/** Adds a lesson to the author's folder: its file and its line, or neither. */

import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Course } from "../../domain/course.ts";
import { withEntry } from "./course-file.ts";
import { refusals } from "./refusals.ts";
import { courseEntry, lessonSource, type NewLesson } from "./template.ts";

const COURSE = "emails/course.ts";

export type Added = { readonly ok: true; readonly file: string } | { readonly ok: false; readonly refusals: string[] };

/** `root` holds `emails/`; `course` is what its course.ts says. Nothing is written unless all of it can be. */
export async function addLesson(root: string, course: Course, lesson: NewLesson, after: string): Promise<Added> {
  const refused = refusals(course, lesson, after);
  if (refused.length > 0) return { ok: false, refusals: refused };
  const source = await readFile(join(root, COURSE), "utf8");
  const edited = withEntry(source, lesson, after);
  if (edited === null) {
    const line = courseEntry(lesson, "    ");
    return {
      ok: false,
      refusals: [`${COURSE} is written in a way that hides ${after} → add this by hand:\n    ${line},`],
    };
  }
  const file = `emails/lessons/${lesson.key}.tsx`;
  if (!(await writeNew(join(root, file), lessonSource(lesson)))) {
    return { ok: false, refusals: [`${file} is there already → choose another key, or take the file away`] };
  }
  await writeFile(join(root, COURSE), edited).catch(async (error: unknown) => {
    await rm(join(root, file));
    throw error;
  });
  return { ok: true, file };
}

/** Whether there was none before. */
async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
