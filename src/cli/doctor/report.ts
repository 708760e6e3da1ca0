/** What the doctor found, for a person at a terminal or for CI. */

import type { Line } from "./examine.ts";

const STATE = { ok: "ok", wrong: "WRONG", skipped: "skipped" } as const;
const INDENT = 22;

export function forPerson(lines: readonly Line[], where: "local" | "remote"): string {
  const of = where === "remote" ? "The live site" : "This machine, as npm start sets it up";
  const looked = lines.filter(({ kind }) => kind !== "skipped").map(lineOf);
  return [`${of}\n`, ...looked, ...unlooked(lines), "", sumOf(lines)].join("\n");
}

/** Each reason once, with all that it holds for. */
function unlooked(lines: readonly Line[]): string[] {
  const skipped = lines.flatMap((line) => (line.kind === "skipped" ? [line] : []));
  const reasons = Map.groupBy(skipped, ({ why }) => why);
  const told = [...reasons].map(([why, of]) => `  ${of.map(({ name }) => name).join(", ")}: ${why}`);
  return told.length > 0 ? ["", "Not looked at", ...told] : [];
}

function lineOf(line: Line): string {
  const head = `${STATE[line.kind].padEnd(8)}${line.name.padEnd(INDENT - 8)}`;
  if (line.kind === "ok") return `${head}${line.what}`;
  if (line.kind === "skipped") return head;
  const below = " ".repeat(INDENT);
  return `${head}${line.what}\n${below}why: ${line.why}\n${below}fix: ${line.fix}`;
}

function sumOf(lines: readonly Line[]): string {
  const count = (kind: Line["kind"]) => lines.filter((line) => line.kind === kind).length;
  const wrong = count("wrong");
  const verdict = wrong === 0 ? "Nothing is wrong" : `${wrong} to mend`;
  return `${verdict}: ${count("ok")} in order, ${count("skipped")} not looked at.`;
}

export function forMachine(lines: readonly Line[], where: "local" | "remote"): string {
  return JSON.stringify({ where, ok: isSound(lines), lines }, null, 2);
}

export function isSound(lines: readonly Line[]): boolean {
  return lines.every(({ kind }) => kind !== "wrong");
}
