/** Compiles one template of the author's: rendered, cut at its marks, checked. */
import { createHash } from "node:crypto";
import type { ComponentType } from "react";
import {
  type CompiledLesson,
  type CompiledMail,
  LESSON_MARKS,
  LETTER_MARKS,
  type Mark,
  NOTICE_MARKS,
} from "../../domain/compiled-mail.ts";
import type { Lesson } from "../../domain/course.ts";
import type { Loaded, TemplateModule } from "./bundle.ts";
import { checkInboxLine } from "./course-checks.ts";
import { cut } from "./cut.ts";
import type { Finding, Wrong } from "./finding.ts";
import { checkArticle, checkFooter, checkMarks, checkSize, checkWords, type MailKind } from "./mail-checks.ts";

/** `mail` is to be used only when nothing at all was found. */
type Outcome<Mail> = { readonly mail: Mail | null; readonly findings: readonly Finding[] };
type Template = { readonly file: string; readonly name: string | null };

const MARKS: Record<MailKind, readonly Mark[]> = { lesson: LESSON_MARKS, notice: NOTICE_MARKS, letter: LETTER_MARKS };

export function compileLesson(loaded: Loaded, { key, subject }: Lesson): Outcome<CompiledLesson> {
  const template = { file: `emails/lessons/${key}.tsx`, name: key };
  return withComponent<CompiledLesson>(loaded, template, (component) => {
    const markup = loaded.bundle.kit().renderArticle(component);
    const article = cut(markup, LESSON_MARKS).cut;
    const { mail, findings } = compileMail(loaded, template, "lesson", { component, subject });
    return {
      mail: mail && { ...mail, article },
      findings: [...findings, ...tell(template, checkArticle(key, markup))],
    };
  });
}

/** A notice or a letter, which says its own subject and preheader. */
export function compileAlone(
  loaded: Loaded,
  kind: "notice" | "letter",
  template: { file: string; name: string },
): Outcome<CompiledMail> {
  return withComponent<CompiledMail>(loaded, template, (component, { subject, preheader }) => {
    const words = checkInboxLine(template.file, template.name, { subject, preheader });
    const { mail, findings } = compileMail(loaded, template, kind, { component, subject: String(subject) });
    return { mail, findings: [...words, ...findings] };
  });
}

/** A template without a file, or one that did not bundle, has been told of already. */
function withComponent<Mail>(
  loaded: Loaded,
  template: Template,
  work: (component: ComponentType, module: TemplateModule) => Outcome<Mail>,
): Outcome<Mail> {
  const load = loaded.bundle.templates[template.file];
  if (!load) return { mail: null, findings: [] };
  try {
    const module = load();
    if (module.default) return work(module.default, module);
    const change = "write export default function …() { … }";
    return {
      mail: null,
      findings: tell(template, [{ rule: "default-export", wrong: "has no default export", change }]),
    };
  } catch (error) {
    return { mail: null, findings: [thrown(loaded, template, error)] };
  }
}

function compileMail(
  loaded: Loaded,
  template: Template,
  kind: MailKind,
  { component, subject }: { component: ComponentType; subject: string },
): Outcome<CompiledMail> {
  const { html, text } = loaded.bundle.kit().renderMail(component);
  const cutHtml = cut(html, MARKS[kind]);
  const cutText = cut(text, MARKS[kind]);
  const wrongs = [
    ...checkMarks(kind, [...cutText.problems, ...cutHtml.problems]),
    ...checkWords(html, text),
    ...checkSize(html),
    ...checkFooter(kind, cutHtml.cut, cutText.cut),
  ];
  const mail = { subject, html: cutHtml.cut, text: cutText.cut, digest: digest([subject, html, text]) };
  return { mail, findings: tell(template, wrongs) };
}

function digest(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

function tell({ file, name }: Template, wrongs: readonly Wrong[]): Finding[] {
  return wrongs.map((wrong) => ({ file, mail: name, ...wrong }));
}

export function thrown(loaded: Loaded, { file, name }: Template, error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  const place = loaded.origin(error, file);
  return {
    file: place,
    mail: name,
    rule: "renders",
    wrong: `throws: ${message.split("\n")[0]}`,
    change: "mend this place",
  };
}
