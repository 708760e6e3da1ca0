/** Bundles the author's folder with esbuild, ready to be called template by template. */
import { readdir } from "node:fs/promises";
import { createRequire, SourceMap } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { type BuildFailure, build, type Message, type OutputFile } from "esbuild";
import type { ComponentType } from "react";
import type { Course } from "../../domain/course.ts";
import type { Finding } from "./finding.ts";

export type TemplateModule = {
  readonly default?: ComponentType;
  readonly subject?: unknown;
  readonly preheader?: unknown;
};

type Kit = {
  renderMail(template: ComponentType): { html: string; text: string };
  renderArticle(template: ComponentType): string;
};

/** Nothing of a template runs before its function is called, so that each one's failure is its own. */
type Bundle = {
  course(): { readonly course?: Course };
  kit(): Kit;
  readonly templates: Readonly<Record<string, () => TemplateModule>>;
};

export type Loaded = {
  readonly bundle: Bundle;
  /** `file:line` where `file` had its part in throwing this error; without the line if that cannot be told. */
  origin(error: unknown, file: string): string;
};

export type Bundled = {
  /** Null when not even the course and the kit bundle. */
  readonly loaded: Loaded | null;
  /** Every lesson, notice and letter there is, broken or not, from the root of the project. */
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
};

const COURSE = "emails/course.ts";
const KIT = "emails/_kit/render.tsx";
const FOLDERS = ["emails/lessons", "emails/notices", "emails/letters"];

/** Files that do not bundle are told and left out, so that the others can still be looked at. */
export async function bundle(root: string): Promise<Bundled> {
  const files = (await Promise.all(FOLDERS.map((folder) => templatesIn(root, folder)))).flat();
  const first = await tryBuild(root, files);
  if (first.outputs) return { loaded: load(root, first.outputs), files, findings: [] };
  const findings = first.errors.map(findingOf);
  const broken = new Set(first.errors.map((error) => error.location?.file));
  const sound = files.filter((file) => !broken.has(file));
  const second = sound.length < files.length ? await tryBuild(root, sound) : first;
  return { loaded: second.outputs && load(root, second.outputs), files, findings };
}

async function templatesIn(root: string, folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder)).catch(() => []);
  return names
    .filter((name) => name.endsWith(".tsx"))
    .map((name) => `${folder}/${name}`)
    .sort();
}

async function tryBuild(root: string, files: readonly string[]) {
  const lazily = (file: string) => `() => require(${JSON.stringify(`./${file}`)})`;
  const templates = files.map((file) => `${JSON.stringify(file)}: ${lazily(file)}`);
  const contents = `exports.course = ${lazily(COURSE)}; exports.kit = ${lazily(KIT)};
    exports.templates = { ${templates.join(", ")} };`;
  try {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: root, loader: "js" },
      absWorkingDir: root,
      outfile: "build/templates.cjs",
      bundle: true,
      write: false,
      packages: "external",
      platform: "node",
      format: "cjs",
      sourcemap: "external",
      jsx: "automatic",
      tsconfigRaw: {},
      logLevel: "silent",
    });
    return { outputs: outputFiles, errors: [] };
  } catch (failure) {
    if (!isBuildFailure(failure)) throw failure;
    return { outputs: null, errors: failure.errors };
  }
}

function isBuildFailure(failure: unknown): failure is BuildFailure {
  return failure instanceof Error && "errors" in failure && Array.isArray(failure.errors);
}

function findingOf({ text, location }: Message): Finding {
  return {
    file: location ? `${location.file}:${location.line}` : "emails",
    mail: /^emails\/(?:lessons|notices|letters)\/(.*)\.tsx$/.exec(location?.file ?? "")?.[1] ?? null,
    rule: "bundles",
    wrong: `does not bundle: ${text}`,
    change: location?.lineText ? `mend this line: ${location.lineText.trim()}` : "mend what esbuild names",
  };
}

/** Runs the bundle from memory: nothing to clean up, nothing cached between two compiles of one process. */
function load(root: string, outputs: readonly OutputFile[]): Loaded {
  const filename = join(root, "build/templates.cjs");
  const code = outputs.find((output) => output.path.endsWith(".cjs"))?.text ?? "";
  const map = outputs.find((output) => output.path.endsWith(".map"))?.text ?? "{}";
  const module = { exports: {} };
  compileFunction(code, ["module", "exports", "require"], { filename })(
    module,
    module.exports,
    createRequire(filename),
  );
  const sources = new SourceMap(JSON.parse(map));
  return { bundle: module.exports as Bundle, origin: (error, file) => originIn(sources, filename, error, file) };
}

function originIn(sources: SourceMap, filename: string, error: unknown, file: string): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const places: string[] = [];
  for (const line of stack.split("\n")) {
    const at = line.includes(filename) ? /:(\d+):(\d+)\)?$/.exec(line) : null;
    if (!at) continue;
    const entry = sources.findEntry(Number(at[1]) - 1, Number(at[2]) - 1);
    if (!("originalSource" in entry)) continue;
    const source = entry.originalSource.replace(/^(\.\.\/)+/, "");
    if (source.startsWith("emails/")) places.push(`${source}:${entry.originalLine + 1}`);
  }
  return places.find((place) => place.startsWith(`${file}:`)) ?? file;
}
