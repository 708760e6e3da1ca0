/** The settings of one deployment, from its environment. A missing or wrong one fails loudly, by name. */

import * as v from "valibot";
import type { Config } from "./domain/config.ts";
import { isLive, unfitSettings } from "./domain/sample-settings.ts";
import { TURNSTILE_ORIGIN } from "./domain/turnstile.ts";

type Problem = { readonly setting: string; readonly problem: string; readonly secret: boolean };

/** Settings that are missing or wrong. The message is for the operator: which, and how to set it. */
export class SettingsError extends Error {
  readonly settings: readonly string[];
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(
      problems.map(({ setting, problem, secret }) => `${setting} ${problem}: ${howToSet(setting, secret)}`).join("\n"),
    );
    this.problems = problems;
    this.name = "SettingsError";
    this.settings = problems.map(({ setting }) => setting);
  }
}

export const SECRET_NAMES: ReadonlySet<string> = new Set([
  "RESEND_API_KEY",
  "RESEND_WEBHOOK_SECRET",
  "LINK_SECRET",
  "LINK_SECRET_PREVIOUS",
  "IDENTITY_SECRET",
  "TURNSTILE_SECRET_KEY",
  "CONSULTATION_WEBHOOK_SECRET",
]);

const present = v.pipe(v.string("is missing"), v.trim(), v.nonEmpty("is empty"));
const long = v.pipe(present, v.minLength(32, "is shorter than 32 characters"));
const mailbox = v.pipe(present, v.regex(/^[^\s@<>]+@[^\s@<>]+$/, "is no mail address"));

/** `https://blog.example`, as a browser writes it; http only on this machine. */
const origin = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/\/$/, "")),
  v.check(
    (text) => /^https:[^*]+$|^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(text) && URL.parse(text)?.origin === text,
    "has something that is no origin such as https://blog.your-domain.jp",
  ),
);
const origins = v.pipe(
  present,
  v.transform((text) => text.split(/[\s,]+/).filter(Boolean)),
  v.array(origin),
);

/** Where something is posted: no name and password in it, which fetch would not take. */
const receiver = v.pipe(
  present,
  v.check((text) => URL.canParse(text), "is no URL"),
  v.regex(/^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/, "must begin with https://"),
  v.check((text) => !/@/.test(text.split(/[/?#]/, 3)[2] ?? ""), "holds a name or password before an @"),
);

/** The specification asks for 24 to 64 bytes. */
const signingSecret = v.pipe(
  present,
  v.regex(/^whsec_(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, "is not whsec_ and base64"),
  v.check((secret) => bytesIn(secret) >= 24 && bytesIn(secret) <= 64, "does not hold 24 to 64 bytes"),
);

function bytesIn(secret: string): number {
  return atob(secret.slice("whsec_".length)).length;
}

/** What the page 特定商取引法に基づく表記 says: all of them, or none and there is no such page. */
const TOKUSHO = {
  TOKUSHO_PHONE: v.optional(present),
  TOKUSHO_PRICE: v.optional(present),
  TOKUSHO_PAYMENT: v.optional(present),
  TOKUSHO_DELIVERY: v.optional(present),
  TOKUSHO_RETURNS: v.optional(present),
};
const TOKUSHO_NAMES = Object.keys(TOKUSHO) as (keyof typeof TOKUSHO)[];

const Settings = v.object({
  ...TOKUSHO,
  EMBED_ORIGINS: v.optional(origins),
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
  LINE_ADD_URL: v.optional(v.pipe(present, v.url("is no URL"), v.startsWith("https://", "must begin with https://"))),
  RESEND_API_KEY: present,
  RESEND_WEBHOOK_SECRET: v.pipe(present, v.startsWith("whsec_", "does not begin with whsec_")),
  RESEND_BASE_URL: v.optional(v.pipe(present, v.url("is no URL"))),
  LINK_SECRET: long,
  LINK_SECRET_PREVIOUS: v.optional(long),
  IDENTITY_SECRET: long,
  TURNSTILE_SITE_KEY: v.optional(present),
  TURNSTILE_SECRET_KEY: v.optional(present),
  TURNSTILE_BASE_URL: v.optional(v.pipe(present, v.url("is no URL"))),
  ACCESS_TEAM_DOMAIN: v.optional(
    v.pipe(present, v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "is no host such as my-team.cloudflareaccess.com")),
  ),
  ACCESS_AUD: v.optional(present),
  ACCESS_BASE_URL: v.optional(v.pipe(present, v.url("is no URL"))),
  CONSULTATION_WEBHOOK_URL: v.optional(receiver),
  CONSULTATION_WEBHOOK_SECRET: v.optional(signingSecret),
  REFUSE_DISPOSABLE: v.optional(v.pipe(present, v.picklist(["0", "1"], "is neither 0 nor 1"))),
  WEEKLY_LETTER: v.optional(v.pipe(present, v.picklist(["0", "1"], "is neither 0 nor 1"))),
  DAILY_QUOTA: v.optional(
    v.pipe(present, v.regex(/^[1-9]\d{0,8}$/, "is no whole number above 0"), v.transform(Number)),
  ),
});

/** `env` as wrangler hands it over; what is not a setting is left alone. Throws a SettingsError. */
export function readConfig(env: Readonly<Record<string, unknown>>): Config {
  const parsed = v.safeParse(Settings, env, { abortPipeEarly: true });
  if (!parsed.success) throw new SettingsError(parsed.issues.map(problemOf));
  const s = parsed.output;
  if (isLive(s.SITE_URL)) refuseSamples(env);
  return {
    embedOrigins: s.EMBED_ORIGINS ?? [],
    tokusho: tokushoOf(s),
    siteUrl: s.SITE_URL,
    mailFrom: s.MAIL_FROM,
    mailReplyTo: s.MAIL_REPLY_TO,
    authorEmail: s.AUTHOR_EMAIL,
    sender: { name: s.SENDER_NAME, address: s.SENDER_ADDRESS, contact: s.SENDER_CONTACT },
    secrets: { link: s.LINK_SECRET, linkPrevious: s.LINK_SECRET_PREVIOUS, identity: s.IDENTITY_SECRET },
    resend: { apiKey: s.RESEND_API_KEY, webhookSecret: s.RESEND_WEBHOOK_SECRET, baseUrl: s.RESEND_BASE_URL },
    lineAddUrl: s.LINE_ADD_URL,
    turnstile: turnstileOf(s),
    access: accessOf(s),
    consultationWebhook: receiverOf(s),
    refusesThrowaway: s.REFUSE_DISPOSABLE === "1",
    writesWeekly: s.WEEKLY_LETTER !== "0",
    dailyQuota: s.DAILY_QUOTA,
  };
}

/** Nobody signs up to a live site, and nothing leaves it, before its mails say who sends them. */
function refuseSamples(env: Readonly<Record<string, unknown>>): void {
  const problems = unfitSettings(env).map(({ setting, wrong }) => ({ setting, problem: wrong, secret: false }));
  if (problems.length > 0) throw new SettingsError(problems);
}

type TokushoSettings = { readonly [name in (typeof TOKUSHO_NAMES)[number]]?: string | undefined };

function tokushoOf(settings: TokushoSettings): Config["tokusho"] {
  const {
    TOKUSHO_PHONE: phone,
    TOKUSHO_PRICE: price,
    TOKUSHO_PAYMENT: payment,
    TOKUSHO_DELIVERY: delivery,
    TOKUSHO_RETURNS: returns,
  } = settings;
  if (phone && price && payment && delivery && returns) return { phone, price, payment, delivery, returns };
  const missing = TOKUSHO_NAMES.filter((setting) => !settings[setting]);
  if (missing.length === TOKUSHO_NAMES.length) return null;
  const problem = "is missing, though others of TOKUSHO_… are there";
  throw new SettingsError(missing.map((setting) => ({ setting, problem, secret: false })));
}

type TurnstileSettings = {
  readonly TURNSTILE_SITE_KEY?: string | undefined;
  readonly TURNSTILE_SECRET_KEY?: string | undefined;
  readonly TURNSTILE_BASE_URL?: string | undefined;
};

function turnstileOf(settings: TurnstileSettings): Config["turnstile"] {
  const { TURNSTILE_SITE_KEY: siteKey, TURNSTILE_SECRET_KEY: secretKey, TURNSTILE_BASE_URL: baseUrl } = settings;
  if (siteKey && secretKey) return { siteKey, secretKey, baseUrl: baseUrl ?? TURNSTILE_ORIGIN };
  return neitherOf("TURNSTILE_SITE_KEY", siteKey, "TURNSTILE_SECRET_KEY", secretKey);
}

type AccessSettings = {
  readonly ACCESS_TEAM_DOMAIN?: string | undefined;
  readonly ACCESS_AUD?: string | undefined;
  readonly ACCESS_BASE_URL?: string | undefined;
};

function accessOf(settings: AccessSettings): Config["access"] {
  const { ACCESS_TEAM_DOMAIN: team, ACCESS_AUD: audience, ACCESS_BASE_URL: baseUrl } = settings;
  if (!team || !audience) return neitherOf("ACCESS_TEAM_DOMAIN", team, "ACCESS_AUD", audience);
  const issuer = `https://${team}`;
  return { issuer, audience, keysUrl: `${baseUrl ?? issuer}/cdn-cgi/access/certs` };
}

type ReceiverSettings = {
  readonly SITE_URL: string;
  readonly CONSULTATION_WEBHOOK_URL?: string | undefined;
  readonly CONSULTATION_WEBHOOK_SECRET?: string | undefined;
};

function receiverOf(settings: ReceiverSettings): Config["consultationWebhook"] {
  const { CONSULTATION_WEBHOOK_URL: url, CONSULTATION_WEBHOOK_SECRET: secret } = settings;
  if (!url || !secret) return neitherOf("CONSULTATION_WEBHOOK_URL", url, "CONSULTATION_WEBHOOK_SECRET", secret);
  if (isLive(settings.SITE_URL) && !url.startsWith("https://")) {
    const problem = "must begin with https:// on a live site";
    throw new SettingsError([{ setting: "CONSULTATION_WEBHOOK_URL", problem, secret: false }]);
  }
  return { url, secret };
}

/** Two settings that are of use together alone: null when neither is there. */
function neitherOf(one: string, itsValue: string | undefined, other: string, otherValue: string | undefined): null {
  if (!itsValue && !otherValue) return null;
  const [missing, there] = itsValue ? [other, one] : [one, other];
  const problem = `is missing, though ${there} is there`;
  throw new SettingsError([{ setting: missing, problem, secret: SECRET_NAMES.has(missing) }]);
}

/** What is wrong with the value of one setting by itself, in the words of a SettingsError; null when it is fit or no setting. */
export function wrongWith(setting: string, value: string): string | null {
  const entries: Readonly<Record<string, v.GenericSchema>> = Settings.entries;
  const schema = entries[setting];
  const parsed = schema && v.safeParse(schema, value, { abortPipeEarly: true });
  return parsed?.issues?.[0].message ?? null;
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
