/** The bytes of a mail: no more than programs show, UTF-8 that says so, and nothing left open. */
import { checkSize } from "../compile/mail-checks.ts";
import { type Fault, type SentMail, snippet } from "./mail.ts";
import { pageOf } from "./page.ts";

/** Browsers look for the charset in the first 1024 bytes (HTML standard, 4.2.5.4), and mail programs do as they do. */
const CHARSET_WITHIN = 1024;

/** Marks, and what a slip with braces or with mark() leaves in the prose. */
const UNFILLED = /\{\{.{0,20}|.{0,20}\}\}|\$\{.{0,20}|\bmark\(.{0,20}/u;

/** Control characters, halves of a pair, private use, unassigned; and what a decoder writes for bytes it cannot read. */
const UNREADABLE = /[\p{Cs}\p{Co}\p{Cn}\ufffd]|(?![\n\t])\p{Cc}/gu;

/** Once more with the reader's words in it: the limit is for what arrives. */
export function judgeSize({ html }: SentMail): Fault[] {
  return checkSize(html);
}

export function judgeMarks(mail: SentMail): Fault[] {
  const { document, words } = pageOf(mail, "light");
  const links = [...document.querySelectorAll("[href]")].map((link) => link.getAttribute("href") ?? "");
  const unfilled = new Set(
    [mail.subject, mail.text, ...words.map(({ text }) => text), ...links].flatMap(
      (shown) => UNFILLED.exec(shown)?.[0] ?? [],
    ),
  );
  return [...unfilled].map((left) => ({
    rule: "unfilled-marks",
    ...(UNFILLED.test(mail.subject) ? { file: mail.inboxFile } : {}),
    wrong: `a reader would see “${left}”`,
    change: 'write marks as {mark("name")}, outside quotes; a subject has none',
  }));
}

export function judgeCharset({ html }: SentMail): Fault[] {
  const declared = [...html.matchAll(/charset\s*=\s*["']?\s*([\w-]+)/gi)];
  const change = 'begin the head with <meta content="text/html; charset=UTF-8" http-equiv="Content-Type">';
  const other = declared.find(([, charset = ""]) => charset.toLowerCase() !== "utf-8");
  if (other) return [{ rule: "utf-8", wrong: `the HTML calls itself ${other[1]}`, change }];
  const first = declared[0];
  if (first && Buffer.byteLength(html.slice(0, first.index)) < CHARSET_WITHIN) return [];
  return [{ rule: "utf-8", wrong: `the HTML does not say UTF-8 in its first ${CHARSET_WITHIN} bytes`, change }];
}

export function judgeCharacters({ subject, html, text, inboxFile }: SentMail): Fault[] {
  return [subject, text, html].flatMap((part) => {
    const [found] = part.matchAll(UNREADABLE);
    if (!found) return [];
    const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    const around = part.slice(Math.max(0, found.index - 10), found.index + 10).replaceAll(UNREADABLE, "?");
    const wrong = `U+${code} in ${snippet(around)} is no character that programs show`;
    const change = "type it anew, and save the file as UTF-8";
    return [{ rule: "utf-8", ...(part === subject ? { file: inboxFile } : {}), wrong, change }];
  });
}
