/** One thing that is wrong with the author's folder, said so that she can mend it. */

export type Finding = {
  /** From the root of the project, with the line where it is known: `emails/lessons/fears.tsx:12`. */
  readonly file: string;
  /** The lesson's key or the notice's name; null where the course as a whole is meant. */
  readonly mail: string | null;
  /** The name of the broken rule, by which it is found in the code: `lesson-file`. */
  readonly rule: string;
  readonly wrong: string;
  readonly change: string;
};

/** What a rule says of one mail; whose it is, is known where the rule is asked. */
export type Wrong = Pick<Finding, "rule" | "wrong" | "change">;

export function findingLine({ file, mail, rule, wrong, change }: Finding): string {
  return `${file}${mail === null ? "" : ` (${mail})`}: ${wrong} → ${change} [${rule}]`;
}
