/** Starts the house's process, asks its database, rings its cron, and kills it with everything below it. */

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { HousePlan, Statement, Told } from "./house-process.ts";
import { killGroup } from "./process-group.ts";

type TickEnd = "done" | "failed" | "cut off";

export type House = {
  /** One D1 batch. Rejects when the house dies meanwhile. */
  ask(statements: readonly Statement[]): Promise<unknown[][]>;
  /** One cron tick; `now` is unix ms. Never rejects. */
  tick(now: number): Promise<TickEnd>;
  /** A request to the Worker: the status of its answer, or null when the house died meanwhile. */
  send(path: string, init: RequestInit): Promise<number | null>;
  /** SIGKILL to Node and workerd at once. Resolves when the last of them is gone, rejects when one outlives it. */
  kill(): Promise<void>;
};

const READY_WITHIN_MS = 60_000;

/** `onSurprise` gets each log line that tells of an exception. */
export async function startHouse(plan: HousePlan, onSurprise: (line: string) => void): Promise<House> {
  const child = fork(new URL("./house-process.ts", import.meta.url), [JSON.stringify(plan)], {
    detached: true,
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const grumbling = listen(child);
  const waiting = new Map<number, PromiseWithResolvers<unknown[][]>>();
  const ready = Promise.withResolvers<string>();
  child.on("message", (told: Told) => {
    if (told.kind === "ready") ready.resolve(told.url);
    else if (told.kind === "rows") waiting.get(told.id)?.resolve(told.results);
    else if (told.kind === "refused") waiting.get(told.id)?.reject(new Error(told.error));
    else onSurprise(told.line);
  });
  child.once("exit", () => {
    ready.reject(new Error(`the house did not start:\n${grumbling()}`));
    for (const { reject } of waiting.values()) reject(new Error("the house is dead"));
  });
  const late = setTimeout(() => ready.reject(new Error("the house did not start in time")), READY_WITHIN_MS);
  const url = await ready.promise
    .catch(async (error) => {
      await kill(child);
      throw error;
    })
    .finally(() => clearTimeout(late));
  return {
    ask: (statements) => ask(child, waiting, statements),
    tick: (now) => tick(url, now, onSurprise),
    send: (path, init) => send(url + path, init),
    kill: () => kill(child),
  };
}

/** Keeps the last it had to say. */
function listen(child: ChildProcess): () => string {
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    said = (said + chunk).slice(-4_000);
  });
  return () => said;
}

let asked = 0;

async function ask(
  child: ChildProcess,
  waiting: Map<number, PromiseWithResolvers<unknown[][]>>,
  statements: readonly Statement[],
): Promise<unknown[][]> {
  if (!child.connected) throw new Error("the house is dead");
  const id = asked++;
  const answer = Promise.withResolvers<unknown[][]>();
  waiting.set(id, answer);
  child.send({ id, statements }, () => undefined);
  return await answer.promise.finally(() => waiting.delete(id));
}

async function tick(url: string, now: number, onSurprise: (line: string) => void): Promise<TickEnd> {
  try {
    const response = await fetch(`${url}/cdn-cgi/local/scheduled?cron=*/5+*+*+*+*&time=${now}`);
    const outcome = await response.text();
    if (response.ok) return "done";
    onSurprise(`tick: ${outcome}`);
    return "failed";
  } catch {
    return "cut off";
  }
}

async function send(url: string, init: RequestInit): Promise<number | null> {
  try {
    const response = await fetch(url, init);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
  if (child.pid !== undefined) await killGroup(child.pid);
  await exited;
}
