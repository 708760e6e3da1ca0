/** The figures of benchmarks as an aligned Markdown table. */

export type Measured = {
  readonly what: string;
  /** Milliseconds, one for each run; at least one. */
  readonly times: readonly number[];
  /** What the 95th percentile should stay under, in milliseconds, if anything. */
  readonly targetMs?: number;
};

const HEAD = ["measured", "runs", "p50", "p95", "max", "target for p95"];

export function tableOf(measured: readonly Measured[]): string {
  const rows = [HEAD, ...measured.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => pad(cell, column, widths)).join(" | ")} |`;
  const rule = widths.map((width, column) => (isNumber(column) ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(HEAD), `| ${rule.join(" | ")} |`, ...rows.slice(1).map(line)].join("\n");
}

function rowOf({ what, times, targetMs }: Measured): string[] {
  const p95 = percentile(times, 95);
  const verdict = targetMs === undefined ? "" : `under ${targetMs} ms: ${p95 < targetMs ? "met" : "MISSED"}`;
  const figures = [percentile(times, 50), p95, Math.max(...times)].map((ms) => `${ms.toFixed(0)} ms`);
  return [what, String(times.length), ...figures, verdict];
}

/** The smallest time that `share` per cent of all runs stayed within (nearest rank). */
function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN;
}

function pad(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
}

function isNumber(column: number): boolean {
  return column >= 1 && column <= 4;
}
