/** Compiles the author's folder: every mail once, or everything that is wrong with it. */
import type { CompiledLesson, CompiledMail, CompiledMails } from "../../domain/compiled-mail.ts";
import { activeLessons, type Course } from "../../domain/course.ts";
import { bundle, type Loaded } from "./bundle.ts";
import { checkCourse } from "./course-checks.ts";
import { type Finding, findingLine } from "./finding.ts";
import { checkLetterKeys } from "./letter-checks.ts";
import { compileAlone, compileLesson, thrown } from "./template.ts";

export type Compiled =
  | { readonly ok: true; readonly course: Course; readonly mails: CompiledMails }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** `root` is the folder that holds `emails/`. Never throws for what the author wrote. */
export async function compile({ root }: { root: string }): Promise<Compiled> {
  const { loaded, files, findings: unbundled } = await bundle(root);
  if (!loaded) return { ok: false, findings: unbundled };
  const course = courseOf(loaded);
  if ("wrong" in course) return { ok: false, findings: [...unbundled, course] };
  const lessons = compileLessons(loaded, course);
  const notices = compileEach(loaded, "notice", files);
  const letters = compileEach(loaded, "letter", files);
  const findings = [
    ...unbundled,
    ...checkCourse(course, files),
    ...checkLetterKeys(course, files),
    ...[lessons, notices, letters].flatMap((outcome) => outcome.findings),
  ];
  if (findings.length > 0) return { ok: false, findings: once(findings) };
  return { ok: true, course, mails: { lessons: lessons.mails, notices: notices.mails, letters: letters.mails } };
}

function courseOf(loaded: Loaded): Course | Finding {
  const file = "emails/course.ts";
  const change = "write export const course: Course = { …, lessons: […] }";
  try {
    const { course } = loaded.bundle.course();
    if (Array.isArray(course?.lessons)) return course;
    return { file, mail: null, rule: "course", wrong: "exports no course with lessons", change };
  } catch (error) {
    return thrown(loaded, { file, name: null }, error);
  }
}

function compileLessons(loaded: Loaded, course: Course) {
  const mails: Record<string, CompiledLesson> = {};
  const findings: Finding[] = [];
  for (const lesson of activeLessons(course)) {
    const outcome = compileLesson(loaded, lesson);
    findings.push(...outcome.findings);
    if (outcome.mail) mails[lesson.key] = outcome.mail;
  }
  return { mails, findings };
}

/** Every file of emails/notices, or of emails/letters. */
function compileEach(loaded: Loaded, kind: "notice" | "letter", files: readonly string[]) {
  const mails: Record<string, CompiledMail> = {};
  const findings: Finding[] = [];
  for (const file of files) {
    const folder = `emails/${kind}s/`;
    if (!file.startsWith(folder)) continue;
    const name = file.slice(folder.length, -".tsx".length);
    const outcome = compileAlone(loaded, kind, { file, name });
    findings.push(...outcome.findings);
    if (outcome.mail) mails[name] = outcome.mail;
  }
  return { mails, findings };
}

/** A lesson that stands twice in the course would tell its own faults twice. */
function once(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [findingLine(finding), finding])).values()];
}
