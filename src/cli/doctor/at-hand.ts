/** The real means: wrangler, the network and this machine's files. */

import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { compileMaterial } from "../../local/compile-mails.ts";
import { devVarsFile, readDevVars } from "../../local/local-config.ts";
import { portOf } from "../../local/ports.ts";
import { isRealKey } from "../../local/secrets.ts";
import { askWrangler, ROOT, readSettings, type WranglerSettings } from "../../local/wrangler.ts";
import { SECRET_NAMES } from "../../settings.ts";
import { databaseAtWrangler } from "../database/at-wrangler.ts";
import { nowAt } from "../database/clock.ts";
import { RESEND_ORIGIN } from "../setup/provider.ts";
import { failureOf } from "../wrangler-failure.ts";
import type { Consumer, Means } from "./means.ts";
import { once } from "./patient.ts";

const RESOLVER_URL = "https://cloudflare-dns.com/dns-query";

export async function meansAtHand({ remote }: { remote: boolean }): Promise<Means> {
  const toml = await readSettings(join(ROOT, "wrangler.toml"));
  const devVars = await readDevVars();
  const common = {
    ...(await onThisMachine(toml)),
    db: databaseAtWrangler({ remote }),
    houseNow: await nowAt({ remote }),
  };
  return remote ? liveMeans(common, toml, devVars) : await localMeans(common, toml, devVars);
}

type Common = Omit<Means, "where" | "isAwake" | "settings" | "secretNames" | "resendKey" | "resendUrl">;
type Variables = Readonly<Record<string, string | undefined>>;

async function onThisMachine({ name = "", queues }: WranglerSettings): Promise<Omit<Common, "db" | "houseNow">> {
  const migrations = (await readdir(join(ROOT, "src/db/migrations"))).filter((each) => each.endsWith(".sql")).sort();
  return {
    machineNow: () => Date.now(),
    nodeVersion: process.versions.node,
    devVarsMode: await stat(devVarsFile()).then(
      ({ mode }) => mode,
      () => null,
    ),
    migrations,
    consumer: queues?.consumers?.[0] ?? null,
    workerName: name,
    consumersOf: async (queue) =>
      (await askWrangler(["queues", "consumer", "worker", "list", queue, "--json"]).catch(shortly)) as Consumer[],
    fetch: (url, init) => fetch(url, init),
    resolverUrl: process.env.DOH_URL || RESOLVER_URL,
    material: once(compileMaterial),
  };
}

/** Values of live secrets are nobody's to read: those that the author has put into the environment are compared. */
function liveMeans(common: Common, { vars = {} }: WranglerSettings, devVars: Variables): Means {
  const known = Object.fromEntries([...SECRET_NAMES].map((name) => [name, process.env[name] || undefined]));
  const key = process.env.RESEND_API_KEY || devVars.RESEND_API_KEY;
  return {
    ...common,
    where: "remote",
    isAwake: true,
    settings: { ...texts(vars), ...known },
    secretNames: once(async () => {
      const secrets = await askWrangler(["secret", "list", "--format", "json"]).catch(shortly);
      return (secrets as { name: string }[]).map(({ name }) => name);
    }),
    resendKey: isRealKey(key) ? key : null,
    resendUrl: process.env.RESEND_BASE_URL || RESEND_ORIGIN,
  };
}

/** As npm start sets the Worker up. */
async function localMeans(common: Common, { vars = {} }: WranglerSettings, devVars: Variables): Promise<Means> {
  const outbox = `http://127.0.0.1:${portOf("POST_OFFICE_PORT", 8788)}`;
  const resendUrl = process.env.RESEND_BASE_URL || outbox;
  const site = `http://localhost:${portOf("PORT", 8787)}`;
  const isAwake = await common.fetch(`${outbox}/_local/clock`, {}).then(
    ({ ok }) => ok,
    () => false,
  );
  return {
    ...common,
    where: "local",
    isAwake,
    settings: { ...texts(vars), ...devVars, SITE_URL: site, RESEND_BASE_URL: resendUrl },
    secretNames: null,
    resendKey: devVars.RESEND_API_KEY || null,
    resendUrl,
  };
}

function texts(vars: Readonly<Record<string, unknown>>): Variables {
  return Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, String(value)]));
}

/** wrangler says much around what is wrong. */
function shortly(error: Error): never {
  throw new Error(failureOf(error.message).why, { cause: error });
}
