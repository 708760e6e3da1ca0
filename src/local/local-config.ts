/** The settings that commands on this machine compose mails with. */

import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import type { Config } from "../domain/config.ts";
import { readConfig } from "../settings.ts";
import { ROOT, readSettings } from "./wrangler.ts";

/** Where a command has no secrets of its own its links are signed with these, and open nothing anywhere. */
const NO_SECRETS = {
  RESEND_API_KEY: "re_none",
  RESEND_WEBHOOK_SECRET: "whsec_none",
  LINK_SECRET: "signs links that open nothing, anywhere",
  IDENTITY_SECRET: "signs other links that open nothing, anywhere",
};

/** wrangler.toml, over it `.dev.vars`, over it `given`; as wrangler reads them. Throws a SettingsError for a wrong one. */
export async function localConfig(given: Readonly<Record<string, string | undefined>> = {}): Promise<Config> {
  const { vars = {} } = await readSettings(join(ROOT, "wrangler.toml"));
  const layers = [NO_SECRETS, vars, await readDevVars(), given];
  return readConfig(Object.assign({}, ...layers.map(told)));
}

/** Of the directory that `npm start` keeps its data in; nothing when it has no such file. */
export async function readDevVars(): Promise<Record<string, string | undefined>> {
  return parseEnv(await readFile(devVarsFile(), "utf8").catch(() => ""));
}

export function devVarsFile(): string {
  return join(stateDirectory(), ".dev.vars");
}

/** Where `npm start` keeps its data. */
export function stateDirectory(): string {
  return resolve(ROOT, process.env.STATE_DIRECTORY || ".");
}

/** An empty value says as little as none. */
function told(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ""));
}
