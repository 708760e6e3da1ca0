/** Why mails wait, for the whole house: each reason by name, so that nobody is late without one. */

import { MINUTE, RING_AGAIN_AFTER, TICK_TOO_OLD, UNTIL_RESUMED, WAITING_COUNTED } from "./numbers.ts";

/** What the machine tells of itself. Times are unix ms. */
export type Machine = {
  readonly lastTickAt: number | null;
  readonly pausedUntil: number | null;
  readonly pauseReason: string | null;
  /** When sending went on after the last pause that a tick or the author ended. */
  readonly resumedAt: number | null;
  /** When the circuit breaker stopped all sending; null when it has not. */
  readonly stoppedAt: number | null;
  /** An edit of the course is still being worked into everybody's plan. */
  readonly isReplanning: boolean;
  /** Batches and notices that are written and not sent yet, and when the oldest was. */
  readonly waiting: number;
  readonly oldestWaitingAt: number | null;
  /** Mails accepted on the provider's day, and what it takes of lessons; null where there is no limit. */
  readonly quota: { readonly used: number; readonly limit: number } | null;
};

export type Trouble =
  /** `since`: the last tick, or null when there has been none. */
  | { kind: "no-tick"; since: number | null }
  | { kind: "stopped"; since: number }
  /** `until`: null while it waits for the author. */
  | { kind: "paused"; reason: string; until: number | null }
  | { kind: "quota"; used: number; limit: number }
  | { kind: "replanning" }
  /** The oldest of what waits has done so for long. */
  | { kind: "queue"; waiting: number; since: number };

/** How the reason of a pause begins that the author made herself. */
export const PAUSED_BY_HAND = "paused by the author";

/** A tick comes every five minutes: what has waited less is not late. */
export const LATE_AFTER = 10 * MINUTE;

/** A batch that nobody has closed in this time is held up by something more than a lost bell, which rings again before. */
const WAITS_TOO_LONG = RING_AGAIN_AFTER + 2 * MINUTE;

/** What keeps mails from leaving now, the gravest first. Empty when nothing does: then what is due goes with the next tick. */
export function troublesOf(machine: Machine, now: number): Trouble[] {
  return [
    tickTrouble(machine, now),
    pauseTrouble(machine, now),
    quotaTrouble(machine),
    queueTrouble(machine, now),
  ].flat();
}

function tickTrouble({ lastTickAt }: Machine, now: number): Trouble[] {
  return lastTickAt === null || now - lastTickAt >= TICK_TOO_OLD ? [{ kind: "no-tick", since: lastTickAt }] : [];
}

function pauseTrouble({ pausedUntil, pauseReason, stoppedAt }: Machine, now: number): Trouble[] {
  if (pausedUntil === null || pausedUntil <= now) return [];
  if (stoppedAt !== null) return [{ kind: "stopped", since: stoppedAt }];
  return [{ kind: "paused", reason: pauseReason ?? "", until: pausedUntil === UNTIL_RESUMED ? null : pausedUntil }];
}

function quotaTrouble({ quota }: Machine): Trouble[] {
  return quota !== null && quota.used >= quota.limit ? [{ kind: "quota", ...quota }] : [];
}

function queueTrouble(machine: Machine, now: number): Trouble[] {
  const { isReplanning, waiting, oldestWaitingAt } = machine;
  const isLong = oldestWaitingAt !== null && now - heldUpSince(oldestWaitingAt, machine, now) >= WAITS_TOO_LONG;
  return [
    ...(isReplanning ? [{ kind: "replanning" } as const] : []),
    ...(isLong ? [{ kind: "queue", waiting, since: oldestWaitingAt } as const] : []),
  ];
}

/** What has waited from `since` on, through a pause perhaps, is held up by something else at the earliest when that was over. */
export function heldUpSince(
  since: number,
  { pausedUntil, resumedAt }: Pick<Machine, "pausedUntil" | "resumedAt">,
  now: number,
): number {
  const justOver = pausedUntil !== null && pausedUntil <= now ? pausedUntil : 0;
  return Math.max(since, justOver, resumedAt ?? 0);
}

/** 「12件」, or 「200件以上」 where no more were counted. */
export function waitingWords(waiting: number): string {
  return waiting >= WAITING_COUNTED ? `${WAITING_COUNTED}件以上` : `${waiting}件`;
}
