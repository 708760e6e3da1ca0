/** `npm start`: the whole funnel on this machine, until Ctrl-C. */

import { watch } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { CompileError, compileMails } from "./compile-mails.ts";
import { type Funnel, startFunnel } from "./funnel.ts";
import { portOf } from "./ports.ts";
import { lineReader } from "./worker-log.ts";
import { ROOT } from "./wrangler.ts";

const MINUTE_MS = 60_000;
const sendThrough = process.env.RESEND_BASE_URL || undefined;
const stateDirectory = resolve(ROOT, process.env.STATE_DIRECTORY || ".");
const stopping = new AbortController();
const stopped = new Promise<void>((done) => stopping.signal.addEventListener("abort", () => done()));
let stoppingSince = 0;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);

try {
  await runUntilStopped();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
process.exit();

/** Asked again later, it does not wait for anything: what we started is killed as we exit. One Ctrl-C may come doubled by npm. */
function stop(): void {
  if (stopping.signal.aborted && Date.now() - stoppingSince > 500) process.exit(130);
  if (!stopping.signal.aborted) stoppingSince = Date.now();
  stopping.abort();
}

/** wrangler gives up when its settings change while a mail does not compile; then we wait for that and start again. */
async function runUntilStopped(): Promise<void> {
  for (let funnel = await startSound(); funnel; funnel = await startSound()) {
    welcome(funnel);
    await Promise.race([stopped, funnel.gone]);
    await funnel.stop();
    if (stopping.signal.aborted) return say("Stopped.");
    if (await compiles()) throw new Error("The Worker ended by itself; its last lines stand above.");
  }
}

/** A mail that does not compile is told, and waited for; undefined when it was Ctrl-C that came. */
async function startSound(): Promise<Funnel | undefined> {
  while (!stopping.signal.aborted) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      say(`${error.message}\n\nThis starts by itself as soon as it is mended.`);
      await nextEdit();
    }
  }
  return undefined;
}

function start(): Promise<Funnel> {
  return startFunnel({
    port: portOf("PORT", 8787),
    postOfficePort: portOf("POST_OFFICE_PORT", 8788),
    stateDirectory,
    watch: true,
    sendThrough,
    tickEvery: MINUTE_MS,
    onLine: sayReadably(lineReader()),
  });
}

async function nextEdit(): Promise<void> {
  try {
    for await (const _ of watch(join(ROOT, "emails"), { recursive: true, signal: stopping.signal })) return;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  }
}

async function compiles(): Promise<boolean> {
  return await compileMails().then(
    () => true,
    () => false,
  );
}

function welcome({ siteUrl, postOfficeUrl, secrets, now }: Funnel): void {
  const kept = relative(process.cwd(), join(stateDirectory, ".wrangler")) || ".";
  const ahead = Math.round((now() - Date.now()) / MINUTE_MS);
  if (secrets.created) say(".dev.vars     made, with random secrets");
  if (secrets.added.length > 0) say(`.dev.vars     lacked ${secrets.added.join(", ")}: added at random`);
  say(`Landing page  ${siteUrl}`);
  if (sendThrough) say(`Mails         go to ${sendThrough} (RESEND_BASE_URL); the outbox only keeps the clock`);
  say(`Outbox        ${postOfficeUrl}`);
  say(`Proofs        ${postOfficeUrl}/proofs`);
  say(`Clock         ${clockWords(now())}${ahead > 0 ? `, ${hoursWords(ahead)} ahead` : ""}; ticks every minute`);
  say(`Ctrl-C stops. Readers, mails and the clock are kept in ${kept}/\n`);
}

function clockWords(at: number): string {
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Tokyo" })
    .format(at)
    .concat(" in Tokyo");
}

function hoursWords(minutes: number): string {
  const hours = minutes / 60;
  return hours < 48 ? `${hours.toFixed(1)} hours` : `${(hours / 24).toFixed(1)} days`;
}

function sayReadably(read: (line: string) => string | null): (line: string) => void {
  return (line) => {
    const readable = read(line);
    if (readable !== null) say(readable);
  };
}

function say(line: string): void {
  console.log(line);
}
