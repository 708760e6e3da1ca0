/** The Worker built once, by wrangler as for an upload, with the clock that can be moved; or a copy broken on purpose. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copySettings } from "../../src/local/worker-settings.ts";
import { ROOT, readSettings, runWrangler } from "../../src/local/wrangler.ts";

/** Our idempotency keys become random ones, so that the provider no longer knows a repeated batch. */
const KEY_SET = /\.set\("Idempotency-Key",[\w.]+\)/g;

export type Built = {
  readonly script: string;
  readonly compatibilityDate: string;
  readonly vars: Readonly<Record<string, string>>;
};

/** `sabotage` breaks the copy, to see whether the soak notices. */
export async function build(directory: string, { sabotage }: { sabotage: boolean }): Promise<Built> {
  const config = await copySettings(directory, false);
  const outdir = join(directory, "bundle");
  const entry = join(ROOT, "src/local/entry.ts");
  await runWrangler(["deploy", entry, "--dry-run", "--outdir", outdir, "--config", config]);
  const script = join(outdir, "entry.js");
  if (sabotage) await breakKeys(script);
  const settings = (await readSettings(config)) as { compatibility_date?: string; vars?: Record<string, string> };
  return { script, compatibilityDate: settings.compatibility_date ?? "", vars: settings.vars ?? {} };
}

async function breakKeys(script: string): Promise<void> {
  const code = await readFile(script, "utf8");
  const broken = code.replace(KEY_SET, '.set("Idempotency-Key",crypto.randomUUID())');
  if (broken === code) throw new Error("the bundle sets no Idempotency-Key: nothing to break");
  await writeFile(script, broken);
}
