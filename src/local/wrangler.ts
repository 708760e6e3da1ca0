/** Runs wrangler quietly: no telemetry, no look for updates, no question asked. */

import { type ChildProcess, spawn } from "node:child_process";
import { basename, dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** The project's folder. */
export const ROOT = join(import.meta.dirname, "../..");

const WRANGLER = join(ROOT, "node_modules/wrangler/bin/wrangler.js");

/** What we read of wrangler.toml. */
export type WranglerSettings = {
  readonly name?: string;
  readonly main: string;
  readonly compatibility_date: string;
  readonly build: { readonly command: string; readonly watch_dir: readonly string[] };
  readonly alias?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, unknown>>;
  readonly d1_databases?: readonly { readonly migrations_dir: string }[];
  readonly queues?: { readonly consumers?: readonly QueueConsumer[] };
};

/** As it stands under [[queues.consumers]]; seconds where wrangler takes seconds. */
export type QueueConsumer = {
  readonly queue: string;
  readonly max_batch_size?: number;
  readonly max_batch_timeout?: number;
  readonly max_retries?: number;
  readonly max_concurrency?: number;
  readonly dead_letter_queue?: string;
};

export type WranglerPlan = {
  readonly args: readonly string[];
  /** Each line without colours, from both streams. */
  readonly onLine: (line: string) => void;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What it reads from its standard input: the one way in for a secret, since arguments are seen by everybody on the machine. */
  readonly input?: string;
};

/** In a process group of its own, so that Ctrl-C reaches it through us and everything below it can be ended at once. */
export function spawnWrangler({ args, onLine, env, cwd, input }: WranglerPlan): ChildProcess {
  const child = spawn(process.execPath, [WRANGLER, ...args], {
    cwd: cwd ?? ROOT,
    env: { ...process.env, ...quietly(), ...UNATTENDED, ...env },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  child.stdin.on("error", () => undefined).end(input);
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", lines(onLine));
  return child;
}

/** Resolves when it succeeded; rejects with what it printed when it did not. */
export function runWrangler(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input?: string,
): Promise<string> {
  const printed: string[] = [];
  const child = spawnWrangler({
    args,
    env,
    onLine: (line) => printed.push(line),
    ...(input === undefined ? {} : { input }),
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      const output = printed.join("\n");
      if (code === 0) resolve(output);
      else reject(new Error(`wrangler ${args.join(" ")} failed:\n${output}`));
    });
  });
}

/** For a command that answers in JSON: what it says beside that goes the other way. Rejects as `runWrangler` does. */
export function askWrangler(args: readonly string[]): Promise<unknown> {
  const printed: string[] = [];
  let answer = "";
  const child = spawnWrangler({ args, onLine: (line) => printed.push(line) });
  child.stdout?.on("data", (chunk: string) => {
    answer += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      const said = asJson(answer);
      if (code === 0 && said !== undefined) resolve(said);
      else reject(new Error(`wrangler ${args.slice(0, 3).join(" ")} failed:\n${printed.join("\n")}`));
    });
  });
}

/** Undefined when it is none. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** For a person to answer its questions: wrangler talks to the terminal itself. Resolves to its exit code. */
export function runWranglerAtTerminal(args: readonly string[]): Promise<number> {
  const env = { ...process.env, ...quietly() };
  const child = spawn(process.execPath, [WRANGLER, ...args], { cwd: ROOT, env, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

const UNATTENDED = { CI: "1", NO_COLOR: "1", FORCE_COLOR: "0" };

/** The running Node comes first on the PATH: wrangler's own children must not meet an older one. */
function quietly(): Record<string, string> {
  return {
    PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ""}`,
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_SEND_ERROR_REPORTS: "false",
    WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
    WRANGLER_WRITE_LOGS: "false",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
  };
}

/** Cuts a stream into lines; a last one without its newline waits for the rest. */
function lines(onLine: (line: string) => void): (chunk: string) => void {
  let rest = "";
  return (chunk) => {
    const parts = stripVTControlCharacters(rest + chunk).split(/\r?\n/);
    rest = parts.pop() ?? "";
    for (const part of parts) onLine(part);
  };
}

/** wrangler's own reading of the file. It is a large module, loaded only when it is asked for. Throws, with the line, what it cannot read. */
export async function readSettings(path: string): Promise<WranglerSettings> {
  const { experimental_readRawConfig: readRawConfig } = await import("wrangler");
  try {
    return readRawConfig({ config: path }).rawConfig as WranglerSettings;
  } catch (error) {
    const { message, location } = error as Error & { location?: { line: number } };
    const where = location ? `, line ${location.line}` : "";
    throw new Error(`${basename(path)}${where} cannot be read: ${message}`, { cause: error });
  }
}
