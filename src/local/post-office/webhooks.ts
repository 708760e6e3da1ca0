/** Tells the course what became of its mails, signed as Resend does through Svix: pushed to an address, or kept to be pulled. */

import { createHmac, randomBytes } from "node:crypto";
import { pause } from "./clock.ts";
import type { MailEvent } from "./fate.ts";
import type { Mail } from "./mail.ts";

export type WebhookEvent = {
  /** svix-id: the same for every attempt. */
  readonly id: string;
  readonly type: string;
  /** Unix ms by the post office's clock. */
  readonly created_at: number;
  readonly mail: Mail;
  /** Impacted recipients. */
  readonly to: readonly string[];
  readonly details: MailEvent["details"];
  /** Real unix ms before which it is not pushed. */
  readonly notBefore: number;
};

type SignedWebhook = { readonly headers: Record<string, string>; readonly body: string };

export type WebhookDesk = {
  readonly secret: string;
  readonly closing: AbortSignal;
  /** Null: events wait in `waiting` until they are pulled. */
  url: string | null;
  waiting: WebhookEvent[];
  /** Pushed in vain and given up; pulled like the others. */
  undelivered: WebhookEvent[];
  posting: number;
  sleeping: boolean;
};

/** Resend retries after 5 s, 5 min, 30 min …; nobody waits so long at a desk. Then the event waits to be pulled. */
const RETRY_AFTER_MS = [0, 200, 1_000, 3_000];
const POSTS_AT_ONCE = 8;
const POST_TIMEOUT_MS = 10_000;

export function openWebhookDesk(secret: string, url: string | null, closing: AbortSignal): WebhookDesk {
  if (!/^whsec_[A-Za-z0-9+/]+=*$/.test(secret)) throw new TypeError("webhookSecret must be whsec_ followed by base64");
  return { secret, closing, url, waiting: [], undelivered: [], posting: 0, sleeping: false };
}

export function newWebhookId(): string {
  return `msg_${randomBytes(15).toString("base64url")}`;
}

export function announce(desk: WebhookDesk, events: readonly WebhookEvent[]): void {
  for (const event of events) desk.waiting.push(event);
  pushWaiting(desk);
}

/** Takes every pending event, oldest first, signed as of now. */
export function pullWebhooks(desk: WebhookDesk): SignedWebhook[] {
  const events = [...desk.undelivered.splice(0), ...desk.waiting.splice(0)];
  return events.map((event) => sign(desk.secret, event));
}

/** Starts as many posts as may run; comes back by itself when the next event's moment has come. */
export function pushWaiting(desk: WebhookDesk): void {
  while (desk.url !== null && desk.posting < POSTS_AT_ONCE && !desk.closing.aborted) {
    const next = desk.waiting[0];
    if (next === undefined) return;
    if (next.notBefore > Date.now()) {
      sleepUntilDue(desk, next.notBefore - Date.now());
      return;
    }
    desk.waiting.shift();
    void pushOne(desk, desk.url, next);
  }
}

function sleepUntilDue(desk: WebhookDesk, ms: number): void {
  if (desk.sleeping) return;
  desk.sleeping = true;
  void pause(ms, desk.closing).then(() => {
    desk.sleeping = false;
    pushWaiting(desk);
  });
}

async function pushOne(desk: WebhookDesk, url: string, event: WebhookEvent): Promise<void> {
  desk.posting += 1;
  const arrived = await postWithRetries(desk, url, event);
  desk.posting -= 1;
  if (!arrived) desk.undelivered.push(event);
  pushWaiting(desk);
}

async function postWithRetries(desk: WebhookDesk, url: string, event: WebhookEvent): Promise<boolean> {
  for (const wait of RETRY_AFTER_MS) {
    if (wait > 0) await pause(wait, desk.closing);
    if (desk.closing.aborted) return false;
    if (await post(url, sign(desk.secret, event), desk.closing)) return true;
  }
  return false;
}

async function post(url: string, { headers, body }: SignedWebhook, closing: AbortSignal): Promise<boolean> {
  const signal = AbortSignal.any([closing, AbortSignal.timeout(POST_TIMEOUT_MS)]);
  try {
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** docs.svix.com/receiving/verifying-payloads/how-manual: HMAC-SHA256 over `id.timestamp.body`; the time is real time. */
function sign(secret: string, event: WebhookEvent): SignedWebhook {
  const body = JSON.stringify(payloadOf(event));
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(`${event.id}.${timestamp}.${body}`).digest("base64");
  const headers = {
    "content-type": "application/json",
    "svix-id": event.id,
    "svix-timestamp": timestamp,
    "svix-signature": `v1,${signature}`,
  };
  return { headers, body };
}

/** OpenAPI, OutboundEmailEventData and its kin. */
function payloadOf({ type, created_at, mail, to, details }: WebhookEvent): Record<string, unknown> {
  const headers = Object.entries(mail.headers).map(([name, value]) => ({ name, value }));
  const data = {
    email_id: mail.id,
    message_id: mail.message_id,
    created_at: new Date(mail.received_at).toISOString(),
    from: mail.from,
    to,
    subject: mail.subject,
    tags: mail.tags,
    ...(headers.length > 0 ? { headers } : {}),
    ...details,
  };
  return { type, created_at: new Date(created_at).toISOString(), data };
}
