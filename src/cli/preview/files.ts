/** The files that React Email's preview shows: every proof as a page of HTML, in folders that read well in its sidebar. */

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Proof } from "../../local/proofs/proof.ts";

/** Path below the preview's folder → HTML. Numbers keep the course's order, and no folder's name begins another's. */
export function previewFiles(proofs: readonly Proof[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const [kind, folder] of [
    ["lesson", "lessons"],
    ["notice", "notices"],
    ["letter", "letters"],
  ] as const) {
    for (const [index, { name, copies }] of proofs.filter((proof) => proof.kind === kind).entries()) {
      const place = String(index + 1).padStart(2, "0");
      for (const { reader, mail } of copies) files.set(`${folder}/${place} ${name}/${reader.label}.html`, mail.html);
    }
  }
  return files;
}

/** Makes `folder` hold these files and no others; returns how many it wrote. One that is the same already is left alone. */
export async function writePreview(folder: string, files: ReadonlyMap<string, string>): Promise<number> {
  await mkdir(folder, { recursive: true });
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const known = relative(folder, path).replaceAll("\\", "/");
    const isWanted = entry.isDirectory()
      ? [...files.keys()].some((file) => file.startsWith(`${known}/`))
      : files.has(known);
    if (!isWanted) await rm(path, { recursive: true, force: true });
  }
  let written = 0;
  for (const [path, html] of files) {
    if ((await readFile(join(folder, path), "utf8").catch(() => null)) === html) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), html);
    written += 1;
  }
  return written;
}
