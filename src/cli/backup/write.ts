/** Writing a backup: a file that only its author can read, and never over another. */

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { ROOT } from "../../local/wrangler.ts";
import type { Contents } from "./digest.ts";

/** Git does not see it. */
export const BACKUPS = join(ROOT, "backups");

/** `live-2026-11-25T10-20-30.sql` in that folder. */
export function usualFile(folder: string, kind: string, now: number): string {
  return join(folder, `${kind}-${new Date(now).toISOString().slice(0, 19).replaceAll(":", "-")}.sql`);
}

/** Throws, in words for the author, when something stands there already. */
export async function writeBackup(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(resolve(file)), { recursive: true, mode: 0o700 });
    await writeFile(file, text, { mode: 0o600, flag: "wx" });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new Error(`${file} is there already, and is left as it is: name another with --to.`);
    throw new Error(`No backup was written: ${message}`, { cause: error });
  }
}

/** Tables whose rows are told. */
export const SHOWN = [
  "subscribers",
  "enrollments",
  "deliveries",
  "notices",
  "consents",
  "consultations",
  "suppressions",
];

/** Rows by table, one a line. */
export function countsOf(contents: Contents): string {
  return SHOWN.map((table) => `  ${table.padEnd(14)} ${contents.get(table)?.rows ?? 0}`).join("\n");
}
