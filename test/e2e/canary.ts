/** A canary for scripts of strangers: words that would like to run, and a watch that tells when they did or nearly did. */

import type { Page } from "playwright-core";

export type Canary = {
  /** Looks at the page that is open now. */
  look(where: string): Promise<void>;
  /** What ran, what was asked for, and what stands in a page as more than words. */
  readonly alarms: readonly string[];
};

/** Does whatever the others try, in one of three ways each: a call, a mark, a request to `origin`. */
export function wordsThatWouldRun(origin: string): Readonly<Record<string, string>> {
  const run = `window.__canary=1;alert(1);fetch('${origin}/canary')`;
  return {
    elements: `</title></style></textarea></select></noscript>--><x-canary></x-canary><script>${run}</script><img src=data:, onerror="${run}"><svg onload="${run}">`,
    "double quotes": `"onfocus="${run}"autofocus tabindex=0 data-canary="`,
    "single quotes": `'onfocus='window.__canary=1'autofocus tabindex=0 data-canary='`,
    "a script's end": `</script><script>${run}</script>\u2028";window.__canary=1;"\\u003cimg src=x: onerror=alert(1)>`,
    "an address": `javascript:window.__canary=1//${origin}/canary`,
  };
}

/** What a name may be: no angle bracket, 40 characters. It must be enough to break out of an attribute. */
export const NAME_THAT_WOULD_RUN = `"onfocus="alert(1)"autofocus tabindex="0`;

/** Fits before the @ of an address, where neither blanks nor angle brackets may stand. */
export const LOCAL_THAT_WOULD_RUN = "x'onfocus='__canary=1'autofocus='";

/** To be called before the page opens anything. */
export async function watchFor(page: Page): Promise<Canary> {
  const alarms: string[] = [];
  page.on("dialog", (dialog) => {
    alarms.push(`a dialog at ${page.url()}`);
    // A page that is left takes its dialog along.
    void dialog.dismiss().catch(() => undefined);
  });
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/canary") alarms.push(`a request from ${page.url()}`);
  });
  return {
    alarms,
    look: async (where) => {
      // What runs only when somebody is there: every place is looked at, and none is a link to a script.
      const found = await page.evaluate(tracesOfCanary);
      alarms.push(...found.map((trace) => `${trace} in ${where}`));
    },
  };
}

/** Runs in the page. No page of the house has an inline handler of its own. */
function tracesOfCanary(): string[] {
  const traces = "__canary" in window ? ["the mark of a script"] : [];
  for (const element of document.querySelectorAll("*")) {
    const { localName } = element;
    if (localName === "x-canary") traces.push("an element of the canary");
    for (const { name, value } of element.attributes) {
      if (/^on|^data-canary/.test(name)) traces.push(`${localName} ${name}`);
      if (/^\s*javascript:/i.test(value) && ["href", "src", "action", "formaction"].includes(name))
        traces.push(`${localName} ${name}="${value}"`);
    }
  }
  return traces;
}
