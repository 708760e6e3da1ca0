/** Telling a system of the author's of a consultation: one attempt at what waits, and what follows from its answer. */

import {
  type Attempt,
  closeWebhook,
  postponeWebhook,
  reviveWebhook,
  takeWebhook,
  wordsOfWebhook,
} from "../db/outgoing-webhooks.ts";
import { firstRow, onlyRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { type Told, type WebhookAnswer, waitAfter, webhookBody } from "../domain/outgoing-webhook.ts";
import { postWebhook } from "../mail/outgoing-webhook.ts";

export type TellReport =
  /** Its time has not come, somebody else has it, or it is done. */
  | { kind: "not-ours" }
  | { kind: "taken" }
  | { kind: "given-up"; why: string }
  | { kind: "later"; retryAt: number; why: string };

type TellDeps = Pick<Deps, "db" | "config">;

/** `now` is unix ms. However often it is asked for, there is one attempt at a time, under one id. */
export async function tellReceiver(
  deps: TellDeps,
  { webhookId, now }: { webhookId: string; now: number },
): Promise<TellReport> {
  const { db, config } = deps;
  const [taken, words] = await db.batch([takeWebhook(db, webhookId, now), wordsOfWebhook(db, webhookId)]);
  const attempt = firstRow<Attempt>(taken);
  if (!attempt) return { kind: "not-ours" };
  const told = { ...onlyRow<Told>(words), ...attempt };
  const receiver = config.consultationWebhook;
  const answer: WebhookAnswer = receiver
    ? await postWebhook(receiver, { id: attempt.id, body: webhookBody(config.siteUrl, told), at: now })
    : { kind: "gone", reason: "no receiver is set" };
  return settle(deps, attempt, answer, now);
}

async function settle(
  { db }: TellDeps,
  attempt: Attempt,
  { kind, reason }: WebhookAnswer,
  now: number,
): Promise<TellReport> {
  if (kind === "taken") {
    await closeWebhook(db, attempt, { state: "taken", reason, now }).run();
    return { kind };
  }
  const wait = kind === "gone" ? null : waitAfter(attempt.attempts);
  if (wait === null) {
    await closeWebhook(db, attempt, { state: "given_up", reason, now }).run();
    return { kind: "given-up", why: reason };
  }
  await postponeWebhook(db, attempt, { reason, retryAt: now + wait }).run();
  return { kind: "later", retryAt: now + wait, why: reason };
}

/** By the author's press: what was given up is tried anew. False when it was not, or not any more. */
export async function tellAgain(
  { db }: Pick<Deps, "db">,
  { webhookId, now }: { webhookId: string; now: number },
): Promise<boolean> {
  const [revived] = await db.batch([reviveWebhook(db, webhookId, now)]);
  return firstRow(revived) !== undefined;
}
