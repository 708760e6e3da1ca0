/** What Lighthouse says of the public pages of the built Worker, on a phone. */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse, { type RunnerResult } from "lighthouse";
import { Miniflare } from "miniflare";
import { buildBundle } from "../../src/cli/deploy/bundle.ts";
import { freePort } from "../../src/local/ports.ts";
import { ROOT, readSettings } from "../../src/local/wrangler.ts";
import type { Row } from "../bench/table.ts";
import { optionsOf, WORKER } from "../soak/miniflare.ts";
import { TEST_SECRETS } from "../support/secrets.ts";
import { startDebuggedBrowser } from "./browser.ts";

const PATHS = ["/", "/guide", "/work"];
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

type Report = RunnerResult["lhr"];

export async function lighthouseRows(): Promise<Row[]> {
  const directory = await mkdtemp(join(tmpdir(), "lighthouse-"));
  const [worker, browser] = await Promise.all([
    startWorker(join(directory, "bundle")),
    startDebuggedBrowser(directory),
  ]);
  const rows: Row[] = [];
  for (const path of PATHS) rows.push(rowOf(path, await judge(worker.url + path, browser.port)));
  await Promise.all([worker.stop(), browser.stop()]);
  await rm(directory, { recursive: true, force: true });
  return rows;
}

async function startWorker(outdir: string): Promise<{ url: string; stop(): Promise<void> }> {
  const [port] = await Promise.all([freePort(), buildBundle(outdir)]);
  const script = await readFile(join(outdir, "index.js"), "utf8");
  const { vars = {}, compatibility_date } = await readSettings(join(ROOT, "wrangler.toml"));
  const url = `http://localhost:${port}`;
  const bindings = { ...(vars as Record<string, string>), ...TEST_SECRETS, SITE_URL: url };
  const plan = { script, compatibilityDate: compatibility_date, bindings, consumer: null };
  const miniflare = new Miniflare(optionsOf(plan, { port }));
  await miniflare.ready;
  await miniflare.unsafeGetDirectURL(WORKER);
  return { url, stop: () => miniflare.dispose() };
}

async function judge(url: string, port: number): Promise<Report> {
  const result = await lighthouse(url, { port, onlyCategories: CATEGORIES, formFactor: "mobile", logLevel: "error" });
  if (!result) throw new Error(`Lighthouse said nothing of ${url}`);
  return result.lhr;
}

function rowOf(path: string, { categories, audits }: Report): Row {
  const scores = CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100));
  const refs = CATEGORIES.flatMap((name) => categories[name]?.auditRefs ?? []);
  const lacking = refs
    .filter(({ weight }) => weight > 0)
    .map(({ id }) => audits[id])
    .filter((audit) => audit && audit.score !== null && audit.score < 1)
    .map((audit) => `${audit?.title} ${audit?.displayValue ?? ""}`.trim());
  const met = scores.every((score) => score === 100);
  return {
    figure: `Lighthouse on a phone, ${path}: ${CATEGORIES.join(", ")}`,
    measured: scores.join(", "),
    against: met ? "" : [...new Set(lacking)].join("; "),
    target: "100 each",
    met,
  };
}
