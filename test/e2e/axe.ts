/** axe-core on the page that is open: everything it can tell against WCAG 2.2 AA and good practice. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const SOURCE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A line for each finding: which rule, what is wrong, and where. Needs a window in which scripts may run. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated by the browser's debugger: the page's own policy, which allows no script, stays as it is.
  await page.evaluate(SOURCE);
  const { violations } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 120)}`));
}
