/** `npm run deploy`: compiles, checks, plans, migrates, uploads, tries the live site and says the way back; with --dry-run every step only shows what it would do. */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { course } from "../../emails/course.ts";
import { unfitSettings } from "../domain/sample-settings.ts";
import { compileMails, compileMaterial } from "../local/compile-mails.ts";
import { migrationFiles } from "../local/migrations.ts";
import { askWrangler, ROOT, readSettings, runWranglerAtTerminal } from "../local/wrangler.ts";
import { atTerminal, withUsage } from "./at-terminal.ts";
import { count } from "./count.ts";
import { BUNDLE_LIMIT_BYTES, buildBundle, bundleProblems, kib } from "./deploy/bundle.ts";
import { planToDeploy } from "./deploy/plan.ts";
import { smokeTest } from "./deploy/smoke.ts";
import { wayBackWords } from "./deploy/way-back.ts";
import { unwrittenMails } from "./new-lesson/template.ts";

const USAGE = `Usage: npm run deploy [-- --dry-run] [--accept skip:fears …]
         --accept names a danger of the plan (npm run plan -- --remote) that you mean to happen`;

type Wish = { dryRun: boolean; accept: readonly string[] };

await atTerminal(() => deploy(withUsage(USAGE, () => wishOf(process.argv.slice(2)))));

function wishOf(args: string[]): Wish {
  const options = {
    "dry-run": { type: "boolean", default: false },
    accept: { type: "string", multiple: true },
  } as const;
  const { "dry-run": dryRun, accept = [] } = parseArgs({ args, options }).values;
  return { dryRun, accept };
}

/** What can be refused is refused before anything is changed. */
async function deploy({ dryRun, accept }: Wish): Promise<void> {
  const { lessons, notices, letters } = await compileMails();
  tell("mails", `${count(lessons, "lesson")}, ${count(notices, "notice")} and ${count(letters, "letter")} compiled`);
  await checkWords(dryRun);
  await checkSettings(dryRun);
  await checkBundle();
  await checkPlan({ dryRun, accept });
  const bookmark = await bookmarkNow(dryRun);
  await migrate(dryRun);
  await upload(dryRun);
  await tryLive(dryRun, bookmark);
}

/** The moment to which Time Travel would take the database back; null where nobody can tell. */
async function bookmarkNow(dryRun: boolean): Promise<string | null> {
  if (dryRun) return null;
  const told = await askWrangler(["d1", "time-travel", "info", "DB", "--json"]).catch(() => null);
  return (told as { bookmark?: string } | null)?.bookmark ?? null;
}

/** What is live now is asked for itself. A site that does not answer as it should ends the command with 1. */
async function tryLive(dryRun: boolean, bookmark: string | null): Promise<void> {
  const { vars = {} } = await readSettings(join(ROOT, "wrangler.toml"));
  const siteUrl = String(vars.SITE_URL).replace(/\/+$/, "");
  if (dryRun) return tell("smoke test", `dry run: would ask ${siteUrl} for /, /healthz and /admin`);
  const { ok, lines } = await smokeTest(siteUrl);
  tell("smoke test", lines.join(`\n${" ".repeat(12)}`));
  const wayBack = wayBackWords(bookmark);
  if (!ok)
    throw new Error(`Deployed, but the site does not answer as it should. A host that is new may take some minutes: npm run doctor -- --remote asks again.
${wayBack}`);
  tell("way back", wayBack);
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

/** What the edited course would do to readers of the live one. A dry run shows it, if the live database can be asked from here. */
async function checkPlan({ dryRun, accept }: Wish): Promise<void> {
  const planned = await planToDeploy({ course, accept, now: Date.now() }).catch((error: Error) => {
    if (!dryRun) throw new Error(`Not deployed, because nobody knows what it would do to readers:\n${error.message}`);
    return { told: `could not be made; a real deploy would stop here:\n${error.message}`, open: [] };
  });
  tell("plan", planned.told);
  if (planned.open.length === 0) return;
  const list = planned.open.map((name) => `--accept ${name}`).join(" ");
  if (!dryRun)
    throw new Error(`Not deployed. Change the course, or say that you mean it:\n  npm run deploy -- ${list}`);
}

/** By the binding's name, so that it holds for any database_name. Before the upload: new code may need new columns. */
async function migrate(dryRun: boolean): Promise<void> {
  const files = (await migrationFiles()).map(({ name }) => name).join(", ");
  if (dryRun) return tell("migrations", `${files} (dry run: none applied)`);
  tell("migrations", files);
  await wrangler(["d1", "migrations", "apply", "DB", "--remote"], "Nothing was uploaded.");
}

async function upload(dryRun: boolean): Promise<void> {
  if (dryRun) return tell("upload", "dry run: built into dist/, nothing uploaded");
  tell("upload", "");
  await wrangler(
    ["deploy"],
    "The database is migrated, which the version before does not mind; npm run deploy goes on from here.",
  );
}

async function wrangler(args: readonly string[], standing: string): Promise<void> {
  const code = await runWranglerAtTerminal(args);
  if (code !== 0) throw new Error(`Stopped: wrangler ${args.join(" ")} ended with code ${code}. ${standing}`);
}

function tell(step: string, what: string): void {
  console.log(`${step.padEnd(11)} ${what}`);
}
