/** Answering a doorbell: sends what it names and rings again when the provider wants us later. */

import type { Deps, Doorbell, MailBell } from "../deps.ts";
import { answerWebhookBell, isWebhookBell } from "./answer-webhook-bells.ts";
import { ring } from "./ring.ts";
import { type SendReport, sendBatch } from "./send-batch.ts";
import { sendNotice } from "./send-notice.ts";
import type { TellReport } from "./tell-receiver.ts";

type BellDeps = Pick<Deps, "db" | "mailer" | "queue" | "course" | "mails" | "config">;

/** The bell itself is always acknowledged: what is not done stands in the database, where the sweep finds it. */
export async function answerBell(
  deps: BellDeps,
  { bell, now }: { bell: Doorbell; now: number },
): Promise<SendReport | TellReport> {
  return isWebhookBell(bell) ? answerWebhookBell(deps, { bell, now }) : answerMailBell(deps, { bell, now });
}

export async function answerMailBell(
  deps: BellDeps,
  { bell, now }: { bell: MailBell; now: number },
): Promise<SendReport> {
  const report =
    "batch" in bell
      ? await sendBatch(deps, { batchId: bell.batch, now })
      : await sendNotice(deps, { noticeId: bell.notice, now });
  if (report.kind === "later") await ring(deps, [bell], report.retryAt - now);
  return report;
}
