/** The author's own system as tests use it: what it was told, whether that is really ours, and how it answers next. */

import { expect } from "vitest";
import { requestConsultation } from "../../src/actions/request-consultation.ts";
import { ring } from "../../src/actions/ring.ts";
import type { Deps } from "../../src/deps.ts";
import { parseAddress } from "../../src/domain/address.ts";
import { current } from "./current.ts";
import { type Engine, engine, rows } from "./engine.ts";
import { RECEIVER_SECRET } from "./secrets.ts";

/** A house with such a system. */
export function tellingHouse(change: Partial<Deps> = {}) {
  const { deps } = engine();
  return engine({ config: { ...deps.config, consultationWebhook: receiverNow() }, ...change });
}

export function receiverNow() {
  return { url: `${current.room}/receiver`, secret: RECEIVER_SECRET };
}

/** The statuses of its next answers; 0 breaks the connection, -1 says nothing. */
export async function answerNext(...answers: number[]): Promise<void> {
  await fetch(`${current.room}/_local/receiver`, { method: "PUT", body: JSON.stringify({ answers }) });
}

type Heard = { id: string; at: number; body: string; told: { type: string; created_at: string; data: ToldOf } };
type ToldOf = Record<string, string>;

/** Everything it was sent, each with its signature checked by the letter of the specification. */
export async function heard(): Promise<Heard[]> {
  const all = await (await fetch(`${current.room}/_local/receiver`)).json<{ headers: ToldOf; body: string }[]>();
  return Promise.all(all.map(checked));
}

async function checked({ headers, body }: { headers: ToldOf; body: string }): Promise<Heard> {
  const { "webhook-id": id = "", "webhook-timestamp": timestamp = "", "webhook-signature": signature } = headers;
  const secret = Uint8Array.from(atob(RECEIVER_SECRET.slice("whsec_".length)), (one) => one.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${id}.${timestamp}.${body}`));
  expect(signature).toBe(`v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`);
  expect(headers["content-type"]).toBe("application/json");
  return { id, at: Number(timestamp) * 1000, body, told: JSON.parse(body) };
}

/** What she wrote. */
export const ASKED = {
  name: "花子",
  reach: "電話 090-1234-5678",
  times: "11月10日（火） 夜",
  topic: "夫にも言えないこと",
  worksheet: "私の強み",
};

/** She asks, as her form does. */
export async function askAndTell(house: Engine, email = "hanako@example.com") {
  const from = parseAddress(email);
  if (!from) throw new Error("impossible address");
  const asked = await requestConsultation(house.deps, { from, words: ASKED, now: current.now });
  const { noticeIds, webhookIds } = asked;
  await ring(house.deps, [...noticeIds.map((notice) => ({ notice })), ...webhookIds.map((webhook) => ({ webhook }))]);
  return asked;
}

export function webhooks() {
  return rows("SELECT state, attempts, last_answer FROM outgoing_webhooks");
}
