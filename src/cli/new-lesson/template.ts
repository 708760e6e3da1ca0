/** What a new lesson begins as: its file, its line in the course, and signs where words are still to be written. */

import { activeLessons } from "../../domain/course.ts";
import type { Material } from "../../local/proofs/sample-mail.ts";

export type NewLesson = {
  readonly key: string;
  readonly subject: string;
  readonly preheader: string;
  readonly wait: number;
};

/** Begins every place that the author has yet to write. */
export const TO_WRITE = "〔ここに書く";

/** As long as a preheader must be, so that the course compiles meanwhile. */
export const PREHEADER_TO_WRITE = `${TO_WRITE}：件名の続きを、35〜50文字の一行で。件名の隣に見えます〕`;

export function lessonSource({ key }: Pick<NewLesson, "key">): string {
  return `/** The lesson "${key}": say here, in one sentence, what it gives her. */
import { Callout, Checklist, Lesson, mark, Paragraph } from "../_kit/index.ts";

export default function ${componentName(key, "Lesson")}() {
  return (
    <Lesson of="${key}">
      <Paragraph>{mark("dear")}${TO_WRITE}：今日の話の入り口。彼女の一日の、どこから始めますか〕</Paragraph>
      <Paragraph>${TO_WRITE}：今日つたえたいことを、ひとつだけ〕</Paragraph>

      <Callout title="今日の10分：${TO_WRITE}〕">
        <Checklist items={["${TO_WRITE}：10分でできることを、ひとつ〕"]} />
      </Callout>
    </Lesson>
  );
}
`;
}

const TAKEN = new Set(["Callout", "Checklist", "Lesson", "Letter", "Paragraph"]);

/** `step-2-look` → `Step2Look`; what cannot stand so begins with `kind`. */
export function componentName(key: string, kind: "Lesson" | "Letter"): string {
  const parts = key.split(/[-_]+/).filter(Boolean);
  const name = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
  return /^[A-Za-z]/.test(name) && !TAKEN.has(name) ? name : `${kind}${name}`;
}

/** A line of the course as the formatter would have it. */
export function courseEntry({ key, subject, preheader, wait }: NewLesson, indent: string): string {
  const inner = `${indent}  `;
  const fields = [
    `key: ${quoted(key)}`,
    `subject: ${quoted(subject)}`,
    `preheader: ${quoted(preheader)}`,
    `wait: ${wait}`,
  ];
  return `{\n${fields.map((field) => `${inner}${field},\n`).join("")}${indent}}`;
}

/** In the quotes that save escapes. */
function quoted(text: string): string {
  const double = JSON.stringify(text);
  if (countOf('"', text) <= countOf("'", text)) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function countOf(character: string, text: string): number {
  return text.split(character).length - 1;
}

/** Keys of lessons and letters in which something is still to be written. */
export function unwrittenMails({ course, mails }: Material): string[] {
  const lessons = activeLessons(course)
    .filter(({ key, subject, preheader }) => {
      const text = mails.lessons[key]?.text.literals.join("") ?? "";
      return [subject, preheader, text].some((words) => words.includes(TO_WRITE));
    })
    .map(({ key }) => key);
  const letters = Object.entries(mails.letters)
    .filter(([, { subject, html }]) => [subject, ...html.literals].some((words) => words.includes(TO_WRITE)))
    .map(([key]) => key);
  return [...lessons, ...letters];
}
