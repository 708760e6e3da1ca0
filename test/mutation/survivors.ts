/** What survived a mutation run, written as test/mutation/survivors.md writes it, and compared with what was judged there. */

import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Stryker } from "@stryker-mutator/core";
import { ROOT } from "../../src/local/wrangler.ts";

export type Mutant = Awaited<ReturnType<Stryker["runMutationTest"]>>[number];

const NOTICED = new Set<string>(["Killed", "Timeout"]);
const UNNOTICED = new Set<string>(["Survived", "NoCoverage"]);

/** Per cent of the mutants that a test could notice; those that do not run at all say nothing. */
export function scoreOf(mutants: readonly Mutant[]): number {
  const noticed = mutants.filter(({ status }) => NOTICED.has(status)).length;
  const unnoticed = mutants.filter(({ status }) => UNNOTICED.has(status)).length;
  return (100 * noticed) / Math.max(1, noticed + unnoticed);
}

/** "- `src/domain/place.ts:19` `index > place` → `index >= place`" */
export async function survivorsOf(mutants: readonly Mutant[]): Promise<string[]> {
  const written: string[] = [];
  for (const mutant of mutants.filter(({ status }) => UNNOTICED.has(status))) {
    const file = relative(ROOT, mutant.fileName);
    const original = textAt(await readFile(join(ROOT, file), "utf8"), mutant.location);
    written.push(`- \`${file}:${mutant.location.start.line}\` ${code(original)} → ${code(mutant.replacement)}`);
  }
  return written;
}

/** Those that the list does not hold. Lines move with every edit and do not count. */
export function unjudged(survivors: readonly string[], judged: readonly string[]): string[] {
  const known = judged.map(withoutLine);
  return survivors.filter((survivor) => !known.some((one) => one.startsWith(`${withoutLine(survivor)}: `)));
}

export async function readJudged(): Promise<string[]> {
  const text = await readFile(join(import.meta.dirname, "survivors.md"), "utf8");
  return text.split("\n").filter((line) => line.startsWith("- "));
}

function withoutLine(entry: string): string {
  return entry.replace(/^(- `[^`:]+):\d+`/, "$1`");
}

/** Lines and columns count from 1. */
function textAt(source: string, { start, end }: Mutant["location"]): string {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, index) => line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined))
    .join("\n");
}

function code(text: string): string {
  const short = text.replace(/\s+/g, " ").trim();
  return short.includes("`") ? `\`\` ${short} \`\`` : `\`${short}\``;
}
