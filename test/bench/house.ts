/** The Worker under measurement, its D1 and its queue in one workerd, through miniflare's own API, with what the process costs. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { Miniflare } from "miniflare";
import type { Statement } from "../soak/house-process.ts";
import { optionsOf, readConsumer, WORKER } from "../soak/miniflare.ts";
import { migrations } from "../soak/people.ts";
import { TEST_SECRETS } from "../support/secrets.ts";
import type { Built } from "./bundle.ts";

export type House = {
  /** The Worker's own socket: no proxy between. */
  readonly url: string;
  /** Runs one piece of the Worker (see worker/entry.ts). */
  ask<Answer>(piece: string, input?: object): Promise<Answer>;
  /** One D1 batch. */
  sql<Row>(statements: readonly Statement[]): Promise<Row[][]>;
  /** CPU seconds of workerd so far, with its D1 and queue. */
  cpu(): number;
  /** The most memory that workerd held since it was started or `forgetPeak` was called, MiB. */
  peakMiB(): number;
  forgetPeak(): void;
  stop(): Promise<void>;
};

type HouseOptions = {
  readonly providerUrl: string;
  /** Whether anybody answers the queue's bells. */
  readonly consumer: boolean;
};

/** The kit takes spaces between Japanese characters out of what it draws: with one here React's bytes could not be ours. */
const NO_SPACE = { SENDER_NAME: "見本歩" };
let lastStart: Promise<unknown> = Promise.resolve();

/** A new, migrated database. One house after the other: workerd is told apart by having been started last. */
export function startHouse(built: Built, options: HouseOptions): Promise<House> {
  const start = lastStart.then(() => startNext(built, options));
  lastStart = start.catch(() => undefined);
  return start;
}

async function startNext(built: Built, options: HouseOptions): Promise<House> {
  const before = new Set(workerds());
  const { script, compatibilityDate, vars } = built;
  const bindings = { ...vars, ...TEST_SECRETS, ...NO_SPACE, RESEND_BASE_URL: options.providerUrl };
  const consumer = options.consumer ? await readConsumer() : null;
  const miniflare = new Miniflare(
    optionsOf({ script, compatibilityDate, bindings, consumer }, { handleStructuredLogs: complain }),
  );
  await miniflare.ready;
  const url = String(await miniflare.unsafeGetDirectURL(WORKER)).replace(/\/$/, "");
  const pid = workerds().find((one) => !before.has(one));
  if (pid === undefined) throw new Error("miniflare started no workerd");
  async function ask<Answer>(piece: string, input: object = {}): Promise<Answer> {
    const answer = await fetch(`${url}/_bench/${piece}`, { method: "POST", body: JSON.stringify(input) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${piece}: ${text}`);
    return JSON.parse(text) as Answer;
  }
  const sql = <Row>(statements: readonly Statement[]) => ask<Row[][]>("sql", { statements });
  await sql(await migrations());
  return {
    url,
    ask,
    sql,
    cpu: () => cpuOf(pid),
    peakMiB: () => peakOf(pid),
    // proc(5), clear_refs: 5 sets the peak back to what is held now.
    forgetPeak: () => writeFileSync(`/proc/${pid}/clear_refs`, "5"),
    stop: () => miniflare.dispose(),
  };
}

function complain({ level, message }: { level: string; message: string }): void {
  if (level === "error" || message.includes('"surprise"')) console.error(message);
}

/** Process ids of our own workerds. */
function workerds(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const { comm, parent } = statOf(pid);
      return comm === "workerd" && parent === process.pid;
    });
}

/** proc(5), schedstat: nanoseconds on a CPU, for each thread; workerd keeps its threads. */
function cpuOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const times = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]),
  );
  return times.reduce((sum, time) => sum + time, 0) / 1e9;
}

/** proc(5), stat: the name stands in brackets, the parent second after it. */
function statOf(pid: number): { comm: string; parent: number } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    return { comm: stat.slice(stat.indexOf("(") + 1, end), parent: Number(stat.slice(end + 2).split(" ")[1]) };
  } catch {
    return { comm: "", parent: 0 };
  }
}

function peakOf(pid: number): number {
  const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1]) / 1024;
}
