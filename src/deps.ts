/** From the Worker's environment to what the house works with. A missing setting fails loudly, by name. */

import * as v from "valibot";
import { packedMails } from "../build/mails.ts";
import { scripts } from "../build/scripts.ts";
import { course } from "../emails/course.ts";
import type { CompiledMails } from "./domain/compiled-mail.ts";
import type { Config } from "./domain/config.ts";
import type { Course } from "./domain/course.ts";
import { createPacer } from "./domain/pacer.ts";
import type { Scripts } from "./domain/script.ts";
import type { Mailer } from "./mail/mailer.ts";
import { type PacedMailer, pacedMailer } from "./mail/paced-mailer.ts";
import { resendMailer } from "./mail/resend.ts";
import { unpackMails } from "./mail/unpack.ts";

/** A queue message: only a doorbell. What is to do stands in the database. */
export type Doorbell = { batch: string } | { notice: string };

export type Deps = {
  readonly db: D1Database;
  readonly mailer: Mailer;
  readonly queue: Queue<Doorbell>;
  readonly course: Course;
  readonly mails: CompiledMails;
  readonly scripts: Scripts;
  readonly config: Config;
  /** Unix ms. */
  readonly clock: () => number;
};

export type Env = Record<string, unknown> & { DB: D1Database; DELIVERIES: Queue<Doorbell> };

/** Settings that are missing or wrong. The message is for the operator: which, and how to set it. */
export class SettingsError extends Error {
  readonly settings: readonly string[];

  constructor(problems: readonly { setting: string; problem: string; secret: boolean }[]) {
    super(
      problems.map(({ setting, problem, secret }) => `${setting} ${problem}: ${howToSet(setting, secret)}`).join("\n"),
    );
    this.name = "SettingsError";
    this.settings = problems.map(({ setting }) => setting);
  }
}

const SECRET_NAMES = new Set([
  "RESEND_API_KEY",
  "RESEND_WEBHOOK_SECRET",
  "LINK_SECRET",
  "LINK_SECRET_PREVIOUS",
  "IDENTITY_SECRET",
]);

const present = v.pipe(v.string("is missing"), v.trim(), v.nonEmpty("is empty"));
const long = v.pipe(present, v.minLength(32, "is shorter than 32 characters"));
const mailbox = v.pipe(present, v.regex(/^[^\s@<>]+@[^\s@<>]+$/, "is no mail address"));

const Settings = v.object({
  SITE_URL: v.pipe(
    present,
    v.url("is no URL"),
    v.regex(/^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/, "must begin with https://"),
    v.transform((url) => url.replace(/\/+$/, "")),
  ),
  MAIL_FROM: v.pipe(present, v.regex(/^[^\r\n]*<[^\s@<>]+@[^\s@<>]+>$|^[^\s@<>]+@[^\s@<>]+$/, "is no mail address")),
  MAIL_REPLY_TO: mailbox,
  AUTHOR_EMAIL: mailbox,
  SENDER_NAME: present,
  SENDER_ADDRESS: present,
  SENDER_CONTACT: present,
  RESEND_API_KEY: present,
  RESEND_WEBHOOK_SECRET: v.pipe(present, v.startsWith("whsec_", "does not begin with whsec_")),
  RESEND_BASE_URL: v.optional(v.pipe(present, v.url("is no URL"))),
  LINK_SECRET: long,
  LINK_SECRET_PREVIOUS: v.optional(long),
  IDENTITY_SECRET: long,
  LINE_ADD_URL: v.optional(v.pipe(present, v.url("is no URL"), v.startsWith("https://", "must begin with https://"))),
  DAILY_QUOTA: v.optional(
    v.pipe(present, v.regex(/^[1-9]\d{0,8}$/, "is no whole number above 0"), v.transform(Number)),
  ),
});

/** The one place that reads the machine's clock. */
export function systemClock(): number {
  return Date.now();
}

/** Rejects with a SettingsError that names every missing or wrong setting at once. */
export async function createDeps(env: Env, clock: () => number = systemClock): Promise<Deps> {
  return assemble(env, await unpackMails(packedMails), clock);
}

/** As `createDeps`, for mails that are unpacked already. */
export function assemble(env: Env, mails: CompiledMails, clock: () => number): Deps {
  return { ...lastingOf(env), course, mails, scripts, clock };
}

type Lasting = Pick<Deps, "db" | "mailer" | "queue" | "config">;

/** The platform hands one env to all requests of an isolate: its settings are read once. */
const known = new WeakMap<Env, Lasting>();

function lastingOf(env: Env): Lasting {
  let lasting = known.get(env);
  if (!lasting) {
    const config = readConfig(env);
    lasting = { db: env.DB, mailer: resendMailer(config.resend), queue: env.DELIVERIES, config };
    known.set(env, lasting);
  }
  return lasting;
}

/** All bells answered by one isolate share one pace, which is felt in real time whatever clock the house has. */
const pacer = createPacer();

/** The same house with a mailer that keeps the provider's rate limit. */
export function atPace(deps: Deps): Deps & { mailer: PacedMailer } {
  return { ...deps, mailer: pacedMailer(deps.mailer, pacer, systemClock) };
}

function readConfig(env: Env): Config {
  const parsed = v.safeParse(Settings, env, { abortPipeEarly: true });
  if (!parsed.success) throw new SettingsError(parsed.issues.map(problemOf));
  const s = parsed.output;
  return {
    siteUrl: s.SITE_URL,
    mailFrom: s.MAIL_FROM,
    mailReplyTo: s.MAIL_REPLY_TO,
    authorEmail: s.AUTHOR_EMAIL,
    sender: { name: s.SENDER_NAME, address: s.SENDER_ADDRESS, contact: s.SENDER_CONTACT },
    secrets: { link: s.LINK_SECRET, linkPrevious: s.LINK_SECRET_PREVIOUS, identity: s.IDENTITY_SECRET },
    resend: { apiKey: s.RESEND_API_KEY, webhookSecret: s.RESEND_WEBHOOK_SECRET, baseUrl: s.RESEND_BASE_URL },
    dailyQuota: s.DAILY_QUOTA,
    lineAddUrl: s.LINE_ADD_URL,
  };
}

function problemOf(issue: v.BaseIssue<unknown>) {
  const setting = String(issue.path?.[0]?.key ?? "settings");
  const problem = issue.input === undefined ? "is missing" : issue.message;
  return { setting, problem, secret: SECRET_NAMES.has(setting) };
}

function howToSet(setting: string, secret: boolean): string {
  return secret
    ? `set it with \`npx wrangler secret put ${setting}\` (locally in .dev.vars)`
    : `set it under [vars] in wrangler.toml (locally in .dev.vars)`;
}
