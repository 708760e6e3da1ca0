/** `node src/cli/compile.ts`: what the Worker carries besides its code becomes build/, or a list of what to mend. */
import { join } from "node:path";
import { findingLine } from "./compile/finding.ts";
import { compile } from "./compile/mails.ts";
import { compileScripts } from "./compile/scripts.ts";
import { compileThrowaway } from "./compile/throwaway.ts";
import { writeMails } from "./compile/write.ts";

const KINDS = ["lessons", "notices", "letters"];
const root = join(import.meta.dirname, "../..");
await compileScripts(root);
await compileThrowaway(root);
const compiled = await compile({ root });

if (compiled.ok) {
  const result = await writeMails(root, compiled.mails);
  const { lessons, notices, letters } = compiled.mails;
  console.log(
    `${[lessons, notices, letters].map((mails, kind) => `${Object.keys(mails).length} ${KINDS[kind]}`).join(", ")}: build/mails.ts ${result}`,
  );
} else {
  for (const finding of compiled.findings) console.error(findingLine(finding));
  // wrangler's dev server holds every request while its build fails; ours goes on with the last mails that compiled.
  process.exitCode = process.env.WRANGLER_COMMAND === "dev" ? 0 : 1;
}
