/** The Worker under measurement in one file: bundled as wrangler bundles it for an upload, with the author's mails as React components beside it. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { ROOT, readSettings } from "../../src/local/wrangler.ts";

export type Built = {
  readonly script: string;
  readonly compatibilityDate: string;
  readonly vars: Readonly<Record<string, string>>;
};

const ENTRY = fileURLToPath(new URL("./worker/entry.ts", import.meta.url));

/**
 * React draws the guide for one reader: what stands in `values` takes the place of the marks. Once as our compile step does,
 * and once as React Email's own pages tell: `render` for HTML and for text.
 */
const WITH_REACT = `
  import { createElement } from "react";
  import { render } from "react-email";
  import { renderMail } from "./emails/_kit/render.tsx";
  import { setValues } from "./emails/_kit/mark.ts";
  import Guide from "./emails/lessons/intro-guide.tsx";
  globalThis.renderGuide = (values) => {
    setValues(values);
    return renderMail(Guide);
  };
  globalThis.renderGuideAsTold = async (values) => {
    setValues(values);
    const guide = createElement(Guide);
    return { html: await render(guide), text: await render(guide, { plainText: true }) };
  };
  export { default } from ${JSON.stringify(ENTRY)};`;

const MARKS_FILLED = `
  let values = {};
  export function setValues(next) { values = next; }
  export function mark(name) { return values[name] ?? ""; }`;

export async function bundle(): Promise<Built> {
  const { alias = {}, vars, compatibility_date: compatibilityDate } = await readSettings(join(ROOT, "wrangler.toml"));
  const { outputFiles } = await build({
    stdin: { contents: WITH_REACT, resolveDir: ROOT, loader: "js" },
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["node:*", "cloudflare:*"],
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [markFiller(), leaveOut(alias)],
    logLevel: "error",
  });
  const script = outputFiles[0]?.text ?? "";
  return { script, compatibilityDate, vars: vars as Record<string, string> };
}

/** In this bundle a mark is not a place left open but the reader's own words. */
function markFiller(): Plugin {
  return {
    name: "marks filled",
    setup: ({ onLoad }) =>
      onLoad({ filter: /emails\/_kit\/mark\.ts$/ }, () => ({ contents: MARKS_FILLED, loader: "js" })),
  };
}

/**
 * What wrangler.toml leaves out of the SDK. React Email's components import the same package for what they never use when
 * drawn by React itself.
 */
function leaveOut(alias: Readonly<Record<string, string>>): Plugin {
  return {
    name: "left out",
    setup({ onResolve }) {
      for (const [name, path] of Object.entries(alias)) {
        onResolve({ filter: new RegExp(`^${name}$`) }, ({ importer }) =>
          importer.includes("/resend/") ? { path: join(ROOT, path) } : undefined,
        );
      }
    },
  };
}
