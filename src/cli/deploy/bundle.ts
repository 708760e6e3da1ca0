/** The Worker as it would be uploaded: built, weighed, and searched for what must not be in it. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT, runWrangler } from "../../local/wrangler.ts";

export type Bundle = {
  /** Bytes, minified. */
  readonly bytes: number;
  readonly gzipBytes: number;
  /** Traces of React, which the mails are compiled with and the Worker must never carry. */
  readonly react: readonly string[];
  /** Bytes by package or folder, heaviest first. */
  readonly parts: readonly (readonly [string, number])[];
};

/** Room for every page of the house and of the author's desk, whose Japanese takes six bytes a character in a script. React alone would add about 700 KiB. */
export const BUNDLE_LIMIT_BYTES = 1024 * 1024;

/** Element markers of React up to 18 and from 19 on, and its renderer. */
const REACT_MARKERS = ["react.element", "react.transitional.element", "react-dom"];

type Metafile = {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, { bytesInOutput: number }>> }>>;
};

/** Builds into `outdir` without any network. */
export async function buildBundle(outdir: string): Promise<Bundle> {
  const metafile = join(outdir, "bundle-meta.json");
  await runWrangler(["deploy", "--dry-run", "--outdir", outdir, "--metafile", metafile]);
  const code = await readFile(join(outdir, "index.js"));
  const { outputs } = JSON.parse(await readFile(metafile, "utf8")) as Metafile;
  return weigh(code, outputs);
}

export function weigh(code: Buffer, outputs: Metafile["outputs"]): Bundle {
  const sizes = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const part = partOf(file);
      sizes.set(part, (sizes.get(part) ?? 0) + bytesInOutput);
    }
  }
  return {
    bytes: code.length,
    gzipBytes: gzipSync(code).length,
    react: REACT_MARKERS.filter((marker) => code.includes(marker)),
    parts: [...sizes].sort(([, one], [, other]) => other - one),
  };
}

/** What forbids uploading it, a sentence each. */
export function bundleProblems({ bytes, react, parts }: Bundle): string[] {
  const heaviest = parts.slice(0, 8).map(([part, size]) => `${part} ${kib(size)}`);
  return [
    ...(bytes > BUNDLE_LIMIT_BYTES
      ? [`the bundle is ${kib(bytes)}, over ${kib(BUNDLE_LIMIT_BYTES)}: ${heaviest.join(", ")}`]
      : []),
    ...(react.length > 0 ? [`the bundle contains React (${react.join(", ")}): see [alias] in wrangler.toml`] : []),
  ];
}

export function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}

/** `node_modules/hono/…` → `hono`, `src/pages/…` → `src/pages`. */
function partOf(file: string): string {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  return inPackage ?? file.replace(`${ROOT}/`, "").split("/").slice(0, 2).join("/");
}
