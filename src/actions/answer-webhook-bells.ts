/** Answering the bells of outgoing webhooks: a few at once, beside the mails and at no cost to them. */

import type { Deps, Doorbell, MailBell, WebhookBell } from "../deps.ts";
import { RING_AGAIN_AFTER, WEBHOOKS_AT_ONCE } from "../domain/numbers.ts";
import { ring } from "./ring.ts";
import { type TellReport, tellReceiver } from "./tell-receiver.ts";

type Report = TellReport | { kind: "surprise"; error: string };

export function isWebhookBell(bell: Doorbell): bell is WebhookBell {
  return "webhook" in bell;
}

export function isMailBell(bell: Doorbell): bell is MailBell {
  return !isWebhookBell(bell);
}

/** Of `bells`, those that are webhooks'. Rung again: what is beyond one invocation. */
export async function answerWebhookBells(
  deps: Pick<Deps, "db" | "queue" | "config" | "clock">,
  bells: readonly Doorbell[],
  tell: (bell: WebhookBell, report: Report) => void,
): Promise<void> {
  const ours = bells.filter(isWebhookBell);
  const now = ours.slice(0, WEBHOOKS_AT_ONCE).map(async (bell) => {
    const surprise = (error: unknown): Report => ({ kind: "surprise", error: String(error) });
    tell(bell, await answerWebhookBell(deps, { bell, now: deps.clock() }).catch(surprise));
  });
  await Promise.all([...now, ring(deps, ours.slice(WEBHOOKS_AT_ONCE))]);
}

/** What is to be tried again within minutes is rung for at once; all else is the sweep's. */
export async function answerWebhookBell(
  deps: Pick<Deps, "db" | "queue" | "config">,
  { bell, now }: { bell: WebhookBell; now: number },
): Promise<TellReport> {
  const report = await tellReceiver(deps, { webhookId: bell.webhook, now });
  const wait = report.kind === "later" ? report.retryAt - now : RING_AGAIN_AFTER;
  if (wait < RING_AGAIN_AFTER) await ring(deps, [bell], wait);
  return report;
}
