/** What stands in the account at Resend beside mails: domains and their records, for looking only, and webhooks. */

import { Hono } from "hono";
import { answerRefusal, type RoomContext, type RoomEnv } from "./answer.ts";
import { isObject } from "./draft.ts";
import { notFound } from "./refusal.ts";
import type { Room } from "./room.ts";

/** OpenAPI, Domain. */
export type AccountDomain = {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly created_at: string;
  readonly region: string;
  readonly open_tracking: boolean;
  readonly click_tracking: boolean;
  readonly capabilities: { readonly sending: string; readonly receiving: string };
  readonly records: readonly Readonly<Record<string, unknown>>[];
};

/** OpenAPI, GetWebhookResponse. */
export type AccountWebhook = {
  readonly id: string;
  readonly endpoint: string;
  readonly status: string;
  readonly events: readonly string[] | null;
  readonly created_at: string;
  readonly signing_secret: string;
};

export type Account = { domains: readonly AccountDomain[]; webhooks: readonly AccountWebhook[] };

const CREATED_AT = "2026-11-01 09:00:00.000000+00";

/** Resend's documented form of the records that it asks for (POST /domains), names without the domain. */
export function accountDomain(name: string, region = "ap-northeast-1"): AccountDomain {
  const common = { ttl: "Auto", status: "verified" };
  return {
    id: "d91cd9bd-1176-453e-8fc1-35364d380206",
    name,
    status: "verified",
    created_at: CREATED_AT,
    region,
    open_tracking: false,
    click_tracking: false,
    capabilities: { sending: "enabled", receiving: "disabled" },
    records: [
      {
        ...common,
        record: "SPF",
        name: "send",
        type: "MX",
        value: `feedback-smtp.${region}.amazonses.com`,
        priority: 10,
      },
      { ...common, record: "SPF", name: "send", type: "TXT", value: "v=spf1 include:amazonses.com ~all" },
      { ...common, record: "DKIM", name: "resend._domainkey", type: "TXT", value: "p=…" },
    ],
  };
}

export function accountWebhook(endpoint: string, signingSecret: string): AccountWebhook {
  const kinds = ["sent", "delivered", "bounced", "complained", "suppressed", "failed"];
  return {
    id: "479e3145-dd38-476b-932c-529ceb705947",
    endpoint,
    status: "enabled",
    events: kinds.map((kind) => `email.${kind}`),
    created_at: CREATED_AT,
    signing_secret: signingSecret,
  };
}

/** Behind the API's own door, which knows the key. */
export function accountRoutes(): Hono<RoomEnv> {
  return new Hono<RoomEnv>()
    .get("/domains", (c) => c.json(listed(c.get("room").account.domains.map(({ records: _, ...item }) => item))))
    .get("/domains/:id", domain);
}

/** The one that this room pushes to counts as registered, until a script says otherwise. */
export function webhooksOf({ account, webhooks: { url, secret } }: Room): readonly AccountWebhook[] {
  if (account.webhooks.length > 0 || url === null) return account.webhooks;
  return [accountWebhook(url, secret)];
}

function listed(items: readonly unknown[]) {
  return { object: "list", has_more: false, data: items };
}

function domain(c: RoomContext): Response {
  const found = c.get("room").account.domains.find(({ id }) => id === c.req.param("id"));
  return found ? c.json({ object: "domain", ...found }) : answerRefusal(c, notFound("Domain"));
}

/** Throws TypeError with what is wrong. */
export function readAccount(value: unknown): Partial<Account> {
  if (!isObject(value)) throw new TypeError('an account must be an object of "domains" and "webhooks"');
  for (const [name, items] of Object.entries(value)) {
    if (!["domains", "webhooks"].includes(name) || !Array.isArray(items))
      throw new TypeError(`no list "${name}" in an account`);
  }
  return value;
}
