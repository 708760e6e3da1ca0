/** One soak from the empty database to the accounting: readers, storm with kills, calm, account. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPostOffice, type PostOffice } from "../../src/local/post-office/post-office.ts";
import { type Account, type Arrival, account } from "../support/accounting.ts";
import { type Random, seeded } from "../support/random.ts";
import { TEST_SECRETS } from "../support/secrets.ts";
import { build } from "./bundle.ts";
import { calm } from "./calm.ts";
import { type House, startHouse } from "./house.ts";
import type { HousePlan } from "./house-process.ts";
import { readLedger } from "./ledger.ts";
import type { Webhook } from "./meanwhile.ts";
import { readConsumer } from "./miniflare.ts";
import { LESSONS, migrations, people } from "./people.ts";
import { storm } from "./storm.ts";
import { stormyWeather } from "./weather.ts";

export type SoakPlan = {
  readonly readers: number;
  readonly seed: number;
  /** For everything together; the storm takes seven tenths of it. */
  readonly minutes: number;
  /** The storm ends after so many in the middle of batches' calls, or when everybody has completed the course. */
  readonly kills: number;
  /** Only short lives, and only the last lessons. */
  readonly hurried: boolean;
  /** Breaks a copy of the Worker on purpose: the soak must then find doubles. */
  readonly sabotage: boolean;
  readonly say: (line: string) => void;
};

/** What everything here shares. */
export type Soak = SoakPlan & {
  readonly postOffice: PostOffice;
  /** Where the D1 file is. */
  readonly directory: string;
  readonly tally: Tally;
  /** Real unix ms. */
  readonly startedAt: number;
  /** Draws what happens around the house. */
  readonly chance: Random;
  /** Webhooks that were sent and have not arrived yet. */
  readonly late: Webhook[];
  /** Once in a few times after a deploy of other words: what was tried before has other bytes from now on. */
  start(): Promise<House>;
};

type Tally = {
  kills: number;
  /** Kills that met batches in the middle of their first call, those batches' keys, and how many the provider accepted. */
  killsMidCall: number;
  readonly metMidCall: Set<string>;
  batchesUnrecorded: number;
  /** Requests whose body broke off, because the kill came while it was on its way. */
  bodiesCut: number;
  deploys: number;
  stops: number;
  /** Webhooks the house took. */
  news: number;
  ticks: { done: number; failed: number; "cut off": number };
  /** Exceptions the Worker logged: the first of each kind, and how often. */
  readonly surprises: Map<string, number>;
};

export type SoakReport = {
  readonly account: Account;
  readonly tally: Tally;
  readonly faults: Readonly<Record<string, number>>;
  readonly mails: number;
  readonly requests: Readonly<Record<string, number>>;
  /** Days the post office's clock went through. */
  readonly days: number;
  readonly seconds: number;
};

/** A Monday noon in Tokyo. */
const START_AT = Date.parse("2026-11-02T12:00:00+09:00");
const STORM_SHARE = 0.7;
const DEPLOY_ONCE_IN = 5;
/** In a hurry everybody has had the lessons before this place. */
const HURRIED_FROM = LESSONS.length - 3;
/** As a provider far away answers. */
const LATENCY_MS = 100;
/** After so many times `minutes` in all, the calm gives up: what is then still open is an offence. */
const PATIENCE = 1.5;
const MINUTE_MS = 60_000;

export async function soak(plan: SoakPlan): Promise<SoakReport> {
  const startedAt = Date.now();
  const tally = emptyTally();
  const speakAgain = countCutBodies(tally);
  const directory = await mkdtemp(join(tmpdir(), "soak-"));
  const postOffice = await openPostOffice({
    port: 0,
    webhookSecret: TEST_SECRETS.RESEND_WEBHOOK_SECRET,
    startAt: START_AT,
  });
  try {
    const shared = await prepare(plan, { startedAt, directory, postOffice, tally });
    const weather = stormyWeather(`${postOffice.url}/_local`, seeded(plan.seed + 1));
    await storm(shared, startedAt + plan.minutes * MINUTE_MS * STORM_SHARE);
    const faults = await weather.clear();
    await calm(shared, startedAt + plan.minutes * MINUTE_MS * PATIENCE);
    return await reckon(shared, faults);
  } finally {
    await postOffice.close();
    speakAgain();
    await rm(directory, { recursive: true, force: true });
  }
}

async function prepare(
  plan: SoakPlan,
  place: { startedAt: number; directory: string; postOffice: PostOffice; tally: Tally },
): Promise<Soak> {
  const { directory, postOffice, tally } = place;
  const limits = JSON.stringify({ requestsPerSecond: null, keepBodies: false, latencyMs: LATENCY_MS });
  await fetch(`${postOffice.url}/_local/limits`, { method: "PUT", body: limits });
  const { script, compatibilityDate, vars } = await build(directory, plan);
  const state = join(directory, "state");
  const urls = { RESEND_BASE_URL: postOffice.url, LOCAL_CLOCK_URL: `${postOffice.url}/_local/clock` };
  const bindings = { ...vars, ...TEST_SECRETS, ...urls };
  const housePlan = { script, compatibilityDate, directory: state, bindings, consumer: await readConsumer() };
  const start = startAnew(housePlan, tally, seeded(plan.seed + 4));
  await moveIn(await start(), plan.readers, plan.hurried ? HURRIED_FROM : 0);
  plan.say(`${plan.readers} readers live in a new D1 file; the storm begins.`);
  return { ...plan, ...place, directory: state, chance: seeded(plan.seed + 3), late: [], start };
}

/** In each mail stands where to answer: after such a deploy it is another address. */
function startAnew(plan: HousePlan, tally: Tally, chance: Random): () => Promise<House> {
  return () => {
    if (chance.once(DEPLOY_ONCE_IN)) tally.deploys += 1;
    const bindings = { ...plan.bindings, MAIL_REPLY_TO: `author${tally.deploys}@example.com` };
    return startHouse({ ...plan, bindings }, (line) => note(tally.surprises, line));
  };
}

async function moveIn(house: House, readers: number, from: number): Promise<void> {
  try {
    await house.ask(await migrations());
    await house.ask(people(readers, START_AT, from));
  } finally {
    await house.kill();
  }
}

function emptyTally(): Tally {
  return {
    kills: 0,
    killsMidCall: 0,
    metMidCall: new Set(),
    batchesUnrecorded: 0,
    bodiesCut: 0,
    deploys: 0,
    stops: 0,
    news: 0,
    ticks: { done: 0, failed: 0, "cut off": 0 },
    surprises: new Map(),
  };
}

/** Hono prints a request that breaks off (code ECONNRESET); here each kill makes some, and we only count them. */
function countCutBodies(tally: Tally): () => void {
  const print = console.error;
  console.error = (...words: unknown[]) => {
    const [error] = words;
    if (error instanceof Error && "code" in error && error.code === "ECONNRESET") tally.bodiesCut += 1;
    else print(...words);
  };
  return () => {
    console.error = print;
  };
}

/** Ids and numbers differ from one to the next; the kind does not. */
function note(surprises: Map<string, number>, line: string): void {
  const kind = line.replace(/"(batch|notice)":"[^"]*"/, '"$1":…').slice(0, 300);
  surprises.set(kind, (surprises.get(kind) ?? 0) + 1);
}

async function reckon(shared: Soak, faults: Record<string, number>): Promise<SoakReport> {
  const desk = `${shared.postOffice.url}/_local`;
  const arrivals = (await (await fetch(`${desk}/mails?bodies=0`)).json()) as Arrival[];
  const { keys: _, ...requests } = (await (await fetch(`${desk}/requests`)).json()) as Record<string, number>;
  return {
    account: account(readLedger(shared.directory), arrivals, LESSONS),
    tally: shared.tally,
    faults,
    mails: arrivals.length,
    requests,
    days: (shared.postOffice.now() - START_AT) / (24 * 60 * MINUTE_MS),
    seconds: (Date.now() - shared.startedAt) / 1_000,
  };
}
