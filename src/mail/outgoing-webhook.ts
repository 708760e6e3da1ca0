/** Posting a signed webhook (standardwebhooks.com): one attempt, no redirect, and of the answer nothing but its status. */

import { Webhook } from "standardwebhooks";
import { WEBHOOK_TIMEOUT } from "../domain/numbers.ts";
import { answerOfStatus, type Receiver, type WebhookAnswer } from "../domain/outgoing-webhook.ts";

type Message = {
  /** The same at every attempt, so that a receiver can drop what it has. */
  readonly id: string;
  readonly body: string;
  /** When this attempt is made, unix ms. */
  readonly at: number;
};

/** Never throws. */
export async function postWebhook(
  { url, secret }: Receiver,
  { id, body, at }: Message,
  timeoutMs = WEBHOOK_TIMEOUT,
): Promise<WebhookAnswer> {
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, new Date(at), body),
  };
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
    await answer.body?.cancel();
    return answerOfStatus(answer.status);
  } catch {
    return { kind: "failed", reason: signal.aborted ? "no answer in time" : "no connection" };
  }
}
