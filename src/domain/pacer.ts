/** Keeping the provider's pace: when the next request may leave, so that the allowance is used and not exceeded. */

import { SECOND } from "./numbers.ts";

/** What an answer told of the allowance: requests in a window of one second for the whole team, and how many are left of it. */
export type Allowance = { limit: number; remaining: number };

export type Pacer = {
  /** Takes the next slot and returns when it begins (unix ms). */
  takeSlot(now: number): number;
  /** What an answer told. */
  learn(allowance: Allowance): void;
  /** A request was refused for its rate: nothing leaves before `until`. */
  holdUntil(until: number): void;
};

/** Requests a second that we assume before the first answer: the smallest allowance Resend ever gave. */
const ASSUMED = 2;

/** Slots lie this much further apart than the allowance asks for, so that the network's jitter does not push one too many into a window. */
const MARGIN = 1.015;

/** Refused calls tell that others of the same team use the allowance too: we take this much less, and win it back by small steps. */
const LESS = 0.85;
const STEP_BACK = 0.001;
const LEAST = 0.1;

/** Fixed slots, 1 / rate apart. The rate is the allowance the provider names, times the share of it that proved to be ours. */
export function createPacer(): Pacer {
  let limit = ASSUMED;
  let share = 1;
  let lastSlot = 0;
  let nextSlot = 0;
  let heldUntil = 0;

  function interval(): number {
    return (SECOND * MARGIN) / (limit * share);
  }

  return {
    takeSlot(now) {
      const slot = Math.max(now, nextSlot);
      lastSlot = slot;
      nextSlot = slot + interval();
      return slot;
    },

    learn(allowance) {
      limit = allowance.limit;
      share = Math.min(1, share + STEP_BACK);
      if (nextSlot > heldUntil) nextSlot = Math.max(heldUntil, Math.min(nextSlot, lastSlot + interval()));
    },

    holdUntil(until) {
      share = Math.max(LEAST, share * LESS);
      heldUntil = until;
      nextSlot = Math.max(nextSlot, until);
    },
  };
}
