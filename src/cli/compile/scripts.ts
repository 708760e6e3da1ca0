/** Bundles the few scripts that run in a reader's browser into build/scripts.ts. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { build } from "esbuild";
import { SCRIPTS_PATH, type Script, type Scripts } from "../../domain/script.ts";
import { writeModule } from "./write.ts";

/** Safari 15 and Chrome 92 are older than any phone that still gets mail safely. */
const TARGET = ["es2021", "safari15", "chrome92", "firefox91"];

/** Rejects with esbuild's own words when one does not bundle: that is a defect of ours. `root` is the folder of package.json. */
export async function compileScripts(root: string): Promise<"written" | "unchanged"> {
  const [worksheet, attach] = await Promise.all([
    hashed(root, "worksheet", "src/pages/work/worksheet.browser.ts"),
    hashed(root, "attach", "src/pages/consult/attach.browser.ts"),
  ]);
  const offline = { file: "offline.js", code: await offlineCode(root, worksheet) };
  const scripts: Scripts = { worksheet, attach, offline };
  return writeModule(
    root,
    "scripts",
    `/** Made by npm run compile: scripts for the browser. */
import type { Scripts } from "../src/domain/script.ts";

export const scripts: Scripts = ${JSON.stringify(scripts, null, 2)};
`,
  );
}

async function hashed(root: string, name: string, entry: string): Promise<Script> {
  const code = await bundled(root, entry, {});
  return { file: `${name}.${hashOf(code)}.js`, code };
}

/** Its bytes change with what it keeps, which is how a browser learns that there is something newer. */
async function offlineCode(root: string, worksheet: Script): Promise<string> {
  return bundled(root, "src/pages/work/offline.browser.ts", {
    KEPT_SCRIPT: JSON.stringify(`${SCRIPTS_PATH}/${worksheet.file}`),
    KEPT_VERSION: JSON.stringify(hashOf(worksheet.code)),
  });
}

async function bundled(root: string, entry: string, define: Record<string, string>): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    charset: "utf8",
    legalComments: "none",
    target: TARGET,
    tsconfigRaw: {},
    define,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

function hashOf(code: string): string {
  return createHash("sha256").update(code).digest("hex").slice(0, 12);
}
