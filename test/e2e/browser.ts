/** Chromium for tests and pictures: finds the one of this machine, or says which command installs one. */

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
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
  return await chromium.launch({ executablePath: findChromium(), args: FLAGS });
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
