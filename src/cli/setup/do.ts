/** Does the steps of a plan, one after the other; what a step brought stays when a later one fails. */

import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readSettings, runWrangler } from "../../local/wrangler.ts";
import { inWords } from "../wrangler-failure.ts";
import { withHour } from "./course-hour.ts";
import { freshSecrets } from "./own-secrets.ts";
import { createSendingKey, createWebhook, mendWebhook, type Provider, secretOfWebhook } from "./provider.ts";
import type { Deed, SecretSource, Step } from "./step.ts";
import { type TomlChange, withTomlValue } from "./toml.ts";

export type Doing = {
  /** The project's folder. */
  readonly root: string;
  readonly provider: Provider;
  /** With full access at Resend; leaves this process only in the environment of the test mail's. */
  readonly fullAccessKey: string;
  /** Nobody is asked anything. */
  readonly unattended: boolean;
  readonly tell: (line: string) => void;
  /** Whether the author pressed Ctrl-C: the step under way ends, and no other begins. */
  readonly stopping: () => boolean;
};

/** Whether all were done. Throws what the first failing step says. */
export async function doSteps(steps: readonly Step[], doing: Doing): Promise<boolean> {
  for (const [index, { title, shown, deed }] of steps.entries()) {
    if (doing.stopping()) return false;
    doing.tell(`\n${index + 1}/${steps.length} ${title}`);
    for (const line of shown) doing.tell(`  ${line}`);
    await doDeed(deed, doing).catch(inWords);
  }
  return true;
}

async function doDeed(deed: Deed, doing: Doing): Promise<void> {
  switch (deed.kind) {
    case "settings":
      return await writeSettings(doing.root, deed.changes);
    case "hour":
      return await edit(join(doing.root, "emails/course.ts"), (source) => withHour(source, deed.hour));
    case "wrangler":
      await runWrangler(deed.args);
      return;
    case "own-secrets":
      await runWrangler(deed.args, {}, JSON.stringify(await freshSecrets(doing.root, deed.names)));
      return;
    case "their-secret":
      await runWrangler(deed.args, {}, await secretFrom(deed.from, doing.provider));
      return;
    case "mend-webhook":
      return await mendWebhook(doing.provider, deed.webhook);
    case "deploy":
      return await runScript(doing, "deploy", [], doing.unattended ? { CI: "1" } : {});
    case "test-mail":
      return await runScript(doing, "mail-test", deed.args, { RESEND_API_KEY: doing.fullAccessKey });
  }
}

async function secretFrom(source: SecretSource, provider: Provider): Promise<string> {
  switch (source.what) {
    case "new-key":
      return await createSendingKey(provider, source.name);
    case "new-webhook":
      return await createWebhook(provider);
    case "webhook":
      return await secretOfWebhook(provider, source.id);
  }
}

/** A file that wrangler would no longer read is put back as it was. */
async function writeSettings(root: string, changes: readonly TomlChange[]): Promise<void> {
  const path = join(root, "wrangler.toml");
  const before = await readFile(path, "utf8");
  await writeFile(path, changes.reduce(withTomlValue, before));
  await readSettings(path).catch(async (error: unknown) => {
    await writeFile(path, before);
    throw new Error(`wrangler.toml is as it was: it is written in a way that the setup cannot edit. ${String(error)}`);
  });
}

async function edit(path: string, change: (source: string) => string | null): Promise<void> {
  const edited = change(await readFile(path, "utf8"));
  if (edited === null)
    throw new Error(`${path} hides its zone or its minute → write both there by hand, then run the setup again`);
  await writeFile(path, edited);
}

/** Another command of src/cli, which talks to the terminal itself. */
function runScript(
  { root }: Doing,
  script: "deploy" | "mail-test",
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const child = spawn(process.execPath, [`src/cli/${script}.ts`, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`The ${script === "deploy" ? "deploy" : "test mail"} ended with code ${code ?? 1}.`)),
    );
  });
}
