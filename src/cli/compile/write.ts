/** Writes what was compiled for the Worker to import. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { CompiledMails } from "../../domain/compiled-mail.ts";

export async function writeMails(root: string, mails: CompiledMails): Promise<"written" | "unchanged"> {
  const packed = gzipSync(JSON.stringify(mails), { level: 9 }).toString("base64");
  const content = `/** Made by npm run compile: the mails as JSON, gzip, base64 (see src/mail/unpack.ts). */
export const packedMails = "${packed}";
`;
  return writeModule(root, "mails", content);
}

/** An unchanged file is left alone, so that a watcher on it does not go round in circles. */
export async function writeModule(root: string, name: string, content: string): Promise<"written" | "unchanged"> {
  const file = join(root, `build/${name}.ts`);
  const before = await readFile(file, "utf8").catch(() => null);
  if (before === content) return "unchanged";
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  return "written";
}
