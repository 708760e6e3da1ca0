/** Compiles the author's mails, and the pages' scripts, before anything that needs them runs. */

import { findingLine } from "../cli/compile/finding.ts";
import { compile } from "../cli/compile/mails.ts";
import { compileScripts } from "../cli/compile/scripts.ts";
import { writeMails } from "../cli/compile/write.ts";
import type { Material } from "./proofs/sample-mail.ts";
import { ROOT } from "./wrangler.ts";

/** What is wrong with the author's folder, one finding a line. */
export class CompileError extends Error {}

/** Throws a CompileError; build/mails.ts then stays as it was. */
export async function compileMails(): Promise<{ lessons: number; notices: number }> {
  await compileScripts(ROOT);
  const { mails } = await compileMaterial();
  await writeMails(ROOT, mails);
  return { lessons: Object.keys(mails.lessons).length, notices: Object.keys(mails.notices).length };
}

/** The author's folder as it stands now, written nowhere. Throws a CompileError. */
export async function compileMaterial(): Promise<Material> {
  const compiled = await compile({ root: ROOT });
  if (!compiled.ok) throw new CompileError(compiled.findings.map(findingLine).join("\n"));
  return compiled;
}
