/** Chromium for tests and pictures: finds the one of this machine, or says which command installs one. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FOLDERS = ["/usr/bin", "/usr/local/bin", "/snap/bin"];
const PROGRAMS_OF_MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const INSTALL: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "brew install --cask chromium",
  linux: "sudo apt-get install -y chromium fonts-noto-cjk",
};
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Throws, with the remedy, when there is no Chromium or it does not start. */
export async function startBrowser(): Promise<Browser> {
  // In a machine's plain C locale a file cannot be saved under a Japanese name.
  const env = { ...process.env, LC_ALL: "C.UTF-8" };
  return await chromium.launch({ executablePath: findChromium(), args: FLAGS, env });
}

/** For tools that speak to its debugging port themselves. `directory` is for its profile. */
export async function startDebuggedBrowser(directory: string): Promise<{ port: number; stop(): Promise<void> }> {
  const profile = join(directory, "profile");
  const flags = [...FLAGS, "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
  const child = spawn(findChromium(), flags, { stdio: "ignore" });
  const file = join(profile, "DevToolsActivePort");
  for (let tries = 0; !existsSync(file); tries++) {
    if (tries === 200) throw new Error("Chromium did not start within 20 seconds.");
    await setTimeout(100);
  }
  const port = Number((await readFile(file, "utf8")).split("\n")[0]);
  return { port, stop: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, "exit");
  child.kill();
  await exit;
}

/** The path of Chromium. `env` is the environment, `isProgram` whether a path can be run. */
export function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
  isProgram: (path: string) => boolean = canRun,
): string {
  const chosen = env.CHROMIUM_PATH;
  if (chosen) {
    if (isProgram(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, but no program is there.`);
  }
  const found = candidates(env.PATH ?? "").find(isProgram);
  if (found !== undefined) return found;
  const command = INSTALL[process.platform] ?? "npx playwright-core install chromium";
  throw new Error(`The browser tests need Chromium, and none was found. Install it with: ${command}
Or say where it is: CHROMIUM_PATH=/path/to/chromium`);
}

function candidates(searchPath: string): string[] {
  const folders = [...searchPath.split(delimiter).filter(Boolean), ...FOLDERS];
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PROGRAMS_OF_MAC];
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
