/** What the provider's news mean for a mail and for an address. */

import { expect, test } from "vitest";
import { type Effect, effectOf, MAY_BECOME, type News, SUPPRESSION_REASONS } from "../../src/domain/delivery.ts";

test.each<[string, News, Effect]>([
  ["accepted: sent", { kind: "accepted" }, { status: "sent" }],
  ["delivered: sent, and a fact", { kind: "delivered" }, { status: "sent", fact: "delivered_at" }],
  [
    "a hard bounce: a fact, and never again to this address",
    { kind: "bounced", hard: true, detail: "no such mailbox" },
    { status: "sent", fact: "bounced_at", suppress: "hard_bounce", reason: "no such mailbox" },
  ],
  [
    "a full mailbox: a reason, and the next lesson is tried",
    { kind: "bounced", hard: false, detail: "mailbox full" },
    { status: "sent", softBounce: true, reason: "mailbox full" },
  ],
  [
    "a complaint: a fact, and never again to this address",
    { kind: "complained" },
    { status: "sent", fact: "complained_at", suppress: "complaint" },
  ],
  [
    "suppressed by the provider: failed, and never again, for the provider's reason",
    { kind: "suppressed", because: "complaint", detail: "previous complaint" },
    { status: "failed", suppress: "complaint", reason: "previous complaint" },
  ],
  [
    "failed for the quota: failed, and nothing said of the reader",
    { kind: "failed", detail: "quota", quota: true },
    { status: "failed", reason: "quota" },
  ],
  ["opened, clicked and whatever else there is: nothing", { kind: "other" }, {}],
])("%s", (_, news, effect) => {
  expect(effectOf(news)).toEqual(effect);
});

test("only a hard bounce, a complaint and the provider's own suppression keep us from an address", () => {
  const all: News[] = [
    { kind: "accepted" },
    { kind: "delivered" },
    { kind: "bounced", hard: false, detail: "" },
    { kind: "failed", detail: "", quota: false },
    { kind: "failed", detail: "", quota: true },
    { kind: "other" },
  ];
  expect(all.filter((news) => effectOf(news).suppress !== undefined)).toEqual([]);
});

test("what was skipped or failed never becomes sent, and what is skipped stays skipped", () => {
  expect(MAY_BECOME.sent).toEqual(["claimed", "unconfirmed"]);
  expect(MAY_BECOME.failed).toEqual(["claimed", "unconfirmed", "sent"]);
});

test("reasons to suppress stand from mild to bad", () => {
  expect(SUPPRESSION_REASONS).toEqual(["manual", "hard_bounce", "complaint"]);
});
