/** What the command says of a file of readers and of each of its lines. */

import type { TriedImport } from "../../actions/try-import.ts";
import type { ImportMode } from "../../domain/import-columns.ts";
import { type FieldProblem, type Refusal, SOURCE_MAX, WORDING_MAX, WORDING_MIN } from "../../domain/import-row.ts";
import { newOnes, type SkipReason, type Verdict } from "../../domain/import-verdict.ts";
import { IMPORT_COMMAND_ROWS } from "../../domain/numbers.ts";
import { NAME_MAX } from "../../domain/reader-name.ts";

type Tried = Extract<TriedImport, { kind: "tried" }>;

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  suppressed: "is suppressed: nothing may go there",
  unsubscribed: "has stopped: only she herself may begin again",
  reader: "is a reader already",
  waiting: "has signed up and has still to confirm",
  moved: "is a former address of a reader",
  erased: "had everything erased after this consent",
  queued: "waits in another import",
  duplicate: "stands in the file before",
};

const REFUSED: Readonly<Record<FieldProblem, string>> = {
  missing: "is empty; without it nobody can be brought in",
  "no-address": "is no mail address",
  "too-long": `is too long (name ${NAME_MAX}, consent_wording ${WORDING_MAX}, consent_source ${SOURCE_MAX} characters)`,
  "too-short": `is too short to be what she agreed to: write the wording as it stood there (${WORDING_MIN} characters or more)`,
  "has-link": "holds a link or a sign that no name has: the name alone",
  "no-date": "is no date: 2026-10-03 or 2026-10-03T14:05+09:00",
  "no-zone": "has a time without a zone: 2026-10-03T14:05+09:00, or the date alone",
  future: "lies in the future",
  "too-old": "is more than three years ago, longer than evidence is kept: let her sign up anew",
  "before-consent": "lies before consent_at",
  fields: "has more or fewer fields than the first line: is a comma or a quote missing?",
};

/** Every line that is not new, and then what may be done. */
export function told(tried: Tried, { file, mode }: { file: string; mode: ImportMode }): string {
  const { verdicts, encoding, key } = tried;
  const count = (kind: Verdict["kind"]) => verdicts.filter((verdict) => verdict.kind === kind).length;
  const fresh = newOnes(verdicts).length;
  const lines = verdicts.flatMap((verdict) =>
    verdict.kind === "new" ? [] : [`  line ${verdict.line}  ${wordsOf(verdict)}`],
  );
  const flags = mode === "ask" ? "" : " --already-confirmed --they-asked-for-this-course";
  const next =
    tried.takenAt !== null
      ? `This very file came in before (${new Date(tried.takenAt).toISOString()}): it is not taken again.`
      : fresh === 0
        ? "Nobody is new."
        : `Nothing was changed. To do exactly this: npm run import -- ${file} --do ${key}${flags} (and --remote, if it is meant)`;
  return [
    ...lines,
    `${file} (${encoding}): ${fresh} new, ${count("skipped")} skipped, ${count("refused")} refused.`,
    mode === "ask"
      ? "Each new one gets one mail that asks her to confirm; who does not answer is forgotten after 14 days."
      : "Each new one is a reader at once: the first lesson comes at her next hour.",
    next,
  ].join("\n");
}

function wordsOf(verdict: Exclude<Verdict, { kind: "new" }>): string {
  if (verdict.kind === "refused") return `refused: ${refusalWords(verdict.refusal)}`;
  const where = verdict.first === undefined ? "" : ` (line ${verdict.first})`;
  return `skipped: ${verdict.row.email} ${SKIPPED[verdict.why]}${where}`;
}

function refusalWords({ column, why }: Refusal): string {
  return column === null ? `the line ${REFUSED[why]}` : `${column} ${REFUSED[why]}`;
}

/** Why the file cannot be used at all. */
export function fileTrouble(trouble: Exclude<TriedImport, { kind: "tried" }>, file: string): string {
  switch (trouble.kind) {
    case "empty":
      return `${file} has nothing but a first line, or not even that.`;
    case "no-text":
      return `${file} is no CSV in UTF-8 or Shift_JIS. From Excel, save it as "CSV UTF-8 (comma delimited)".`;
    case "quotes":
      return `${file}, line ${trouble.line}: a quote (") is where none may be, or nothing closes it. What follows cannot be read.`;
    case "columns":
      return columnsTrouble(trouble, file);
    case "too-many":
      return `${file} has ${trouble.rows} lines; ${IMPORT_COMMAND_ROWS} are taken at once: divide it.`;
  }
}

function columnsTrouble({ missing, twice }: { missing: readonly string[]; twice: readonly string[] }, file: string) {
  const parts = [
    ...(missing.length > 0 ? [`has no column ${missing.join(", ")}`] : []),
    ...(twice.length > 0 ? [`has ${twice.join(", ")} twice`] : []),
  ];
  return `${file} ${parts.join(" and ")} in its first line. Columns are divided by commas.`;
}
