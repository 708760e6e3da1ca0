/** The house under examination: each thing that several checks rest on is asked for once. */

import { course } from "../../../emails/course.ts";
import { type Health, healthOf, healthQuestions } from "../../actions/check-health.ts";
import { appliedMigrations, type Heard, heardLately, type Passing, passingState } from "../../db/check-up.ts";
import { ratesNow } from "../../db/engine.ts";
import { onlyRow, rowsOf } from "../../db/rows.ts";
import type { Rates } from "../../domain/breaker.ts";
import type { Config } from "../../domain/config.ts";
import { unfitSettings } from "../../domain/sample-settings.ts";
import { isHealth } from "../deploy/smoke.ts";
import { type Account, type AccountAnswer, askAccount } from "./account.ts";
import { Unasked } from "./finding.ts";
import type { Means } from "./means.ts";
import { lookUp, type RecordType } from "./resolver.ts";
import { configToGoOnWith, environmentOf, NEEDED } from "./settings-known.ts";

export type Ledger = {
  readonly health: Health;
  readonly passing: Passing;
  readonly heard: Heard;
  readonly rates: Rates;
  /** Before and after asking, by this machine's clock: unix ms. */
  readonly asked: readonly [number, number];
};

export type Front = {
  readonly status: number;
  readonly text: string;
  /** Where it leads instead; null when it answers itself. */
  readonly leadsTo: string | null;
};

export type Patient = Means & {
  /** Throws Unasked while it is not known where the site is or who sends. */
  readonly config: () => Promise<Config>;
  /** Of MAIL_FROM, in lower case. Throws as `config` does. */
  readonly sender: () => Promise<string>;
  readonly applied: () => Promise<readonly string[]>;
  readonly ledger: () => Promise<Ledger>;
  readonly account: () => Promise<AccountAnswer>;
  /** Of /healthz. Rejects when nobody answers. */
  readonly front: () => Promise<Front>;
  readonly records: (name: string, type: RecordType) => Promise<readonly string[]>;
  /** How far each clock that was heard of is ahead of this machine's, in ms. */
  readonly clocks: Map<string, number>;
};

const ANSWER_WITHIN_MS = 10_000;

export function patientOf(means: Means): Patient {
  const clocks = new Map<string, number>();
  const fetch: Means["fetch"] = async (url, init) => {
    const response = await means.fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    noteClock(clocks, { url, date: response.headers.get("date"), machineNow: means.machineNow() });
    return response;
  };
  const reached = { ...means, fetch };
  const looked = new Map<string, Promise<readonly string[]>>();
  const config = once(() => configOf(means));
  const sender = once(async () => domainOf((await config()).mailFrom));
  const applied = once(() => again(() => readApplied(means)));
  return {
    ...reached,
    clocks,
    config,
    sender,
    applied,
    ledger: once(async () => {
      await applied();
      return await again(() => readLedger(means));
    }),
    account: once(async () => accountOf(means, await config(), await sender())),
    front: once(async () => frontOf(reached, await config())),
    records(name, type) {
      const key = `${type} ${name}`;
      const known = looked.get(key) ?? lookUp(reached, name, type);
      looked.set(key, known);
      return known;
    },
  };
}

export function once<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let asked: Promise<Value> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}

/** A local database lets in one at a time, and npm start ticks. Reading twice changes nothing. */
function again<Value>(read: () => Promise<Value>): Promise<Value> {
  return read().catch((error: Error) => {
    if (/no such|not there yet/.test(error.message)) throw error;
    return read();
  });
}

function noteClock(
  clocks: Map<string, number>,
  { url, date, machineNow }: { url: string; date: string | null; machineNow: number },
): void {
  const told = Date.parse(date ?? "");
  if (!Number.isNaN(told)) clocks.set(new URL(url).host, told - machineNow);
}

async function configOf({ where, settings, secretNames }: Means): Promise<Config> {
  const unfit = where === "remote" ? unfitSettings(settings) : [];
  const names = secretNames === null ? [] : await secretNames().catch(() => ALL_SECRETS);
  const config = configToGoOnWith(environmentOf(settings, names));
  if (config === null || unfit.some(({ setting }) => NEEDED.has(setting)))
    throw new Unasked("it is not known where the site is or who sends: see settings and samples");
  return config;
}

/** When nobody can be asked which there are, another check says so. */
const ALL_SECRETS = ["RESEND_API_KEY", "RESEND_WEBHOOK_SECRET", "LINK_SECRET", "IDENTITY_SECRET"];

function domainOf(mailFrom: string): string {
  return (/@([^\s@<>]+)>?$/.exec(mailFrom)?.[1] ?? "").toLowerCase();
}

async function readApplied({ db }: Means): Promise<readonly string[]> {
  const [applied] = await db.batch([appliedMigrations(db)]);
  return rowsOf<{ name: string }>(applied).map(({ name }) => name);
}

async function readLedger({ db, houseNow, machineNow }: Means): Promise<Ledger> {
  const before = machineNow();
  const questions = healthQuestions(db, course);
  const others = [passingState(db, houseNow), heardLately(db, houseNow), ratesNow(db, houseNow)];
  const results = await db.batch([...questions, ...others]);
  const [passing, heard, rates] = results.slice(questions.length);
  return {
    health: healthOf(results, houseNow),
    passing: onlyRow<Passing>(passing),
    heard: onlyRow<Heard>(heard),
    rates: onlyRow<Rates>(rates),
    asked: [before, machineNow()],
  };
}

function accountOf({ resendKey, resendUrl }: Means, { siteUrl }: Config, domain: string): Promise<AccountAnswer> {
  return askAccount({ key: resendKey, baseUrl: resendUrl, domain, isOurs: (endpoint) => isOurs(endpoint, siteUrl) });
}

/** This machine has two names for itself. */
export function isOurs(endpoint: string, siteUrl: string): boolean {
  const plain = (url: string) => url.replace("//localhost:", "//127.0.0.1:");
  return plain(endpoint) === plain(`${siteUrl}/webhooks/resend`);
}

async function frontOf({ fetch }: Pick<Means, "fetch">, { siteUrl }: Config): Promise<Front> {
  const response = await fetch(`${siteUrl}/healthz`, { redirect: "manual" });
  return { status: response.status, text: await response.text(), leadsTo: response.headers.get("location") };
}

/** For checks that another one speaks for when the database does not answer. */
export function ledgerOf(patient: Patient): Promise<Ledger> {
  return patient.ledger().catch(() => {
    throw new Unasked("the database could not be asked: see migrations, database or secrets");
  });
}

/** Mails stay in the outbox of npm start, which stands in for Resend. */
export function isAtHome({ where, resendUrl }: Pick<Patient, "where" | "resendUrl">): boolean {
  return where === "local" && /^http:\/\/(127\.0\.0\.1|localhost)\b/.test(resendUrl);
}

/** As `ledgerOf`, for the account at Resend. */
export async function accountSeen(patient: Patient): Promise<Account> {
  if (isAtHome(patient) && !patient.isAwake) throw new Unasked(ASLEEP);
  const answer = await patient.account();
  if (answer.kind === "seen") return answer.account;
  throw new Unasked("Resend was not asked, or told nothing: see resend-key");
}

/** As `ledgerOf`, for the site. */
export async function siteOf(patient: Patient): Promise<Config> {
  if (!patient.isAwake) throw new Unasked(ASLEEP);
  const config = await patient.config();
  const front = await patient.front().catch(() => null);
  if (front === null || !isHealth(front.text)) throw new Unasked("there is no answer of this Worker: see site");
  return config;
}

export const ASLEEP = "npm start is not running: run it in another terminal and ask again";
