/** A copy of the real course in a temporary folder, for a test to break. */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { findingLine } from "../../src/cli/compile/finding.ts";
import { compile } from "../../src/cli/compile/mails.ts";

/** Where the real course is. */
export const here = join(import.meta.dirname, "../..");

/** Gone again when the test is finished. */
export async function courseFolder(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "course-"));
  onTestFinished(() => rm(root, { recursive: true }));
  await cp(join(here, "emails"), join(root, "emails"), { recursive: true });
  await cp(join(here, "src/domain"), join(root, "src/domain"), { recursive: true });
  await symlink(join(here, "node_modules"), join(root, "node_modules"));
  return root;
}

/** Throws when there is nothing to replace, so that a test cannot pass because the prose was rewritten. */
export async function edit(root: string, file: string, from: string | RegExp, to: string): Promise<void> {
  const before = await readFile(join(root, file), "utf8");
  const after = before.replace(from, () => to);
  if (after === before) throw new Error(`${file} has no ${from} to break.`);
  await writeFile(join(root, file), after);
}

export async function findingsIn(root: string): Promise<string[]> {
  const compiled = await compile({ root });
  return compiled.ok ? [] : compiled.findings.map(findingLine);
}
