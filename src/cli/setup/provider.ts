/** What is asked of Resend's API once: the webhook with its signing secret, and a key that may only send. */

import { Resend } from "resend";
import { WEBHOOK_EVENTS } from "../../mail/webhook.ts";

export type Webhook = {
  readonly id: string;
  readonly enabled: boolean;
  readonly events: readonly string[];
};

export const RESEND_ORIGIN = "https://api.resend.com";

/** The most that the API gives in one answer. */
const PAGE = 100;

export type Provider = {
  readonly client: Resend;
  /** Where webhooks come in. */
  readonly endpoint: string;
};

export function endpointOf(siteUrl: string): string {
  return `${siteUrl.replace(/\/+$/, "")}/webhooks/resend`;
}

export function providerOf(fullAccessKey: string, siteUrl: string, baseUrl: string | undefined): Provider {
  return { client: new Resend(fullAccessKey, baseUrl ? { baseUrl } : {}), endpoint: endpointOf(siteUrl) };
}

/** The webhook with our address, whoever made it; null when there is none. */
export async function findWebhook({ client, endpoint }: Provider): Promise<Webhook | null> {
  let after: string | undefined;
  do {
    const { data, has_more } = answered(await client.webhooks.list({ limit: PAGE, ...(after ? { after } : {}) }));
    const ours = data.find((webhook) => webhook.endpoint === endpoint);
    if (ours) return { id: ours.id, enabled: ours.status === "enabled", events: ours.events ?? [] };
    after = has_more ? data.at(-1)?.id : undefined;
  } while (after !== undefined);
  return null;
}

/** Its signing secret. */
export async function createWebhook({ client, endpoint }: Provider): Promise<string> {
  return answered(await client.webhooks.create({ endpoint, events: [...WEBHOOK_EVENTS] })).signing_secret;
}

export async function mendWebhook({ client }: Provider, { id, events }: Webhook): Promise<void> {
  answered(await client.webhooks.update(id, { status: "enabled", events: eventsFor(events) }));
}

export async function secretOfWebhook({ client }: Provider, id: string): Promise<string> {
  return answered(await client.webhooks.get(id)).signing_secret;
}

/** Its token: a key for the Worker, which can do nothing but send. */
export async function createSendingKey({ client }: Provider, name: string): Promise<string> {
  return answered(await client.apiKeys.create({ name, permission: "sending_access" })).token;
}

export function missingEvents({ events }: Webhook): string[] {
  return WEBHOOK_EVENTS.filter((event) => !events.includes(event));
}

/** Those it has already, and ours. */
export function eventsFor(events: readonly string[]): (typeof WEBHOOK_EVENTS)[number][] {
  return [...new Set([...events, ...WEBHOOK_EVENTS])] as (typeof WEBHOOK_EVENTS)[number][];
}

type Answer<Body> = { data: Body | null; error: { name: string; message: string } | null };

/** Throws in words for the author. */
function answered<Body>({ data, error }: Answer<Body>): Body {
  if (data !== null) return data;
  const remedy = REMEDIES[error?.name ?? ""] ?? "try again, and look at https://resend-status.com";
  throw new Error(`Resend says: ${error?.message ?? "nothing"} (${error?.name ?? "no name"}) → ${remedy}`);
}

const FULL_ACCESS = "make an API key with full access at https://resend.com/api-keys; delete it there afterwards";
const REMEDIES: Readonly<Record<string, string>> = {
  restricted_api_key: FULL_ACCESS,
  invalid_api_key: FULL_ACCESS,
  missing_api_key: FULL_ACCESS,
  rate_limit_exceeded: "wait a second and run the setup again",
};
