/** What a reader is at this moment: whether lessons go to her, and what keeps them from her. */

import type { StopReason, SuppressionReason } from "./delivery.ts";

/** Her row, what stands against her address, and her latest passage; null where there is none. Times are unix ms. */
export type ReaderFacts = {
  readonly confirmed_at: number | null;
  readonly unsubscribed_at: number | null;
  readonly suppressed: SuppressionReason | null;
  readonly completed_at: number | null;
  readonly stopped_at: number | null;
  readonly stop_reason: StopReason | null;
};

/** `suppressed` weighs most: while it stands, nothing else lets a mail through. */
export type ReaderState = "suppressed" | "unconfirmed" | "unsubscribed" | "stopped" | "finished" | "reading";

export function stateOf(reader: ReaderFacts): ReaderState {
  if (reader.suppressed !== null) return "suppressed";
  if (reader.unsubscribed_at !== null) return "unsubscribed";
  if (reader.confirmed_at === null) return "unconfirmed";
  if (reader.stopped_at !== null) return reader.stop_reason === "unsubscribed" ? "unsubscribed" : "stopped";
  return reader.completed_at === null ? "reading" : "finished";
}

const STATES = {
  unconfirmed: "確認待ち",
  unsubscribed: "停止（本人）",
  stopped: "停止",
  finished: "読み終えた",
  reading: "受講中",
} as const;

const SUPPRESSIONS = {
  manual: "送信停止（手動）",
  hard_bounce: "送信停止（不達）",
  complaint: "送信停止（迷惑報告）",
} as const;

/** In two or three words. */
export function stateWords(reader: ReaderFacts): string {
  const state = stateOf(reader);
  return state === "suppressed" ? suppressionWords(reader.suppressed ?? "manual") : STATES[state];
}

function suppressionWords(reason: SuppressionReason): string {
  return SUPPRESSIONS[reason];
}
