/** `npm run report`: what is promised of the pages, measured, as one table; fails when a promise is not kept. */

import { gzipSync } from "node:zlib";
import { scripts } from "../../build/scripts.ts";
import { startFunnel } from "../../src/local/funnel.ts";
import { embedScript } from "../../src/pages/embed-script.ts";
import { bundle } from "../bench/bundle.ts";
import { pages } from "../bench/pages.ts";
import { openProvider } from "../bench/provider.ts";
import { type Row, tableOf } from "../bench/table.ts";
import { axeFindingsOf } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { lighthouseRows } from "./lighthouse.ts";
import { walkEveryPage } from "./walk.ts";

const KB = 1024;

const rows = [...(await lighthouseRows()), ...(await walkRows()), ...scriptRows(), ...(await loadRows())];
console.log(`\n${tableOf(rows)}`);
process.exit(rows.every(({ met }) => met !== false) ? 0 : 1);

/** Every page in every state, in a real browser: what axe finds, what its policy allows, and the landing page's way over the line. */
async function walkRows(): Promise<Row[]> {
  const [browser, funnel] = await Promise.all([startBrowser(), startFunnel()]);
  const page = await (await browser.newContext({ locale: "ja-JP" })).newPage();
  try {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const first = await page.goto(funnel.siteUrl, { waitUntil: "load" });
    const requests = asked.filter((path) => path !== "/favicon.svg").length;
    const onTheLine = (await first?.request().sizes())?.responseBodySize ?? Number.NaN;
    const loose = new Set<string>();
    page.on("response", async (response) => {
      if (!response.url().startsWith(funnel.siteUrl)) return;
      const policy = (await response.allHeaders())["content-security-policy"] ?? "none";
      if (/none$|unsafe|\*|https?:/.test(policy.replaceAll("'none'", ""))) loose.add(response.url());
    });
    const findings: string[] = [];
    let states = 0;
    await walkEveryPage(funnel, page, "report@example.com", async (name, shown) => {
      states += 1;
      findings.push(...(await axeFindingsOf(name, shown)));
    });
    for (const finding of [...findings, ...loose]) console.log(finding);
    return [
      upTo("the landing page as it goes over the line", onTheLine / KB, 14, "KB"),
      upTo("— requests before it can be read", requests, 1),
      upTo(`axe: violations on ${states} pages and states, 375 px light and 1280 px dark`, findings.length, 0),
      upTo("answers on the way whose policy allows anything unsafe or foreign, or that have none", loose.size, 0),
    ];
  } finally {
    await Promise.all([browser.close(), funnel.stop()]);
  }
}

function scriptRows(): Row[] {
  return [
    upTo("the worksheet's script, compressed", gzipSync(scripts.worksheet.code).length / KB, 8, "KB"),
    upTo("the script of embedded forms, uncompressed", new TextEncoder().encode(embedScript).length / 1000, 3, "kB"),
  ];
}

async function loadRows(): Promise<Row[]> {
  const provider = await openProvider();
  try {
    return await pages({ built: await bundle(), provider, short: false });
  } finally {
    provider.close();
  }
}

function upTo(figure: string, value: number, most: number, unit = ""): Row {
  const measured = `${Number.isInteger(value) ? value : value.toFixed(1)} ${unit}`.trim();
  return { figure, measured, target: `≤ ${most} ${unit}`.trim(), met: value <= most };
}
