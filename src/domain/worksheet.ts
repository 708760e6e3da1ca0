/** The strengths worksheet: what it asks, the sentence that grows from its three questions, and all of it as plain text. */

/** Her words by the name of their field; a field that is missing is empty. */
export type Answers = Readonly<Record<string, string | undefined>>;

/** The parts of one row, in the order in which they are easiest to write. */
export const COLUMNS = [
  { key: "event", label: "出来事" },
  { key: "did", label: "したこと" },
  { key: "helped", label: "助かった人" },
  { key: "named", label: "名前をつけると" },
] as const;

export const ROWS = [
  { key: "work1", title: "仕事から　一つめ" },
  { key: "work2", title: "仕事から　二つめ" },
  { key: "home1", title: "家から　一つめ" },
  { key: "home2", title: "家から　二つめ" },
] as const;

/** The guide's three questions. */
export const QUESTIONS = [
  { key: "whom", label: "誰の" },
  { key: "what", label: "何を" },
  { key: "how", label: "どう助ける" },
] as const;

export const WAY = { key: "way", label: "私に合う働き方" } as const;
export const LINE = { key: "line", label: "私の一行" } as const;

/** As much as one field takes. */
export const FIELD_MAX = 300;

/** Every field, in the order of the page. */
export const FIELDS: readonly string[] = [
  ...ROWS.flatMap((row) => COLUMNS.map((column) => fieldOf(row, column))),
  WAY.key,
  ...QUESTIONS.map(({ key }) => key),
  LINE.key,
];

export function fieldOf(row: { key: string }, column: { key: string }): string {
  return `${row.key}-${column.key}`;
}

/** A piece of the sentence: her words, the words between, or a gap with the name of what belongs there. */
export type Piece = { text: string; is: "hers" | "ours" | "gap" };

/** The sentence as far as it has grown. Only a draft: she makes it her own line. */
export function growingSentence(answers: Answers): Piece[] {
  const [whom = "", what = "", how = ""] = QUESTIONS.map(({ key }) => oneLine(answers[key]));
  return [
    piece(withoutTail(whom, /[のが]$/), "誰"),
    { text: "が、", is: "ours" },
    piece(asTrouble(what), "何"),
    { text: "で困らないように、", is: "ours" },
    ...help(how),
  ];
}

/** Empty while an answer is missing. */
export function sentenceOf(answers: Answers): string {
  const pieces = growingSentence(answers);
  return pieces.some(({ is }) => is === "gap") ? "" : pieces.map(({ text }) => text).join("");
}

/** For a file, for print-outs and for a request for a consultation: only what is written, empty when nothing is. */
export function worksheetText(answers: Answers): string {
  const rows = ROWS.map((row) => block(row.title, lines(answers, COLUMNS, row)));
  const way = block(WAY.label, oneLine(answers[WAY.key]));
  const questions = block("三つの問い", lines(answers, QUESTIONS));
  const own = block(LINE.label, oneLine(answers[LINE.key]) || sentenceOf(answers));
  const written = [...rows, way, questions, own].filter((text) => text !== "");
  return written.length === 0 ? "" : `強みを見える化するワーク\n\n${written.join("\n\n")}\n`;
}

function block(title: string, words: string): string {
  return words === "" ? "" : `■ ${title}\n${words}`;
}

function lines(answers: Answers, parts: readonly { key: string; label: string }[], row?: { key: string }): string {
  return parts
    .map((part) => [part.label, oneLine(answers[row ? fieldOf(row, part) : part.key])])
    .filter(([, words]) => words !== "")
    .map(([label, words]) => `${label}：${words}`)
    .join("\n");
}

function piece(words: string, gap: string): Piece {
  return words === "" ? { text: gap, is: "gap" } : { text: words, is: "hers" };
}

/** 「うまく伝わらない」 is no noun yet, 「お客さまを待たせてしまうこと」 is one. */
function asTrouble(what: string): string {
  const trouble = withoutTail(what, /[をが]$/);
  return /(?:ない|たい|にくい|づらい|しい|[くすつぬむるぐぶう])$/.test(trouble) ? `${trouble}こと` : trouble;
}

/** How she helps may end in a verb (揃える), in 「…して」, politely (揃えます), in 「…こと」, or in a noun. */
function help(how: string): Piece[] {
  const words = how.replace(/こと$/, "");
  if (words === "") return [{ text: "どう助ける", is: "gap" }, end("仕事をしています。")];
  const hers: Piece = { text: words, is: "hers" };
  if (/ます$/.test(words)) return [hers, end("。それが、私の仕事です。")];
  if (/(?:ない|[くすつぬむるぐぶう])$/.test(words)) return [hers, end("仕事をしています。")];
  if (/[てで]$/.test(words)) return [hers, end("、助ける仕事をしています。")];
  return [hers, end("で、助ける仕事をしています。")];
}

function end(text: string): Piece {
  return { text, is: "ours" };
}

/** The particle that the sentence brings along itself. */
function withoutTail(words: string, tail: RegExp): string {
  return words.replace(tail, "") || words;
}

/** Line breaks of a small field, and the full stop at its end, have no place in a sentence. */
function oneLine(words = ""): string {
  return words
    .replace(/\s*\n\s*/g, "")
    .trim()
    .replace(/[。．.、]+$/, "");
}
