/** Why one reader's lesson has not left although its time has come: a name for every case. */

import type { Trouble } from "./late.ts";

export type WhyOverdue =
  /** Of the house: everybody waits for it. */
  | { kind: "house"; trouble: Trouble }
  /** The lesson before it is written and not settled yet: two at once must not go. */
  | { kind: "lesson-before" }
  /** Many are due, and the ticks take them in turn. */
  | { kind: "in-turn" };

/** `previous`: the status of the lesson before hers, null before the first. */
export function whyOverdue(troubles: readonly Trouble[], previous: string | null): WhyOverdue {
  const [trouble] = troubles;
  if (trouble) return { kind: "house", trouble };
  return previous === "claimed" ? { kind: "lesson-before" } : { kind: "in-turn" };
}
