/** Forms: a mail's JSON with blanks for one reader's words, so that a mail costs little more than copying ready bytes. */

import { joinBytes } from "../domain/bytes.ts";
import { asIs, type Cut, type Mark, type MarkValues } from "../domain/compiled-mail.ts";

/** What a form may leave open: the marks of its template, and what else differs from mail to mail. */
export type FormMark = Mark | "to" | "enrollment" | "lesson" | "batch" | "notice";

/** `literals[0] + word for blanks[0] + literals[1] + …`: always one literal more than blanks. */
export type Form = {
  readonly literals: readonly Uint8Array[];
  readonly blanks: readonly Blank[];
  /** Of all literals. */
  readonly sizeBytes: number;
};

export type FilledForm = {
  readonly form: Form;
  /** One for each blank, as it stands between quotes in JSON. */
  readonly words: readonly string[];
};

/** A form in the making. */
export type Pieces = readonly (string | Uint8Array | Blank)[];

type Blank = { readonly mark: FormMark; readonly write: Write };
type Write = (word: string) => string;

const encoder = new TextEncoder();

/** JSON as it is written here, less the line breaks; between its quotes a string goes in escaped, and pieces as they are. */
export function json(texts: TemplateStringsArray, ...parts: readonly (string | Pieces)[]): Pieces {
  return texts.flatMap((text, index) => {
    const part = parts[index] ?? "";
    return [text.replace(/\n */g, ""), ...(typeof part === "string" ? [betweenQuotes(part)] : part)];
  });
}

/** A place between quotes that stays open. */
export function blank(mark: FormMark, write: Write = asIs): Pieces {
  return [{ mark, write }];
}

/** A template between quotes: what is `known` stands in it already, each value through `write`; the other marks are blanks. */
export function template(cut: Cut, known: MarkValues, write: Write): Pieces {
  return literalBytes(cut).flatMap((literal, index) => {
    const mark = cut.marks[index];
    if (mark === undefined) return [literal];
    const value = known[mark];
    return [literal, ...(value === undefined ? blank(mark, write) : [betweenQuotes(write(value))])];
  });
}

export function formOf(pieces: Pieces): Form {
  const blanks: Blank[] = [];
  const between: (string | Uint8Array)[][] = [[]];
  for (const piece of pieces) {
    if (isBlank(piece)) {
      blanks.push(piece);
      between.push([]);
    } else between.at(-1)?.push(piece);
  }
  const literals = between.map(joinBytes);
  return { literals, blanks, sizeBytes: literals.reduce((size, literal) => size + literal.length, 0) };
}

/** Throws by name when a blank has no word: that is a defect of ours. */
export function fillForm(form: Form, words: Readonly<Partial<Record<FormMark, string>>>): FilledForm {
  const filled = form.blanks.map(({ mark, write }) => {
    const word = words[mark];
    if (word === undefined) throw new Error(`The mark {{${mark}}} has no value here.`);
    return betweenQuotes(write(word));
  });
  return { form, words: filled };
}

const knownBytes = new WeakMap<Cut, readonly Uint8Array[]>();

/** Once per isolate. */
function literalBytes(cut: Cut): readonly Uint8Array[] {
  const known = knownBytes.get(cut);
  if (known) return known;
  const bytes = cut.literals.map((literal) => encoder.encode(betweenQuotes(literal)));
  knownBytes.set(cut, bytes);
  return bytes;
}

function isBlank(piece: Pieces[number]): piece is Blank {
  return typeof piece === "object" && "mark" in piece;
}

/** Quotes, backslashes, control characters and halves of a surrogate pair. */
const MAY_NEED_ESCAPE = /["\\\p{Cc}\p{Cs}]/u;

function betweenQuotes(text: string): string {
  return MAY_NEED_ESCAPE.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}
