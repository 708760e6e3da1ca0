/** A live house in perfect order, made of stand-ins: the real app on a real SQLite, an account at Resend and a resolver on loopback. */

import { generateKeyPairSync } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { scripts } from "../../build/scripts.ts";
import { course } from "../../emails/course.ts";
import type { Means } from "../../src/cli/doctor/means.ts";
import type { Deps } from "../../src/deps.ts";
import { accountDomain, accountWebhook } from "../../src/local/post-office/account.ts";
import type { ZoneRecord } from "../../src/local/post-office/resolver.ts";
import type { Material } from "../../src/local/proofs/sample-mail.ts";
import { readConfig } from "../../src/settings.ts";
import { localDatabase } from "../mutation/runtime/database.ts";
import { here } from "./course-folder.ts";

const SITE = "https://course.ayumi-letters.jp";
export const SENDER = "mail.ayumi-letters.jp";
const MINUTE = 60_000;

const keys = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const KEY = keys.publicKey.export({ type: "spki", format: "der" }).toString("base64");

type App = { fetch(request: Request, env: { deps: Deps }, context: object): Response | Promise<Response> };

/** Found when it runs: the compiler takes its pages for the Worker's, and this file for Node's. */
const APP = "../../src/http/app.tsx";
const { app } = (await import(/* @vite-ignore */ APP)) as { app: App };

/** What a test may break. */
export type House = {
  means: Means;
  zone: ZoneRecord[] | null;
  account: { domains: unknown[]; webhooks: unknown[] };
  limits: Record<string, unknown>;
  /** Answers of the site that differ from the app's. */
  site: (url: URL) => Response | undefined;
  /** Unix ms. */
  siteClock: () => number;
  /** Changes the database. */
  run: (sql: string) => Promise<unknown>;
};

const SETTINGS = {
  SITE_URL: SITE,
  MAIL_FROM: `歩 <course@${SENDER}>`,
  MAIL_REPLY_TO: "ayumi@ayumi-letters.jp",
  AUTHOR_EMAIL: "ayumi@ayumi-letters.jp",
  SENDER_NAME: "佐藤 歩",
  SENDER_ADDRESS: "〒530-0001 大阪府大阪市北区梅田1-2-3",
  SENDER_CONTACT: "ayumi@ayumi-letters.jp",
  LINK_SECRET: "a secret that signs links which expire",
  IDENTITY_SECRET: "another that keys the hashes of addresses",
  RESEND_WEBHOOK_SECRET: `whsec_${Buffer.from("the webhook's signing secret").toString("base64")}`,
};

const ZONE: readonly ZoneRecord[] = [
  { name: SENDER, type: "TXT", data: "some-site-verification=1" },
  { name: `send.${SENDER}`, type: "TXT", data: "v=spf1 include:amazonses.com ~all" },
  { name: `send.${SENDER}`, type: "MX", data: "10 feedback-smtp.ap-northeast-1.amazonses.com." },
  { name: `resend._domainkey.${SENDER}`, type: "TXT", data: `p=${KEY}` },
  { name: "_dmarc.ayumi-letters.jp", type: "TXT", data: "v=DMARC1; p=none; rua=mailto:dmarc@ayumi-letters.jp" },
];

const SECRETS = ["RESEND_API_KEY", "RESEND_WEBHOOK_SECRET", "LINK_SECRET", "IDENTITY_SECRET"];
const CONSUMER = {
  queue: "ayumi-deliveries",
  max_batch_size: 40,
  max_batch_timeout: 0,
  max_retries: 3,
  max_concurrency: 1,
};
const LIVE_CONSUMER = { batch_size: 40, max_wait_time_ms: 0, max_retries: 3, max_concurrency: 1 };

/** `room`: the post office's room that the account and the resolver of this house are in. */
export async function healthyHouse(room: string, material: Material): Promise<House> {
  const now = Date.now();
  const db = localDatabase();
  db.beginAnew([...migrations().map(({ sql }) => sql), APPLIED, ...lived(now)]);
  const house: House = {
    means: { ...meansOf(room, material), db, houseNow: now, fetch: (url, init) => answer(house, deps, url, init) },
    zone: [...ZONE],
    account: {
      domains: [accountDomain(SENDER)],
      webhooks: [accountWebhook(`${SITE}/webhooks/resend`, SETTINGS.RESEND_WEBHOOK_SECRET)],
    },
    limits: { requestsPerSecond: null },
    site: () => undefined,
    siteClock: () => Date.now(),
    run: (sql) => db.prepare(sql).run(),
  };
  const deps = depsOf(db, material);
  return house;
}

function meansOf(room: string, material: Material): Omit<Means, "db" | "houseNow" | "fetch"> {
  return {
    where: "remote",
    isAwake: true,
    machineNow: () => Date.now(),
    nodeVersion: "24.21.0",
    settings: SETTINGS,
    secretNames: async () => SECRETS,
    devVarsMode: 0o100600,
    migrations: migrations().map(({ name }) => name),
    consumer: CONSUMER,
    workerName: "ayumi",
    consumersOf: async () => [{ script: "ayumi", settings: LIVE_CONSUMER }],
    resolverUrl: `${room}/dns-query`,
    resendKey: "re_full_access",
    resendUrl: room,
    material: async () => material,
  };
}

function migrations(): { name: string; sql: string }[] {
  const folder = join(here, "src/db/migrations");
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return names.sort().map((name) => ({ name, sql: readFileSync(join(folder, name), "utf8") }));
}

/** As wrangler keeps them. */
const APPLIED = `CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT);
  INSERT INTO d1_migrations (name) VALUES ${migrations()
    .map(({ name }) => `('${name}')`)
    .join(", ")}`;

/** It ticked a minute ago; a lesson and a notice left three hours ago, and were heard of. */
function lived(now: number): string[] {
  const [left, heard] = [now - 180 * MINUTE, now - 179 * MINUTE];
  return [
    `UPDATE engine SET last_tick_at = ${now - MINUTE}`,
    "INSERT INTO clocks (id, zone, minute) VALUES (1, 'Asia/Tokyo', 1290)",
    `INSERT INTO subscribers (id, address_hash, email, clock_id, signed_up_at, confirmed_at)
      VALUES (1, '${"h".repeat(22)}', 'hanako@ayumi-letters.jp', 1, ${left}, ${left})`,
    `INSERT INTO enrollments (id, subscriber_id, course, created_at, completed_at) VALUES (1, 1, '${course.key}', ${left}, ${left})`,
    `INSERT INTO batches (id, lesson, members, state, rung_at, created_at)
      VALUES ('${"b".repeat(22)}', 'fears', '[[1,1]]', 'closed', ${left}, ${left})`,
    `INSERT INTO deliveries (enrollment_id, lesson, batch_id, status, claimed_at, sent_at, delivered_at)
      VALUES (1, 'fears', '${"b".repeat(22)}', 'sent', ${left}, ${left}, ${heard})`,
    `INSERT INTO notices (id, kind, email, state, status, rung_at, created_at, sent_at, delivered_at)
      VALUES ('${"n".repeat(22)}', 'confirm', 'hanako@ayumi-letters.jp', 'closed', 'sent', ${left}, ${left}, ${left}, ${heard})`,
    `INSERT INTO sending_days (day, accepted) VALUES ('${new Date(now).toISOString().slice(0, 10)}', 2)`,
  ];
}

function depsOf(db: D1Database, { mails }: Material): Deps {
  const nobody = () => Promise.reject(new Error("the doctor sends nothing and rings for nothing"));
  return {
    db,
    mails,
    course,
    scripts,
    mailer: { sendBatch: nobody, sendOne: nobody },
    queue: { send: nobody, sendBatch: nobody } as unknown as Deps["queue"],
    config: readConfig({ ...SETTINGS, RESEND_API_KEY: "re_sending" }),
    rateLimits: { mails: null, links: null },
    isThrowaway: () => false,
    clock: () => Date.now(),
  };
}

/** The site is the app itself; this machine is asked as it is; the rest of the world is not there. */
async function answer(house: House, deps: Deps, url: string, init: RequestInit): Promise<Response> {
  if (url.startsWith("http://127.0.0.1:")) return await fetch(url, init);
  if (!url.startsWith(SITE)) throw new TypeError("fetch failed", { cause: new Error("ENOTFOUND") });
  if (init.method !== undefined && !["GET", "HEAD"].includes(init.method))
    throw new Error(`the doctor sent ${init.method} ${url}`);
  const waiting = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} };
  const response = house.site(new URL(url)) ?? (await app.fetch(new Request(url, init), { deps }, waiting));
  response.headers.set("date", new Date(house.siteClock()).toUTCString());
  return response;
}
