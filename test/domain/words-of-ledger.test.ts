/** The ledger in words: every status, every reason the house writes, and what a reader is at this moment. */

import { expect, test } from "vitest";
import { type ReaderFacts, stateOf, stateWords } from "../../src/domain/reader-state.ts";
import { isTroubled, mailWords, reasonWords } from "../../src/domain/words-of-ledger.ts";

const NO_FACTS = { delivered_at: null, bounced_at: null, complained_at: null };

test("the last thing known of a mail is said, and a complaint weighs more than a delivery", () => {
  expect(mailWords({ status: "claimed", ...NO_FACTS })).toBe("送るところ");
  expect(mailWords({ status: "sent", ...NO_FACTS, delivered_at: 1 })).toBe("届きました");
  expect(mailWords({ status: "sent", ...NO_FACTS, delivered_at: 1, bounced_at: 2 })).toBe("届かず戻りました");
  expect(mailWords({ status: "sent", delivered_at: 1, bounced_at: 2, complained_at: 3 })).toContain("迷惑メール");
  expect(
    ["sent", "skipped", "failed", "unconfirmed"].map((status) => isTroubled({ status, ...NO_FACTS } as never)),
  ).toEqual([false, false, true, true]);
});

test.each([
  "unsubscribed",
  "manual",
  "hard_bounce",
  "complaint",
  "started again",
  "lesson removed",
  "address changed",
  "the lesson left the course between two tries",
  "no answer from the provider for 20 hours",
  "no answer for 20 hours",
  "could not be composed: a mark is missing",
  "bounced Permanent General",
  "bounced Transient MailboxFull",
  "suppressed by the provider: previous_bounce",
  "failed at the provider: reached_daily_quota",
  "failed at the provider: other",
  "409 invalid_idempotent_request",
  "422 validation_error",
])("the reason %s has Japanese words", (reason) => {
  expect(reasonWords(reason)).toMatch(/ため/);
});

test("a reason that nobody translated stands as it was told; none is none", () => {
  expect([reasonWords("something else"), reasonWords(""), reasonWords(null)]).toEqual(["something else", null, null]);
});

const READING: ReaderFacts = {
  ...{ confirmed_at: 1, unsubscribed_at: null, suppressed: null },
  ...{ completed_at: null, stopped_at: null, stop_reason: null },
};

test.each<[Partial<ReaderFacts>, string, string]>([
  [{}, "reading", "受講中"],
  [{ completed_at: 2 }, "finished", "読み終えた"],
  [{ confirmed_at: null }, "unconfirmed", "確認待ち"],
  [{ confirmed_at: null, unsubscribed_at: 3 }, "unsubscribed", "停止（本人）"],
  [{ stopped_at: 2, stop_reason: "unsubscribed" }, "unsubscribed", "停止（本人）"],
  [{ stopped_at: 2, stop_reason: "manual" }, "stopped", "停止"],
  [
    { suppressed: "complaint", unsubscribed_at: 3, stopped_at: 2, stop_reason: "complaint" },
    "suppressed",
    "送信停止（迷惑報告）",
  ],
  [{ suppressed: "hard_bounce", confirmed_at: null }, "suppressed", "送信停止（不達）"],
])("%j is %s", (change, state, words) => {
  expect([stateOf({ ...READING, ...change }), stateWords({ ...READING, ...change })]).toEqual([state, words]);
});
