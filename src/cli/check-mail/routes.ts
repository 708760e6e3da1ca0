/** Which of the site's addresses answer a reader: the routes of the real app. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { build } from "esbuild";
import { PatternRouter } from "hono/router/pattern-router";
import { ROOT } from "../../local/wrangler.ts";

type App = { readonly routes: readonly { readonly method: string; readonly path: string }[] };

const APP = join(ROOT, "src/http/app.tsx");

/** True for a path that can be opened. Middleware is for every path, and stands in the routes as ALL. */
export async function siteAnswers(): Promise<(path: string) => boolean> {
  const router = new PatternRouter<true>();
  const { routes } = await loadApp();
  for (const { method, path } of routes) if (method === "GET") router.add("GET", path, true);
  return (path) => router.match("GET", path)[0].length > 0;
}

/** Bundled first, because Node reads no JSX. */
async function loadApp(): Promise<App> {
  const { outputFiles } = await build({
    entryPoints: [APP],
    bundle: true,
    write: false,
    // What wrangler takes too: some packages have no form that Node could require.
    conditions: ["workerd", "worker", "browser"],
    external: ["node:*"],
    platform: "node",
    format: "cjs",
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    tsconfigRaw: {},
    logLevel: "silent",
  });
  const exported = { app: { routes: [] } };
  const module = { exports: exported };
  const parameters = ["module", "exports", "require"];
  compileFunction(outputFiles[0]?.text ?? "", parameters, { filename: APP })(module, exported, createRequire(APP));
  return module.exports.app;
}
