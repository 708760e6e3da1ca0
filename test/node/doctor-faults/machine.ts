/** Faults of the machine, the settings and the database, and the lines that have to name them. */

import { databaseBy } from "../../../src/local/database-by.ts";
import { ago, type Fault, means, setting } from "./seeds.ts";

export const MACHINE_FAULTS: readonly Fault[] = [
  {
    fault: "an old Node",
    line: "node",
    says: /Node 20\.11\.0/,
    fix: /npm ci/,
    seed: means({ nodeVersion: "20.11.0" }),
  },
  {
    fault: "secrets that others may read",
    line: "dev-vars",
    says: /\(644\)/,
    fix: /chmod 600/,
    seed: means({ devVarsMode: 0o100644 }),
  },
  {
    fault: "a clock ten minutes fast",
    line: "clock",
    says: /10\.\d minutes ahead of/,
    fix: /set-ntp/,
    seed: means({ machineNow: () => ago(-10) }),
  },
  {
    fault: "a clock that only the site contradicts",
    line: "clock",
    says: /9\.\d minutes ahead of course\.ayumi-letters\.jp|10\.0 minutes ahead of course/,
    fix: /set-ntp/,
    seed: (house) => {
      house.siteClock = () => ago(10);
    },
  },
];

export const SETTINGS_FAULTS: readonly Fault[] = [
  {
    fault: "no contact",
    line: "settings",
    says: /^SENDER_CONTACT is missing$/,
    fix: /SENDER_CONTACT = "…" under \[vars\]/,
    seed: setting({ SENDER_CONTACT: undefined }),
  },
  {
    fault: "a quota that is no number",
    line: "settings",
    says: /^DAILY_QUOTA is no whole number/,
    fix: /DAILY_QUOTA = /,
    seed: setting({ DAILY_QUOTA: "many" }),
  },
  {
    fault: "the sample's sender",
    line: "samples",
    says: /^SENDER_NAME is the sample's/,
    fix: /SENDER_NAME = /,
    seed: setting({ SENDER_NAME: "見本 歩" }),
  },
  {
    fault: "a stand-in instead of Resend",
    line: "samples",
    says: /^RESEND_BASE_URL must not be live/,
    fix: /RESEND_BASE_URL/,
    seed: setting({ RESEND_BASE_URL: "http://127.0.0.1:8788" }),
  },
  {
    fault: "a secret that was never set",
    line: "secrets",
    says: /^IDENTITY_SECRET is missing$/,
    fix: /^npx wrangler secret put IDENTITY_SECRET .*only while nobody has signed up/,
    seed: (house) => {
      setting({ IDENTITY_SECRET: undefined })(house);
      means({ secretNames: async () => ["RESEND_API_KEY", "RESEND_WEBHOOK_SECRET", "LINK_SECRET"] })(house);
    },
  },
  {
    fault: "a short secret",
    line: "secrets",
    says: /^LINK_SECRET is shorter than 32/,
    fix: /secret put LINK_SECRET/,
    seed: setting({ LINK_SECRET: "short" }),
  },
  {
    fault: "one secret for both",
    line: "secrets",
    says: /are the same/,
    fix: /secret put LINK_SECRET/,
    seed: setting({ LINK_SECRET: "another that keys the hashes of addresses" }),
  },
  {
    fault: "wrangler not logged in",
    line: "secrets",
    says: /^wrangler is not logged in$/,
    fix: /npx wrangler login/,
    seed: means({ secretNames: () => Promise.reject(new Error("You are not logged in.")) }),
  },
  {
    fault: "no way to Cloudflare",
    line: "secrets",
    says: /^Cloudflare's API cannot be reached: Unable to resolve/,
    fix: /^look at your network/,
    unasked: ["migrations", "database", "ticks", "lessons", "notices", "sending", "quota", "queue", "heard"],
    seed: (house) => {
      const offline = () => Promise.reject(new Error("Unable to resolve Cloudflare's API hostname"));
      means({ secretNames: offline, consumersOf: offline, db: databaseBy(offline) })(house);
    },
  },
  {
    fault: "no Worker yet",
    line: "secrets",
    says: /Worker "ayumi" not found/,
    fix: /^npm run setup/,
    seed: means({ secretNames: () => Promise.reject(new Error('Worker "ayumi" not found.')) }),
  },
];

export const DATABASE_FAULTS: readonly Fault[] = [
  {
    fault: "no database",
    line: "migrations",
    says: /Couldn't find a D1 DB named 'ayumi'/,
    fix: /^npm run setup/,
    unasked: ["database", "ticks", "lessons", "notices", "sending", "quota", "heard"],
    seed: means({ db: databaseBy(() => Promise.reject(new Error("Couldn't find a D1 DB named 'ayumi'"))) }),
  },
  {
    fault: "a migration not applied",
    line: "migrations",
    says: /^not applied: 0009_desk\.sql$/,
    fix: /d1 migrations apply DB --remote/,
    seed: ({ run }) => run("DELETE FROM d1_migrations WHERE name = '0009_desk.sql'"),
  },
  {
    fault: "a migration of a newer version",
    line: "migrations",
    says: /no file here: 9999_later\.sql/,
    fix: /git pull/,
    seed: ({ run }) => run("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')"),
  },
  {
    fault: "a column that somebody took away",
    line: "database",
    says: /no such column: accepted/,
    fix: /wrangler d1 list/,
    unasked: ["ticks", "lessons", "notices", "sending", "quota", "heard"],
    seed: ({ run }) => run("ALTER TABLE sending_days RENAME COLUMN accepted TO last_tick_at"),
  },
];
