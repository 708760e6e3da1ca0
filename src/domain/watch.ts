/** What the author is told without asking: alerts when something keeps mails from leaving, and the week in numbers. */

import { localParts } from "./clock.ts";
import type { Machine, Trouble } from "./late.ts";
import { troublesOf } from "./late.ts";

/** Numbers that a notice's words are made of. Times are unix ms. */
export type Told =
  | { kind: "tick-missed"; since: number | null }
  | { kind: "quota-near"; used: number; limit: number }
  | { kind: "mails-late"; waiting: number; since: number }
  | ({ kind: "weekly" } & Week);

export type Week = {
  /** Unix ms. */
  readonly from: number;
  readonly to: number;
  readonly signedUp: number;
  readonly confirmed: number;
  readonly finished: number;
  readonly stopped: number;
  readonly requests: number;
  readonly accepted: number;
  readonly bounced: number;
  readonly complained: number;
  /** Lessons that failed, or of which nobody knows whether they came. */
  readonly troubled: number;
};

export type Alert = Extract<Told, { kind: "tick-missed" | "quota-near" | "mails-late" }>;

/** The author is told while there is still something to do about it. */
const QUOTA_NEAR = 0.8;

/** What the author should hear of now. A pause or a stop has its own notice. */
export function alertsFor(machine: Machine, now: number): Alert[] {
  const { quota } = machine;
  const isNear = quota !== null && quota.used >= QUOTA_NEAR * quota.limit;
  const troubles = troublesOf(machine, now);
  const isPaused = troubles.some(({ kind }) => kind === "paused" || kind === "stopped" || kind === "quota");
  return [
    ...troubles.flatMap((trouble) => alertOf(trouble, isPaused)),
    ...(isNear ? [{ kind: "quota-near", ...quota } as const] : []),
  ];
}

function alertOf(trouble: Trouble, isPaused: boolean): Alert[] {
  if (trouble.kind === "no-tick") return [{ kind: "tick-missed", since: trouble.since }];
  if (trouble.kind === "queue" && !isPaused) return [{ ...trouble, kind: "mails-late" }];
  return [];
}

/** The letter leaves with one of the ticks of these hours; a second one is never written. */
const LETTER_DAY = "月";
const LETTER_HOURS = [8, 9];

/** Monday morning in the course's zone. */
export function isLetterTime(zone: string, now: number): boolean {
  const { weekday, time } = localParts(zone, now);
  return weekday === LETTER_DAY && LETTER_HOURS.includes(Number(time.split(":")[0]));
}
