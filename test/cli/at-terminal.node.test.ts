/** How every command of the author takes its flags: asked for help, or with flags that npm kept to itself. */

import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { here } from "../node/course-folder.ts";
import { runThere } from "../node/project-copy.ts";

async function commands(): Promise<string[]> {
  const files = (await readdir(join(here, "src/cli"))).filter((file) => file.endsWith(".ts"));
  const texts = await Promise.all(files.map((file) => readFile(join(here, "src/cli", file), "utf8")));
  return files.filter((file, place) => file !== "at-terminal.ts" && texts[place]?.includes("withUsage(")).sort();
}

async function run(file: string, args: string[], env: Record<string, string> = {}) {
  const started = runThere(here, [`src/cli/${file}`, ...args], env);
  return { code: (await started.ended)[0], printed: started.printed() };
}

test("--help is answered by each command with its usage alone, and is no failure", { timeout: 60_000 }, async () => {
  const all = await commands();
  expect(all.length).toBeGreaterThan(15);
  const asked = all.map(async (file) => ({ file, ...(await run(file, ["--help"])) }));
  for (const { file, code, printed } of await Promise.all(asked))
    expect([file, code, printed]).toEqual([file, 0, expect.stringMatching(/^Usage: .*npm run /)]);
});

test("a dry run whose flag npm took for itself is not taken for a real one", { timeout: 30_000 }, async () => {
  const npm = promisify(execFile)("npm", ["run", "deploy", "--dry-run"], { cwd: here });
  const { stderr } = await npm.catch((error: { stderr: string }) => error);
  expect(stderr).toContain("Nothing was done: npm took --dry-run for itself.");
  expect(stderr).toContain("npm run deploy -- --dry-run …");
});

test("what npm sets for itself, or what came through too, refuses nothing", async () => {
  const env = { npm_config_yes: "true", npm_config_remote: "true", npm_config_since: "" };
  const { printed } = await run("restore.ts", ["--remote"], env);
  expect(printed).toMatch(/^Say one file, or --mark\./);
});
