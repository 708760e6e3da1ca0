/** Pausing: our own fault, our plan's limit or unsafe rates stop all sending and burn nobody's tries; the author is told. */

import { pauseSending, stopSending } from "../db/engine.ts";
import { noticeOfStop, noticeToAuthor } from "../db/notices-to-author.ts";
import { firstRow } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { type Rates, reasonOfStop, stopFor } from "../domain/breaker.ts";
import { PAUSED_BY_HAND } from "../domain/late.ts";
import { DAY, MISCONFIGURED_PAUSE, UNTIL_RESUMED } from "../domain/numbers.ts";
import { randomId } from "../domain/random-id.ts";
import type { Answer } from "../mail/mailer.ts";
import { ring } from "./ring.ts";

type OurFault = Extract<Answer, { kind: "exhausted" | "misconfigured" }>;

/** Until the quota's reset, or for 15 minutes where the provider refuses our key or domain. Returns the reason. */
export async function pauseFor(deps: Pick<Deps, "db" | "config">, answer: OurFault, now: number): Promise<string> {
  const { until, reason } =
    answer.kind === "exhausted"
      ? { until: quotaReset(now), reason: `the provider's ${answer.quota} quota is used up` }
      : { until: now + MISCONFIGURED_PAUSE, reason: `the provider refuses us: ${answer.reason}` };
  await deps.db.batch(pause(deps, until, reason, now));
  return reason;
}

/** For news that came by webhook, about a quota that was used up at `happenedAt`: nothing to pause when its day is over. */
export function pauseForQuota(deps: Pick<Deps, "db" | "config">, happenedAt: number, now: number) {
  const until = quotaReset(Math.min(happenedAt, now));
  return until > now ? pause(deps, until, "the provider's quota is used up", now) : [];
}

/**
 * The notice to the author waits with everything else and goes out first when sending resumes; `/healthz` and the log tell
 * at once.
 */
function pause({ db, config }: Pick<Deps, "db" | "config">, until: number, reason: string, now: number) {
  return [
    pauseSending(db, until, reason),
    noticeToAuthor(db, { id: randomId(), kind: "sending-paused", email: config.authorEmail, now }),
  ];
}

/** A used-up month is asked about again each UTC midnight: its reset is the account's billing day, which we do not know. */
function quotaReset(at: number): number {
  return (Math.floor(at / DAY) + 1) * DAY;
}

/** By the author's own hand, until she resumes. A stop of the circuit breaker stays what it is. `why`: her words, or none. */
export async function pauseByHand({ db }: Pick<Deps, "db">, { why }: { why: string }): Promise<void> {
  const reason = why === "" ? PAUSED_BY_HAND : `${PAUSED_BY_HAND}: ${why.slice(0, WHY_MAX)}`;
  await pauseSending(db, UNTIL_RESUMED, reason).run();
}

const WHY_MAX = 200;

/**
 * The circuit breaker, asked whenever a bounce or a complaint was told of. A stop lasts until the author resumes; her one notice
 * goes at once, for only mail to readers does harm.
 */
export async function stopIfUnsafe(
  deps: Pick<Deps, "db" | "config" | "queue">,
  { rates, now }: { rates: Rates; now: number },
): Promise<void> {
  const { db, config } = deps;
  const stop = stopFor(rates);
  if (!stop) return;
  const results = await db.batch([
    stopSending(db, { stop, reason: reasonOfStop(stop), now }),
    noticeOfStop(db, { id: randomId(), email: config.authorEmail, now }),
  ]);
  const notice = firstRow<{ id: string }>(results[1]);
  if (notice) await ring(deps, [{ notice: notice.id }]);
}
