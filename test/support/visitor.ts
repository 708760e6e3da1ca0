/** A visitor of the site: she opens pages, sends forms, and follows the links of her mails. */

import { env, exports } from "cloudflare:workers";
import { expect, vi } from "vitest";
import type { Env } from "../../src/deps.ts";
import { SECOND } from "../../src/domain/numbers.ts";
import { rows } from "./engine.ts";
import { type ArrivedMail, arrivedMails, emitEvent, pullWebhooks } from "./post-office.ts";
import { TEST_SECRETS } from "./secrets.ts";

declare global {
  namespace Cloudflare {
    interface GlobalProps {
      mainModule: typeof import("./entry.ts");
    }
  }
}

const SITE = "http://localhost:8787";

/** Asks the Worker and follows no redirect. `url` is a path or a whole link. */
export function visit(url: string, init: RequestInit = {}): Promise<Response> {
  return exports.default.fetch(new URL(url, SITE).href, { redirect: "manual", ...init });
}

export function post(url: string, fields: Record<string, string>, headers: HeadersInit = {}): Promise<Response> {
  return visit(url, { method: "POST", body: new URLSearchParams(fields), headers });
}

/** The sign-up form as the page sends it. */
export function signUp(email: string, { name = "", cookie = "" } = {}): Promise<Response> {
  return post("/signup", { email, name, consent: "yes" }, cookie ? { Cookie: cookie } : {});
}

/** Signs up, proves the address, and has the guide. */
export async function enrol(email: string, name = ""): Promise<{ confirmLink: string; stopLink: string }> {
  await signUp(email, { name });
  const confirmLink = await confirmLinkTo(email);
  expect((await post(confirmLink, {})).status).toBe(200);
  const guide = await lastMailTo(email, ({ tags }) => tags.lesson === "intro-guide");
  return { confirmLink, stopLink: stopLinkIn(guide) };
}

/** The link of the newest confirm mail, as soon as all mails are out. */
export async function confirmLinkTo(email: string): Promise<string> {
  const mail = await lastMailTo(email, ({ text }) => text.includes("/confirm?t="));
  return mail.text.match(/http\S+\/confirm\?t=\S+/)?.[0] ?? "";
}

function stopLinkIn(mail: ArrivedMail): string {
  return mail.headers["List-Unsubscribe"]?.slice(1, -1) ?? "";
}

async function lastMailTo(email: string, isMeant: (mail: ArrivedMail) => boolean): Promise<ArrivedMail> {
  await everythingSent();
  const mail = (await arrivedMails(email)).findLast(isMeant);
  if (!mail) throw new Error(`No such mail to ${email} arrived.`);
  return mail;
}

/** The queue is done: no mail waits to be sent. */
export async function everythingSent(): Promise<void> {
  const open =
    "SELECT id FROM batches WHERE state <> 'closed' UNION ALL SELECT id FROM notices WHERE state <> 'closed'";
  // By itself it waits one second, which a busy machine may need for one mail.
  await vi.waitUntil(async () => (await rows(open)).length === 0, { timeout: 20_000 });
}

/** Signed webhooks with which the provider tells something about a mail. */
export async function newsOf(mail: { id: string }, type: string, more: Record<string, unknown> = {}) {
  await pullWebhooks();
  await emitEvent(mail, type, more);
  return pullWebhooks();
}

/** The provider tells it, and the Worker hears it. */
export async function tell(mail: { id: string }, type: string, more: Record<string, unknown> = {}): Promise<Response> {
  const [webhook] = await newsOf(mail, type, more);
  return visit("/webhooks/resend", { method: "POST", ...webhook });
}

/** The body of a webhook. The time it tells of is the clock's at the beginning of a test. */
export function event({ type, ...data }: { type: string } & Record<string, unknown>): string {
  return JSON.stringify({ type, created_at: "2026-11-02T03:00:00.000Z", data: { email_id: "e", ...data } });
}

export type Signed = { headers: Record<string, string>; body: string };

/** docs.svix.com/receiving/verifying-payloads/how-manual: HMAC-SHA256 over `id.timestamp.body`; the time is real time. */
export async function signed(
  body: string,
  { secret = TEST_SECRETS.RESEND_WEBHOOK_SECRET, at = Date.now() } = {},
): Promise<Signed> {
  const [id, timestamp] = [`msg_${crypto.randomUUID()}`, String(Math.floor(at / SECOND))];
  const bytes = Uint8Array.from(atob(secret.slice("whsec_".length)), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${id}.${timestamp}.${body}`));
  const signature = `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`;
  return { headers: { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signature }, body };
}

/** Every row of every table, to compare before and after. */
export async function allRows(): Promise<Record<string, unknown[]>> {
  const { DB } = env as unknown as Env;
  const tables = await rows<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*'",
  );
  const results = await DB.batch(tables.map(({ name }) => DB.prepare(`SELECT * FROM ${name} ORDER BY 1, 2`)));
  return Object.fromEntries(tables.map(({ name }, index) => [name, results[index]?.results ?? []]));
}
