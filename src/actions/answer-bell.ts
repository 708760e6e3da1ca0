/** Answering a doorbell: sends what it names and rings again when the provider wants us later. */

import type { Deps, Doorbell } from "../deps.ts";
import { ring } from "./ring.ts";
import { type SendReport, sendBatch } from "./send-batch.ts";
import { sendNotice } from "./send-notice.ts";

/** The bell itself is always acknowledged: what is not done stands in the database, where the sweep finds it. */
export async function answerBell(
  deps: Pick<Deps, "db" | "mailer" | "queue" | "course" | "mails" | "config">,
  { bell, now }: { bell: Doorbell; now: number },
): Promise<SendReport> {
  const report =
    "batch" in bell
      ? await sendBatch(deps, { batchId: bell.batch, now })
      : await sendNotice(deps, { noticeId: bell.notice, now });
  if (report.kind === "later") await ring(deps, [bell], report.retryAt - now);
  return report;
}
