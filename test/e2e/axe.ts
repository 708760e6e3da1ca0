/** axe-core on the page that is open: everything it can tell against WCAG 2.2 AA and good practice. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const SOURCE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const SEEN = [
  { width: 375, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
] as const;

/** A line for each finding: which rule, what is wrong, and where. Needs a window in which scripts may run. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated by the browser's debugger: the page's own policy, which allows no script, stays as it is.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(SOURCE);
  const { violations } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 120)}`));
}

/** On a phone by day and at a desk by night; the window stays as it was. */
export async function axeFindingsOf(name: string, page: Page): Promise<string[]> {
  const before = page.viewportSize();
  const findings: string[] = [];
  for (const { width, colorScheme } of SEEN) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    findings.push(...(await axeFindings(page)).map((one) => `${name}, ${width} px, ${colorScheme}: ${one}`));
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
  return findings;
}
