/** A copy of the whole project in a temporary folder, for commands that edit it or follow its edits. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { here } from "./course-folder.ts";

const SETTINGS = ["package.json", "wrangler.toml", "biome.json", "tsconfig.json", "tsconfig.base.json"];

/** Gone again when the test is finished. */
export async function projectCopy(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "project-"));
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));
  for (const path of ["emails", "src", ...SETTINGS]) {
    await cp(join(here, path), join(root, path), { recursive: true });
  }
  await symlink(join(here, "node_modules"), join(root, "node_modules"));
  return root;
}

export type Running = { readonly child: ChildProcess; printed(): string; readonly ended: Promise<unknown[]> };

/** Runs `node <file> …args` there; told to stop when the test is finished, and waited for. */
export function runThere(
  root: string,
  [file, ...args]: [string, ...string[]],
  env: Record<string, string> = {},
): Running {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      printed += chunk;
    });
  }
  return { child, ended, printed: () => printed };
}
