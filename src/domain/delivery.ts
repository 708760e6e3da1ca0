/** A mail's life in the ledger: its statuses, what may follow what, and what the provider's news mean. */

export type Status = "claimed" | "sent" | "failed" | "skipped" | "unconfirmed";

/** Why an address must not be mailed at all, worst last. States only get worse. */
export const SUPPRESSION_REASONS = ["manual", "hard_bounce", "complaint"] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** Why an enrollment no longer gets lessons. */
export type StopReason = "unsubscribed" | SuppressionReason;

/** One mail of ours, as its tags name it. */
export type DeliveryKey = { enrollmentId: number; lesson: string; batchId: string };
export type MailKey = DeliveryKey | { noticeId: string };

/** One verified webhook, as far as the ledger cares. */
export type News =
  | { kind: "accepted" }
  | { kind: "delivered" }
  | { kind: "bounced"; hard: boolean; detail: string }
  | { kind: "complained" }
  | { kind: "suppressed"; because: SuppressionReason; detail: string }
  | { kind: "failed"; detail: string; quota: boolean }
  | { kind: "other" };

export type Effect = {
  /** The status the ledger row takes, if it may. */
  readonly status?: "sent" | "failed";
  readonly fact?: "delivered_at" | "bounced_at" | "complained_at";
  readonly suppress?: SuppressionReason;
  /** The mailbox took nothing this time: by itself that suppresses nobody. */
  readonly softBounce?: true;
  readonly reason?: string;
};

/** Which statuses a row may have for a status told by the provider to replace it. */
export const MAY_BECOME = {
  sent: ["claimed", "unconfirmed"],
  failed: ["claimed", "unconfirmed", "sent"],
} as const satisfies Record<"sent" | "failed", readonly Status[]>;

/** What a piece of news does to the ledger row and to the address. `failed` is our own fault and never the reader's. */
export function effectOf(news: News): Effect {
  switch (news.kind) {
    case "accepted":
      return { status: "sent" };
    case "delivered":
      return { status: "sent", fact: "delivered_at" };
    case "bounced":
      return news.hard
        ? { status: "sent", fact: "bounced_at", suppress: "hard_bounce", reason: news.detail }
        : { status: "sent", softBounce: true, reason: news.detail };
    case "complained":
      return { status: "sent", fact: "complained_at", suppress: "complaint" };
    case "suppressed":
      return { status: "failed", suppress: news.because, reason: news.detail };
    case "failed":
      return { status: "failed", reason: news.detail };
    case "other":
      return {};
  }
}
