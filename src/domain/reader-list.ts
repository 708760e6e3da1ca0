/** The list of readers: by what it is narrowed, and what a line of it says. */

import type { StopReason, SuppressionReason } from "./delivery.ts";

/** In the order in which they stand on the page. */
export const READER_FILTERS = ["newest", "waiting", "unconfirmed", "finished", "stopped", "suppressed"] as const;
export type ReaderFilter = (typeof READER_FILTERS)[number];

/** Times are unix ms. Without an `id` there is no reader: only a suppression is left of her. */
export type ListedRow = {
  /** Her place in the order of the list, and among those who share it. */
  readonly at: number;
  readonly key: number | string;
  /** 0: she has started again since, so the line is about a passage that is over. */
  readonly latest?: number;
  readonly id: number | null;
  readonly email: string;
  readonly name: string;
  readonly signed_up_at: number;
  readonly confirmed_at: number | null;
  readonly unsubscribed_at: number | null;
  readonly suppressed: SuppressionReason | null;
  readonly next_lesson: string | null;
  readonly next_due_at: number | null;
  readonly completed_at: number | null;
  readonly stopped_at: number | null;
  readonly stop_reason: StopReason | null;
};
