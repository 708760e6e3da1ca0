/** The text part: there, with every word and link of the HTML, in lines that mail servers let through. */
import { type Fault, type SentMail, snippet } from "./mail.ts";
import { pageOf, type Words } from "./page.ts";

/** RFC 5322, 2.1.1: a line of a mail is 998 bytes at most, without its CRLF. */
const LONGEST_LINE_BYTES = 998;

export function judgeTextPart(mail: SentMail): Fault[] {
  if (mail.text.trim() === "") {
    const change = "give every component its text form (see emails/_kit/form.ts)";
    return [{ rule: "text-part", wrong: "the text part is empty", change }];
  }
  return [...judgeWords(mail), ...judgeLinks(mail), ...judgeLines(mail)];
}

function judgeWords(mail: SentMail): Fault[] {
  const text = squeezed(mail.text);
  const missing = pageOf(mail, "light").words.filter(
    (words) => isForAll(words) && !text.includes(squeezed(words.text)),
  );
  return missing.map(({ text: words }) => ({
    rule: "text-part",
    wrong: `the text part lacks ${snippet(words)}`,
    change: "give its component the same words in the text form",
  }));
}

/** Drawings are for the eye, and how to copy an address is for those who have a button: the text part has the address itself. */
function isForAll({ text, element }: Words): boolean {
  if (!/[\p{L}\p{N}]/u.test(text) || element.closest("[aria-hidden=true]")) return false;
  const links = [...element.querySelectorAll("a")];
  return !links.some((link) => link.textContent === link.getAttribute("href"));
}

function judgeLinks(mail: SentMail): Fault[] {
  const links = [...pageOf(mail, "light").document.querySelectorAll("a[href]")];
  const missing = links.filter((link) => !mail.text.includes(link.getAttribute("href") ?? ""));
  return missing.map((link) => ({
    rule: "text-part",
    wrong: `the text part lacks the address behind ${snippet(link.textContent ?? "")}`,
    change: "write it on a line of its own in the text form",
  }));
}

function judgeLines({ text }: SentMail): Fault[] {
  return text
    .split("\n")
    .filter((line) => Buffer.byteLength(line) > LONGEST_LINE_BYTES)
    .map((line) => ({
      rule: "text-lines",
      wrong: `${snippet(line)} is a line of ${Buffer.byteLength(line)} bytes, more than ${LONGEST_LINE_BYTES}`,
      change: "make two paragraphs of it",
    }));
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, "");
}
