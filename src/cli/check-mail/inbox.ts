/** What the reader's inbox shows of a mail: subject and preheader. */
import { eastAsianWidth } from "get-east-asian-width";
import type { Fault, SentMail } from "./mail.ts";
import { pageOf } from "./page.ts";

/** Phones cut a subject off after about this many full-width characters. */
const WIDEST_SUBJECT = 28;

/** Shorter, and mail programs go on with the first words of the body; longer, and they cut it off. */
const PREHEADER_CHARACTERS = { fewest: 35, most: 50 };

/** JIS X 0208 rows 9 to 15 are empty by the standard; rows from 85 on too. What stands there is a vendor's own. */
const STANDARD_ROWS = [...range(1, 8), ...range(16, 84)];

/** Characters that two mappings of JIS X 0208 to Unicode see differently, so that some systems show 〓 or ? for them. */
const TWO_MAPPINGS = "〜～‖∥−－¢￠£￡¬￢—―";

export function judgeInbox(mail: SentMail): Fault[] {
  return [...judgeSubject(mail), ...judgePreheader(mail), ...judgeOldCharacters(mail)].map((wrong) => ({
    file: mail.inboxFile,
    ...wrong,
  }));
}

function judgeSubject({ subject }: SentMail): Fault[] {
  const width = widthOf(subject);
  if (width <= WIDEST_SUBJECT) return [];
  const wrong = `the subject is ${width} full-width characters wide, more than ${WIDEST_SUBJECT}`;
  return [{ rule: "subject-width", wrong, change: "shorten it: a phone would cut off its end" }];
}

/** In full-width characters; a half-width one counts half. Ambiguous ones are wide in Japanese fonts. */
function widthOf(text: string): number {
  const halves = [...text].map((character) => eastAsianWidth(character.codePointAt(0) ?? 0, { ambiguousAsWide: true }));
  return halves.reduce<number>((sum, half) => sum + half, 0) / 2;
}

function judgePreheader(mail: SentMail): Fault[] {
  const { preheader } = pageOf(mail, "light");
  const { fewest, most } = PREHEADER_CHARACTERS;
  const length = [...preheader].length;
  if (length >= fewest && length <= most) return [];
  const wrong = length === 0 ? "the HTML begins without a preheader" : `the preheader has ${length} characters`;
  return [
    { rule: "preheader-length", wrong, change: `write ${fewest} to ${most} characters that go on from the subject` },
  ];
}

function judgeOldCharacters({ subject }: SentMail): Fault[] {
  const broken = [...new Set(subject)].filter((character) => !oldSystemsKnow(character));
  if (broken.length === 0) return [];
  const wrong = `old mail systems break ${broken.join(" ")} in a subject (環境依存文字)`;
  return [
    { rule: "subject-characters", wrong, change: "write it with letters of JIS X 0208: (1) for ①, 〈株〉 for ㈱" },
  ];
}

function oldSystemsKnow(character: string): boolean {
  return /^[\x20-\x7e]$/.test(character) || (standardCharacters.has(character) && !TWO_MAPPINGS.includes(character));
}

const standardCharacters = new Set(STANDARD_ROWS.flatMap((row) => [...charactersOfRow(row)]));

/** The platform's own table of JIS X 0208, asked in EUC-JP. */
function charactersOfRow(row: number): string {
  const bytes = range(1, 94).flatMap((cell) => [0xa0 + row, 0xa0 + cell]);
  return new TextDecoder("euc-jp").decode(new Uint8Array(bytes)).replaceAll("\ufffd", "");
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
