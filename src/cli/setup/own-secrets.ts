/** Makes the secrets that nobody else knows, and keeps the one that must never be lost. */

import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { OwnSecret } from "./step.ts";

/** In the project's folder; git does not see it. */
export const KEPT_FILE = "kept-secrets.env";

const WORDS = `# Made by npm run setup. Put it into your password manager, then delete this file: Cloudflare never shows it again,
# and without it stop links of readers cannot be made anew, nor consents be found by address.
`;

/** By name, for `wrangler secret bulk`. IDENTITY_SECRET is on disk before anybody else has it, and after a broken setup still the same. */
export async function freshSecrets(root: string, names: readonly OwnSecret[]): Promise<Record<string, string>> {
  const values = names.map(async (name) => [name, name === "IDENTITY_SECRET" ? await keptIdentity(root) : random()]);
  return Object.fromEntries(await Promise.all(values));
}

async function keptIdentity(root: string): Promise<string> {
  const path = join(root, KEPT_FILE);
  const kept = await readFile(path, "utf8").catch(() => "");
  const before = parseEnv(kept).IDENTITY_SECRET;
  if (before) return before;
  const fresh = random();
  await writeFile(path, `${kept}${WORDS}IDENTITY_SECRET=${fresh}\n`, { mode: 0o600 });
  return fresh;
}

function random(): string {
  return randomBytes(32).toString("base64url");
}
