/** Pausing: our own fault, or our plan's limit, stops all sending and burns nobody's tries; the author is told. */

import { pauseSending } from "../db/engine.ts";
import { noticeToAuthor } from "../db/notices.ts";
import type { Deps } from "../deps.ts";
import { DAY, MISCONFIGURED_PAUSE } from "../domain/numbers.ts";
import { randomId } from "../domain/random-id.ts";
import type { Answer } from "../mail/mailer.ts";

type OurFault = Extract<Answer, { kind: "exhausted" | "misconfigured" }>;

/**
 * Until the quota's reset, or for 15 minutes where the provider refuses our key or domain. The notice to the author waits
 * with everything else and goes out first when sending resumes; `/healthz` and the log tell at once. Returns the reason.
 */
export async function pauseFor(
  { db, config }: Pick<Deps, "db" | "config">,
  answer: OurFault,
  now: number,
): Promise<string> {
  const { until, reason } = pauseOf(answer, now);
  await db.batch([
    pauseSending(db, until, reason),
    noticeToAuthor(db, { id: randomId(), kind: "sending-paused", email: config.authorEmail, now }),
  ]);
  return reason;
}

/** A used-up month is asked about again each UTC midnight: its reset is the account's billing day, which we do not know. */
function pauseOf(answer: OurFault, now: number): { until: number; reason: string } {
  return answer.kind === "exhausted"
    ? { until: (Math.floor(now / DAY) + 1) * DAY, reason: `the provider's ${answer.quota} quota is used up` }
    : { until: now + MISCONFIGURED_PAUSE, reason: `the provider refuses us: ${answer.reason}` };
}
