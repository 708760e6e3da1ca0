/** Compiles the author's mails, and what else the Worker carries, before anything that needs it runs. */

import { findingLine } from "../cli/compile/finding.ts";
import { compile } from "../cli/compile/mails.ts";
import { compileScripts } from "../cli/compile/scripts.ts";
import { compileThrowaway } from "../cli/compile/throwaway.ts";
import { writeMails } from "../cli/compile/write.ts";
import type { CompiledMails } from "../domain/compiled-mail.ts";
import type { Material } from "./proofs/sample-mail.ts";
import { ROOT } from "./wrangler.ts";

/** What is wrong with the author's folder, one finding a line. */
export class CompileError extends Error {}

/** Throws a CompileError; build/mails.ts then stays as it was. */
export async function compileMails(): Promise<Record<keyof CompiledMails, number>> {
  await compileScripts(ROOT);
  await compileThrowaway(ROOT);
  const { mails } = await compileMaterial();
  await writeMails(ROOT, mails);
  const [lessons = 0, notices = 0, letters = 0] = [mails.lessons, mails.notices, mails.letters].map(
    (kind) => Object.keys(kind).length,
  );
  return { lessons, notices, letters };
}

/** The author's folder as it stands now, written nowhere. Throws a CompileError. */
export async function compileMaterial(): Promise<Material> {
  const compiled = await compile({ root: ROOT });
  if (!compiled.ok) throw new CompileError(compiled.findings.map(findingLine).join("\n"));
  return compiled;
}
