/** What the key may see of the account at Resend: our domain, its webhooks, what its plan allows a day. */

import { setTimeout } from "node:timers/promises";
import { type DomainRecords, type ErrorResponse, Resend, type Domain as ResendDomain } from "resend";

export type Webhook = {
  readonly id: string;
  readonly endpoint: string;
  readonly status: string;
  /** Null for all there are. */
  readonly events: readonly string[] | null;
};

export type Account = {
  /** The domain asked for; undefined when the account has none of this name. */
  readonly domain: ResendDomain | undefined;
  readonly otherDomains: readonly string[];
  readonly records: readonly DomainRecords[];
  readonly webhooks: readonly Webhook[];
  /** Of the webhook whose endpoint was asked for. */
  readonly signingSecret: string | undefined;
  /** Mails a UTC day; null for no such limit, undefined when it was not told. */
  readonly dailyLimit: number | null | undefined;
};

export type AccountAnswer =
  | { readonly kind: "seen"; readonly account: Account }
  /** The key is good, and may do nothing but send. */
  | { readonly kind: "restricted" }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "silent"; readonly reason: string }
  | { readonly kind: "no-key" };

type Asking = {
  readonly key: string | null;
  readonly baseUrl: string;
  readonly domain: string;
  readonly isOurs: (endpoint: string) => boolean;
};

/** One question after the other: the account has few requests a second, and mails may be leaving. */
export async function askAccount({ key, baseUrl, domain, isOurs }: Asking): Promise<AccountAnswer> {
  if (key === null) return { kind: "no-key" };
  const resend = new Resend(key, { baseUrl });
  const domains = await patiently(() => resend.domains.list({ limit: 100 }));
  if (domains.error) return answerOf(domains.error);
  const found = domains.data.data.find(({ name }) => name === domain);
  const records = found ? (await patiently(() => resend.domains.get(found.id))).data?.records : [];
  const webhooks = await patiently(() => resend.webhooks.list({ limit: 100 }));
  if (webhooks.error) return answerOf(webhooks.error);
  const ours = webhooks.data.data.find(({ endpoint }) => isOurs(endpoint));
  const account = {
    domain: found,
    otherDomains: domains.data.data.map(({ name }) => name).filter((name) => name !== domain),
    records: records ?? [],
    webhooks: webhooks.data.data,
    signingSecret: ours && ((await patiently(() => resend.webhooks.get(ours.id))).data?.signing_secret ?? undefined),
    dailyLimit: (await patiently(() => resend.usage.get())).data?.emails.daily.limit,
  };
  return { kind: "seen", account };
}

/** Resend counts by the second, and the account's mails count too. */
async function patiently<Reply extends { error: ErrorResponse | null }>(ask: () => Promise<Reply>): Promise<Reply> {
  const reply = await ask();
  if (reply.error?.name !== "rate_limit_exceeded") return reply;
  await setTimeout(A_SECOND_LATER_MS);
  return await ask();
}

const A_SECOND_LATER_MS = 1_100;

function answerOf({ name, statusCode, message }: ErrorResponse): AccountAnswer {
  if (name === "restricted_api_key") return { kind: "restricted" };
  const isRefused = statusCode === 401 || statusCode === 403;
  return { kind: isRefused ? "refused" : "silent", reason: `${name}: ${message}` };
}
