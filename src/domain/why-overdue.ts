/** Why one reader's lesson has not left although its time has come: a name for every case. */

import type { Trouble } from "./late.ts";

export type WhyOverdue =
  /** Nothing may be sent to her: she stopped, or her address is suppressed. */
  | { kind: "not-hers" }
  /** Of the house: everybody waits for it. */
  | { kind: "house"; trouble: Trouble }
  /** The lesson before it is written and not settled yet: two at once must not go. */
  | { kind: "lesson-before" }
  /** Many are due, and the ticks take them in turn. */
  | { kind: "in-turn" };

/** `previous`: the status of the lesson before hers, null before the first. `kept_from`: what forbids mail to her. */
export function whyOverdue(
  troubles: readonly Trouble[],
  { previous, kept_from }: { previous: string | null; kept_from: string | null },
): WhyOverdue {
  if (kept_from !== null) return { kind: "not-hers" };
  const [trouble] = troubles;
  if (trouble) return { kind: "house", trouble };
  return previous === "claimed" ? { kind: "lesson-before" } : { kind: "in-turn" };
}
