/** What is said on the desk of a file of readers and of its lines: what is wrong, and what to change. */

import { type ImportColumn, type ImportMode, JAPANESE_COLUMNS } from "../../../domain/import-columns.ts";
import { type FieldProblem, type Refusal, SOURCE_MAX, WORDING_MAX, WORDING_MIN } from "../../../domain/import-row.ts";
import type { SkipReason, Verdict } from "../../../domain/import-verdict.ts";
import { CONSENT_LIFE, IMPORT_PAGE_BYTES, IMPORT_PAGE_ROWS } from "../../../domain/numbers.ts";
import { NAME_MAX } from "../../../domain/reader-name.ts";

export const MODE_WORDS: Readonly<Record<ImportMode, string>> = {
  ask: "確認のメールで、ご本人に尋ねる",
  already_confirmed: "確認が済んでいる方として取り込む",
};

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  suppressed: "送信停止のアドレスです。取り込みません。",
  unsubscribed: "ご本人が配信を止めています。再開は、ご本人のお申し込みからだけです。",
  reader: "もう読者です。いまのまま変えません。",
  waiting: "お申し込みが済んでいて、確認のメールへのお返事を待っています。",
  moved: "読者の方の、以前のアドレスです。いまは別のアドレスにお届けしています。",
  erased: "この同意よりあとに、ご本人の記録をすべて消しています。",
  queued: "ほかの取り込みで、順番を待っています。",
  duplicate: "同じファイルの前の行と、同じアドレスです。",
};

const YEARS = Math.floor(CONSENT_LIFE / (365 * 24 * 60 * 60 * 1000));

/** What to change, without the name of the column. */
const REFUSED: Readonly<Record<FieldProblem, string>> = {
  missing: "何も書かれていません。わからない方は、取り込めません。",
  "no-address": "メールアドレスの形になっていません。「@」の前後や、余分な文字を確かめてください。",
  "too-long": "長すぎます。",
  "too-short": `短すぎて、何に同意されたのかがわかりません。画面や紙にあった文面を、そのまま書いてください（${WORDING_MIN}文字以上）。`,
  "has-link": "URLやメールアドレス、かっこなどの記号は使えません。お名前だけにしてください。",
  "no-date": "日付として読めません。2026-10-03 か、2026-10-03T14:05+09:00 の形にしてください。",
  "no-zone": "時刻に時差がありません。2026-10-03T14:05+09:00 の形にするか、日付だけにしてください。",
  future: "これから先の日時です。",
  "too-old": `${YEARS}年より前のものです。証拠として残す期間を過ぎているので、あらためてお申し込みいただいてください。`,
  "before-consent": "同意の日時より前になっています。",
  fields: "列の数が、見出しの行と違います。カンマや引用符の付け忘れがないか、確かめてください。",
};

const LONGEST: Readonly<Partial<Record<ImportColumn, number>>> = {
  name: NAME_MAX,
  consent_wording: WORDING_MAX,
  consent_source: SOURCE_MAX,
};

/** One line's sentence; none for a new reader. */
export function lineWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case "new":
      return "";
    case "skipped":
      return verdict.first === undefined
        ? SKIPPED[verdict.why]
        : `${verdict.first}行目と同じアドレスです。先の行だけを使います。`;
    case "refused":
      return refusalWords(verdict.refusal);
  }
}

function refusalWords({ column, why }: Refusal): string {
  if (column === null) return REFUSED[why];
  const most = why === "too-long" && LONGEST[column] !== undefined ? `${LONGEST[column]}文字までです。` : "";
  return `「${JAPANESE_COLUMNS[column]}」：${REFUSED[why]}${most}`;
}

/** Why lines are left out, in one word for a table. */
export const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  ...SKIPPED,
  asked: "確認のメールを用意しました。",
  enrolled: "読者になりました。",
  erased: "記録を消したため、取り込んでいません。",
  stopped: "取り込みをやめたため、取り込んでいません。",
  waiting: "その前に、ご自分でお申し込みになりました。",
};

export type FileProblem =
  | { kind: "none" | "too-large" | "empty" | "no-text" }
  | { kind: "quotes"; line: number }
  | { kind: "columns"; missing: readonly ImportColumn[]; twice: readonly ImportColumn[] }
  | { kind: "too-many"; rows: number };

/** What is said next to the field of the file. */
export function fileWords(problem: FileProblem): string {
  switch (problem.kind) {
    case "none":
      return "CSVのファイルを選んでください。";
    case "too-large":
      return `ファイルが大きすぎます。このページで読めるのは${IMPORT_PAGE_BYTES / 1024 / 1024}MBまでです。分けるか、npm run import をお使いください。`;
    case "empty":
      return "見出しの行のほかに、何も書かれていません。";
    case "no-text":
      return "CSVとして読めません。Excelのファイルでしたら、「CSV UTF-8（コンマ区切り）」で保存しなおしてください。文字コードは、UTF-8かShift_JISです。";
    case "quotes":
      return `${problem.line}行目の引用符（"）の使い方が正しくないため、その先を読めません。直してから、もう一度お試しください。`;
    case "columns":
      return columnsWords(problem);
    case "too-many":
      return `${problem.rows.toLocaleString("ja-JP")}行あります。このページで読めるのは${IMPORT_PAGE_ROWS.toLocaleString("ja-JP")}行までです。分けるか、npm run import をお使いください。`;
  }
}

function columnsWords({
  missing,
  twice,
}: {
  missing: readonly ImportColumn[];
  twice: readonly ImportColumn[];
}): string {
  const named = (columns: readonly ImportColumn[]) =>
    columns.map((column) => `「${JAPANESE_COLUMNS[column]}」`).join("");
  const words = [
    ...(missing.length > 0 ? [`1行目の見出しに、${named(missing)}がありません。`] : []),
    ...(twice.length > 0 ? [`1行目の見出しに、${named(twice)}が2回あります。`] : []),
  ];
  return `${words.join("")}列はカンマで区切ってください。`;
}
