/** One JSON line for the operator: counts and ids, never addresses, names or tokens. */

export function log(line: Record<string, string | number | boolean | null>): void {
  console.log(JSON.stringify(line));
}
