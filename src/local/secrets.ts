/** The secrets of this machine: made at random where .dev.vars has none, and never written over. */

import { randomBytes } from "node:crypto";
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseEnv } from "node:util";

export type LocalSecrets = {
  /** Whether there was no file before. */
  readonly created: boolean;
  /** Names that an existing file did not have, or had empty. */
  readonly added: readonly string[];
  readonly values: Readonly<Record<string, string | undefined>>;
};

/** What a key that we made begins with; Resend knows none of them. */
const LOCAL_KEY = "re_local_";

const FRESH: Readonly<Record<string, () => string>> = {
  RESEND_API_KEY: () => `${LOCAL_KEY}${random(18)}`,
  RESEND_WEBHOOK_SECRET: () => `whsec_${randomBytes(32).toString("base64")}`,
  LINK_SECRET: () => random(32),
  IDENTITY_SECRET: () => random(32),
};

/** Whether Resend could know this key. */
export function isRealKey(key: string | undefined): key is string {
  return Boolean(key?.trim()) && !key?.startsWith(LOCAL_KEY);
}

/** Reads `file` in dotenv's form, and appends what is missing; of two lines with one name the later counts. */
export async function ensureSecrets(file: string): Promise<LocalSecrets> {
  const before = await readFile(file, "utf8").catch(() => null);
  const kept = parseEnv(before ?? "");
  const added = Object.entries(FRESH)
    .filter(([name]) => !kept[name]?.trim())
    .map(([name, fresh]) => [name, fresh()] as const);
  const text = added.map(([name, value]) => `${name}=${value}\n`).join("");
  if (before === null) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `# Secrets of this machine, made by npm start.\n${text}`, { mode: 0o600, flag: "wx" });
  } else if (added.length > 0) {
    await appendFile(file, before === "" || before.endsWith("\n") ? text : `\n${text}`);
  }
  return {
    created: before === null,
    added: before === null ? [] : added.map(([name]) => name),
    values: { ...kept, ...Object.fromEntries(added) },
  };
}

function random(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}
