/** What a rendered mail must be before it may be sent. */
import { type Cut, LESSON_MARKS, type Mark, NOTICE_MARKS } from "../../domain/compiled-mail.ts";
import type { CutProblem } from "./cut.ts";
import type { Wrong } from "./finding.ts";

export type MailKind = "lesson" | "notice" | "letter";

const LAYOUTS: Record<MailKind, string> = { lesson: '<Lesson of="…">', notice: "<Notice …>", letter: "<Letter …>" };

/** Gmail clips at about 102 KB counted after encoding, which for Japanese is far more than the bytes here. */
const LARGEST_HTML_BYTES = 60 * 1024;

/** What the law wants in every mail to a reader. */
const FOOTER_MARKS: readonly Mark[] = ["sender_name", "sender_address", "sender_contact"];

const ALL_MARKS: readonly Mark[] = [...LESSON_MARKS, ...NOTICE_MARKS];

/** The same slip shows in HTML, text and article; it is told once. */
export function checkMarks(kind: MailKind, problems: readonly CutProblem[]): Wrong[] {
  const told = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...told.values()].map((problem) => {
    if (problem.is === "unclosed mark") {
      return { rule: "marks", wrong: `a mark is not closed: ${problem.near}`, change: 'write marks as {mark("name")}' };
    }
    if (ALL_MARKS.some((mark) => mark === problem.name)) {
      return { rule: "marks", wrong: `the mark {{${problem.name}}} is not for a ${kind}`, change: "take it out" };
    }
    return {
      rule: "marks",
      wrong: `the mark {{${problem.name}}} is unknown`,
      change: "use one of src/domain/compiled-mail.ts",
    };
  });
}

export function checkWords(html: string, text: string): Wrong[] {
  const found = ["undefined", "[object Object]"].filter((word) => html.includes(word) || text.includes(word));
  return found.map((word) => ({
    rule: "words",
    wrong: `the mail says “${word}”`,
    change: "look for a value that is not text",
  }));
}

export function checkSize(html: string): Wrong[] {
  const bytes = Buffer.byteLength(html);
  if (bytes <= LARGEST_HTML_BYTES) return [];
  const wrong = `the HTML has ${bytes} bytes, more than ${LARGEST_HTML_BYTES}: mail programs would cut off its end`;
  return [{ rule: "size", wrong, change: "shorten it or split it in two" }];
}

/** A notice may go to somebody who is on no list, so only lessons and letters must have the opt-out. */
export function checkFooter(kind: MailKind, html: Cut, text: Cut): Wrong[] {
  const wanted: readonly Mark[] = kind === "notice" ? FOOTER_MARKS : [...FOOTER_MARKS, "unsubscribe_url"];
  const missing = wanted.filter((mark) => !html.marks.includes(mark) || !text.marks.includes(mark));
  if (missing.length === 0) return [];
  const wrong = `the footer lacks ${missing.map((mark) => `{{${mark}}}`).join(", ")}`;
  return [{ rule: "footer", wrong, change: `wrap everything in ${LAYOUTS[kind]} of the kit` }];
}

export function checkArticle(key: string, article: string): Wrong[] {
  const of = /<article class="lesson" data-lesson="([^"]*)"/.exec(article)?.[1];
  if (of === undefined)
    return [{ rule: "layout", wrong: "is not wrapped in <Lesson>", change: `begin with <Lesson of="${key}">` }];
  if (of === key) return [];
  return [
    { rule: "layout", wrong: `<Lesson of="${of}"> names another lesson than the file`, change: `write of="${key}"` },
  ];
}
