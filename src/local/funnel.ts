/** The whole funnel on this machine: the Worker, its database, a post office for its mails and a cron that ticks. */

import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileMails } from "./compile-mails.ts";
import { localConfig } from "./local-config.ts";
import { migrate } from "./migrations.ts";
import { checkPort, freePort } from "./ports.ts";
import { openPostOffice, type PostOffice } from "./post-office/post-office.ts";
import { openProofDesk } from "./proofs/proof-desk.ts";
import { ensureSecrets, type LocalSecrets } from "./secrets.ts";
import { type LocalWorker, startWorker } from "./worker.ts";
import { copySettings } from "./worker-settings.ts";
import { ROOT } from "./wrangler.ts";

export type FunnelOptions = {
  /** The Worker's port; 0 takes any free one. */
  readonly port?: number;
  /** 0 takes any free one. */
  readonly postOfficePort?: number;
  /** Holds .dev.vars and .wrangler/: the project's own folder, or any other. Without it a temporary one, gone after `stop`. */
  readonly stateDirectory?: string;
  /** Whether edits in src/ and emails/ reload the Worker. */
  readonly watch?: boolean;
  /** Where the Worker sends instead of to the post office, which then only keeps the clock. */
  readonly sendThrough?: string | undefined;
  /** Settings of the Worker that differ from wrangler.toml's. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Unix ms at which the clock of a new state directory starts; without it, real time. */
  readonly startAt?: number;
  /** Milliseconds of real time between two ticks; without it nothing ticks by itself. */
  readonly tickEvery?: number;
  /** Every line of wrangler and the Worker, and what the ticks had to complain about. */
  readonly onLine?: (line: string) => void;
};

export type Funnel = {
  /** http://localhost:<port>, as links in mails have it. */
  readonly siteUrl: string;
  /** http://127.0.0.1:<port>: the outbox page, and the desk for scripts under /_local. */
  readonly postOfficeUrl: string;
  readonly secrets: LocalSecrets;
  /** The funnel's time, unix ms. */
  now(): number;
  /** Puts the clock forward to `to` (unix ms), then ticks. Mails may still be under way when it resolves. */
  moveClock(to: number): Promise<number>;
  /** One tick of the cron at the funnel's time. */
  tick(): Promise<number>;
  /** When the next lesson of anybody is due, unix ms. */
  nextDue(): Promise<number | undefined>;
  /** Resolves when the Worker is gone, also when nobody stopped it. */
  readonly gone: Promise<void>;
  stop(): Promise<void>;
};

/** Rejects, with nothing left running, when a port is taken, a mail does not compile or the Worker does not start. */
export async function startFunnel(options: FunnelOptions = {}): Promise<Funnel> {
  const port = options.port || (await freePort());
  await checkPort(port, "PORT");
  const directory = options.stateDirectory ?? (await temporaryDirectory());
  const cleanUp: (() => Promise<unknown>)[] = [];
  if (options.stateDirectory === undefined) cleanUp.push(() => rm(directory, { recursive: true, force: true }));
  const stop = async () => {
    for (const step of cleanUp.splice(0).reverse()) await step();
  };
  try {
    const secrets = await ensureSecrets(join(directory, ".dev.vars"));
    const postOffice = await openOffice(options, { port, directory, secrets });
    cleanUp.push(() => postOffice.close());
    const worker = await startCompiled(options, { port, directory, postOffice });
    cleanUp.push(() => worker.stop());
    await postOffice.tick();
    cleanUp.push(tickEvery(options, postOffice));
    return funnelOf({ port, secrets, postOffice, worker, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Gone at the latest when this process exits. */
async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "funnel-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

type Place = { readonly port: number; readonly directory: string };

async function openOffice(
  { postOfficePort = 0, startAt }: FunnelOptions,
  { port, directory, secrets }: Place & { secrets: LocalSecrets },
): Promise<PostOffice> {
  const worker = `http://127.0.0.1:${port}`;
  const proofs = openProofDesk({
    root: ROOT,
    config: () => localConfig({ ...secrets.values, SITE_URL: `http://localhost:${port}` }),
    now: () => office.now(),
  });
  const office = await openPostOffice({
    port: postOfficePort,
    webhookSecret: secrets.values.RESEND_WEBHOOK_SECRET ?? "",
    webhookUrl: `${worker}/webhooks/resend`,
    directory: join(directory, ".wrangler/post-office"),
    onTick: (now, room) => (room === "" ? runCron(worker, now) : Promise.resolve()),
    nextDue: () => askNextDue(worker),
    proofs,
    ...(startAt === undefined ? {} : { startAt }),
  });
  return office;
}

async function startCompiled(
  { watch = false, sendThrough, settings, onLine = () => undefined }: FunnelOptions,
  { port, directory, postOffice }: Place & { postOffice: PostOffice },
): Promise<LocalWorker> {
  await compileMails();
  const config = directory === ROOT ? join(ROOT, "wrangler.toml") : await copySettings(directory, watch);
  await migrate(directory);
  const vars = {
    ...settings,
    SITE_URL: `http://localhost:${port}`,
    RESEND_BASE_URL: sendThrough ?? postOffice.url,
    TURNSTILE_BASE_URL: postOffice.url,
    LOCAL_CLOCK_URL: `${postOffice.url}/_local/clock`,
  };
  return await startWorker({ config, directory, port, vars, onLine });
}

function funnelOf(parts: {
  port: number;
  secrets: LocalSecrets;
  postOffice: PostOffice;
  worker: LocalWorker;
  stop: () => Promise<void>;
}): Funnel {
  const { port, secrets, postOffice, worker, stop } = parts;
  return {
    siteUrl: `http://localhost:${port}`,
    postOfficeUrl: postOffice.url,
    secrets,
    now: postOffice.now,
    moveClock: postOffice.moveClock,
    tick: postOffice.tick,
    nextDue: () => askNextDue(worker.url),
    gone: worker.gone,
    stop,
  };
}

/** wrangler dev does not fire crons by itself; this is its door for it. Rejects when the tick threw. */
async function runCron(worker: string, now: number): Promise<void> {
  const response = await fetch(`${worker}/cdn-cgi/handler/scheduled?cron=*/5+*+*+*+*&time=${now}`);
  const outcome = await response.text();
  if (!response.ok) throw new Error(`the tick failed: ${outcome}`);
}

async function askNextDue(worker: string): Promise<number | undefined> {
  const response = await fetch(`${worker}/_local/next-due`);
  const { due_at } = (await response.json()) as { due_at: number | null };
  return due_at ?? undefined;
}

function tickEvery({ tickEvery: ms, onLine }: FunnelOptions, postOffice: PostOffice): () => Promise<void> {
  if (ms === undefined) return async () => undefined;
  const timer = setInterval(() => {
    postOffice.tick().catch((error: unknown) => onLine?.(String(error)));
  }, ms);
  return async () => clearInterval(timer);
}
