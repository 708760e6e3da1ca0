/** Letters: one mail to a group of readers, and how long it takes until each of them has it. */

import { BATCH_SIZE, MINUTE } from "./numbers.ts";

export type Whom = "finished" | "under-way" | "everybody";

/** Whom one sending of a letter goes to. The source and the weeks are those of her first sign-up; null for any. */
export type Group = {
  readonly whom: Whom;
  readonly source: string | null;
  readonly fromWeek: number | null;
  readonly toWeek: number | null;
};

export type LetterState = "counting" | "counted" | "sending" | "stopping" | "stopped" | "done";

/** Batches a second at the provider's usual rate limit, of which a tick of five minutes claims no more than can be sent. */
const BATCHES_A_SECOND = 10;

/** How long the provider takes for so many mails, whatever hours their readers have: whole minutes, or days of a daily limit. */
export function paceOf(people: number, dailyLimit: number | undefined): { minutes: number } | { days: number } {
  if (dailyLimit !== undefined) return { days: Math.ceil(people / Math.max(1, dailyLimit)) };
  const seconds = Math.ceil(people / BATCH_SIZE) / BATCHES_A_SECOND;
  return { minutes: Math.max(1, Math.ceil((seconds * 1000) / MINUTE)) };
}
