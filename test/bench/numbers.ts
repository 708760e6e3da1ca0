/** What benchmarks do with their numbers: medians, percentiles, and figures that are read easily. */

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The smallest value that `share` per cent of all stayed within (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** 1,234 or 12.3 or 0.123: three digits, or all before the point. */
export function readable(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  const text = value.toLocaleString("en", { minimumFractionDigits: 0, maximumFractionDigits: digits });
  return text === "-0" ? "0" : text;
}
