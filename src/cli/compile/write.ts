/** Writes the compiled mails for the Worker to import. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CompiledMails } from "../../domain/compiled-mail.ts";

/** An unchanged file is left alone, so that a watcher on it does not go round in circles. */
export async function writeMails(root: string, mails: CompiledMails): Promise<"written" | "unchanged"> {
  const file = join(root, "build/mails.ts");
  const content = `/** Made by npm run compile. */
import type { CompiledMails } from "../src/domain/compiled-mail.ts";

export const mails: CompiledMails = ${JSON.stringify(mails, null, 1)};
`;
  const before = await readFile(file, "utf8").catch(() => null);
  if (before === content) return "unchanged";
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  return "written";
}
