/** What Cloudflare's deploy button reads of this repository: each setting and secret has a word on it, and nothing of ours stands in it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import { readConfig, SettingsError } from "../../src/settings.ts";
import { here } from "../node/course-folder.ts";

type Toml = {
  vars: Record<string, string>;
  d1_databases: { binding: string; database_name: string }[];
  queues: { producers: { binding: string; queue: string }[]; consumers: { queue: string }[] };
  ratelimits: { name: string }[];
};

const text = (file: string) => readFileSync(join(here, file), "utf8");
const toml = readRawConfig({ config: join(here, "wrangler.toml") }).rawConfig as unknown as Toml;
const { cloudflare, scripts } = JSON.parse(text("package.json"));
const secrets = Object.keys(parseEnv(text(".dev.vars.example")));

/** Names of what the Worker does not start without. */
function missingIn(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.settings;
    throw error;
  }
}

test("the form asks for every secret that the Worker needs, and for no other", () => {
  expect(secrets.toSorted()).toEqual(missingIn(toml.vars).toSorted());
});

test("each binding, setting and secret is explained, and nothing else is", () => {
  const { vars, d1_databases, queues, ratelimits } = toml;
  const bindings = [...d1_databases, ...queues.producers].map(({ binding }) => binding);
  const named = [...bindings, ...Object.keys(vars), ...ratelimits.map(({ name }) => name), ...secrets];
  expect(Object.keys(cloudflare.bindings).toSorted()).toEqual(named.toSorted());
  for (const { description } of Object.values<{ description: string }>(cloudflare.bindings))
    expect(description).toMatch(/\.$/);
});

test("names stand in wrangler.toml, ids of an account do not, and the deploy migrates by the binding", () => {
  expect(text("wrangler.toml")).not.toMatch(/^\s*(database_id|account_id|zone_id|preview_database_id)\s*=/m);
  expect(toml.d1_databases).toEqual([expect.objectContaining({ binding: "DB", database_name: expect.any(String) })]);
  expect(toml.queues.consumers[0]?.queue).toBe(toml.queues.producers[0]?.queue);
  expect(scripts.deploy).toBe("node src/cli/deploy.ts");
  expect(text("src/cli/deploy.ts")).toContain('"d1", "migrations", "apply", "DB", "--remote"');
});

test("the button leads to Cloudflare with a repository's address, the same in both languages", () => {
  const link = /\(https:\/\/deploy\.workers\.cloudflare\.com\/\?url=(https:\/\/github\.com\/[\w-]+\/[\w-]+)\)/;
  const [english, japanese] = ["README.md", "README.ja.md"].map((file) => link.exec(text(file))?.[1]);
  expect(english).toBeDefined();
  expect(japanese).toBe(english);
});
