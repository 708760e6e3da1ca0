/** Adds a letter to the author's folder: its file, or the reason why not. */

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Course } from "../../domain/course.ts";
import { checkLetterKeys } from "../compile/letter-checks.ts";
import { componentName, PREHEADER_TO_WRITE, TO_WRITE } from "../new-lesson/template.ts";

type AddedLetter = { readonly ok: true; readonly file: string } | { readonly ok: false; readonly refusal: string };

/** `root` holds `emails/`; `course` is what its course.ts says. */
export async function addLetter(root: string, course: Course, key: string): Promise<AddedLetter> {
  const file = `emails/letters/${key}.tsx`;
  const [finding] = checkLetterKeys(course, [file]);
  if (finding) return { ok: false, refusal: `${finding.wrong} → ${finding.change}` };
  await mkdir(dirname(join(root, file)), { recursive: true });
  try {
    await writeFile(join(root, file), letterSource(key), { flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    return { ok: false, refusal: `${file} is there already → choose another key, or take the file away` };
  }
  return { ok: true, file };
}

function letterSource(key: string): string {
  return `/** The letter "${key}": say here, in one sentence, what it tells her. */
import { Letter, mark, Paragraph } from "../_kit/index.ts";

export const subject = "${TO_WRITE}：件名を28文字まで〕";
export const preheader = "${PREHEADER_TO_WRITE}";

export default function ${componentName(key, "Letter")}() {
  return (
    <Letter subject={subject} preheader={preheader}>
      <Paragraph>{mark("dear")}${TO_WRITE}：なぜ今日、手紙を書いたのか〕</Paragraph>
      <Paragraph>${TO_WRITE}：つたえたいことを、ひとつだけ〕</Paragraph>
    </Letter>
  );
}
`;
}
