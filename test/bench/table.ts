/** The figures of benchmarks as an aligned Markdown table. */

export type Row = {
  readonly figure: string;
  /** With its unit; of several runs the median. */
  readonly measured: string;
  /** What it is held against, measured in the same run. */
  readonly against?: string;
  readonly ratio?: string;
  readonly target?: string;
  /** Nothing where there is no target. */
  readonly met?: boolean;
};

const HEAD = ["figure", "measured", "against", "ratio", "target", ""];

export function tableOf(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  return [line(HEAD), line(rule), ...cells.slice(1).map(line)].join("\n");
}

function cellsOf({ figure, measured, against = "", ratio = "", target = "", met }: Row): string[] {
  const verdict = met === undefined ? "" : met ? "met" : "MISSED";
  return [figure, measured, against, ratio, target, verdict];
}
