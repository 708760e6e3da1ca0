/** The Worker as a child of this process: `wrangler dev`, ready when it answers, gone when it is told to stop. */

import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { ROOT, spawnWrangler } from "./wrangler.ts";

export type WorkerPlan = {
  readonly config: string;
  /** Where .wrangler/ is. */
  readonly directory: string;
  readonly port: number;
  readonly vars: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
};

export type LocalWorker = {
  /** http://127.0.0.1:<port> */
  readonly url: string;
  /** Resolves when the process is gone, for whatever reason. */
  readonly gone: Promise<void>;
  stop(): Promise<void>;
};

const READY_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 100;
const STOP_WITHIN_MS = 5_000;

/** Rejects with the last lines it printed when it ends before it answers. */
export async function startWorker(plan: WorkerPlan): Promise<LocalWorker> {
  const printed: string[] = [];
  const onLine = (line: string) => {
    printed.push(line);
    if (printed.length > 40) printed.shift();
    plan.onLine(line);
  };
  const child = spawnWrangler({ args: devArgs(plan), onLine, env: devEnv(plan.directory) });
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const killOnExit = () => killGroup(child, "SIGKILL");
  process.once("exit", killOnExit);
  const url = `http://127.0.0.1:${plan.port}`;
  const stop = async () => {
    await stopGroup(child, gone);
    process.off("exit", killOnExit);
  };
  if (await answers(url, gone)) return { url, gone, stop };
  await stop();
  throw new Error(`the Worker did not start:\n${printed.join("\n").trim()}`);
}

function devArgs({ config, directory, port, vars }: WorkerPlan): string[] {
  return [
    "dev",
    join(ROOT, "src/local/entry.ts"),
    ...["--config", config, "--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"],
    ...["--persist-to", stateOf(directory), "--show-interactive-dev-session=false"],
    ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
  ];
}

/** Where wrangler looks by itself too, so that `wrangler d1 execute DB --local` sees the same readers. */
export function stateOf(directory: string): string {
  return join(directory, ".wrangler/state");
}

/** Workers on one machine must not find each other. */
function devEnv(directory: string): Record<string, string> {
  return {
    WRANGLER_REGISTRY_PATH: join(directory, ".wrangler/registry"),
    X_LOCAL_EXPLORER: "false",
    X_LOCAL_OBSERVABILITY: "false",
  };
}

async function answers(url: string, gone: Promise<void>): Promise<boolean> {
  let over = false;
  void gone.then(() => {
    over = true;
  });
  const until = Date.now() + READY_WITHIN_MS;
  while (!over && Date.now() < until) {
    const response = await fetch(`${url}/_local/next-due`).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return false;
}

/** wrangler ends workerd and esbuild itself; what is left of its group after that, or after 5 s, is ended for it. */
async function stopGroup(child: ChildProcess, gone: Promise<void>): Promise<void> {
  killGroup(child, "SIGTERM");
  const tired = setTimeout(() => killGroup(child, "SIGKILL"), STOP_WITHIN_MS);
  await gone;
  clearTimeout(tired);
  killGroup(child, "SIGKILL");
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}
