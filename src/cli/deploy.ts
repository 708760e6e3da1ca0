/** `npm run deploy`: compiles, checks, migrates and uploads; with --dry-run every step only shows what it would do. */

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { unfitSettings } from "../domain/sample-settings.ts";
import { compileMails, compileMaterial } from "../local/compile-mails.ts";
import { ROOT, readSettings, runWranglerAtTerminal } from "../local/wrangler.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { BUNDLE_LIMIT_BYTES, buildBundle, bundleProblems, kib } from "./deploy/bundle.ts";
import { unwrittenMails } from "./new-lesson/template.ts";

const USAGE = "Usage: npm run deploy [-- --dry-run]";

await atTerminal(() => deploy(withUsage(USAGE, () => isDryRun(process.argv.slice(2)))));

function isDryRun(args: string[]): boolean {
  return parseArgs({ args, options: { "dry-run": { type: "boolean", default: false } } }).values["dry-run"];
}

/** What can be refused is refused before anything is changed. */
async function deploy(dryRun: boolean): Promise<void> {
  const { lessons, notices, letters } = await compileMails();
  tell("mails", `${lessons} lessons, ${notices} notices and ${letters} letters compiled`);
  await checkWords(dryRun);
  await checkSettings(dryRun);
  await checkBundle();
  await migrate(dryRun);
  await upload(dryRun);
}

/** A new lesson begins with signs of what is to be written, and no reader should see them. */
async function checkWords(dryRun: boolean): Promise<void> {
  const unwritten = unwrittenMails(await compileMaterial());
  if (unwritten.length === 0) return;
  const list = unwritten
    .map((key) => `  ${key}: write over each 〔ここに書く…〕, in its file and in emails/course.ts`)
    .join("\n");
  if (!dryRun) throw new Error(`Not deployed. A lesson or a letter is not written yet:\n${list}`);
  tell("words", `to write before a real deploy:\n${list}`);
}

async function checkSettings(dryRun: boolean): Promise<void> {
  const { vars = {} } = await readSettings(join(ROOT, "wrangler.toml"));
  const unfit = unfitSettings(vars);
  if (unfit.length === 0) return tell("settings", "fit for readers");
  const list = unfit.map(({ setting, wrong }) => `  ${setting} ${wrong}`).join("\n");
  if (!dryRun) throw new Error(`Not deployed. Change under [vars] in wrangler.toml first:\n${list}`);
  tell("settings", `${unfit.length} to change under [vars] in wrangler.toml before a real deploy:\n${list}`);
}

async function checkBundle(): Promise<void> {
  const bundle = await buildBundle(join(ROOT, "dist"));
  const problems = bundleProblems(bundle);
  if (problems.length > 0) throw new Error(`Not deployed: ${problems.join("\n")}`);
  const size = `${kib(bundle.bytes)} of at most ${kib(BUNDLE_LIMIT_BYTES)}, gzip ${kib(bundle.gzipBytes)}`;
  const heaviest = bundle.parts.slice(0, 4).map(([part, bytes]) => `${part} ${kib(bytes)}`);
  tell("bundle", `${size}, no React; most of it: ${heaviest.join(", ")}`);
}

/** By the binding's name, so that it holds for any database_name. Before the upload: new code may need new columns. */
async function migrate(dryRun: boolean): Promise<void> {
  const files = (await readdir(join(ROOT, "src/db/migrations"))).filter((file) => file.endsWith(".sql")).sort();
  if (dryRun) return tell("migrations", `${files.join(", ")} (dry run: none applied)`);
  tell("migrations", files.join(", "));
  await wrangler("d1", "migrations", "apply", "DB", "--remote");
}

async function upload(dryRun: boolean): Promise<void> {
  if (dryRun) return tell("upload", "dry run: built into dist/, nothing uploaded");
  tell("upload", "");
  await wrangler("deploy");
}

async function wrangler(...args: string[]): Promise<void> {
  const code = await runWranglerAtTerminal(args);
  if (code !== 0) throw new Error(`Stopped: wrangler ${args.join(" ")} ended with code ${code}.`);
}

function tell(step: string, what: string): void {
  console.log(`${step.padEnd(11)} ${what}`);
}
