/** Decides what becomes of a mail after it was accepted, by its recipient's test label or the suppression list. */

import { testLabel } from "./draft.ts";

export type SuppressionReason = "previous_bounce" | "previous_complaint";

export type MailEvent = {
  readonly type: string;
  /** What the event says beside the mail: `bounce`, `failed`, `suppressed` … */
  readonly details: Readonly<Record<string, unknown>>;
};

/** The events that follow `email.sent`, in order (labels: resend.com/docs, "Send test emails"; softbounced is ours). */
export function fateOf(recipient: string, suppressed: SuppressionReason | undefined): MailEvent[] {
  if (suppressed !== undefined) return [eventOf("email.suppressed", suppressed)];
  switch (testLabel(recipient)) {
    case "bounced":
      return [eventOf("email.bounced")];
    case "softbounced":
      return [{ type: "email.bounced", details: { bounce: FULL_MAILBOX } }];
    case "complained":
      return [eventOf("email.delivered"), eventOf("email.complained")];
    case "suppressed":
      return [eventOf("email.suppressed")];
    default:
      return [eventOf("email.delivered")];
  }
}

/** An event with the details Resend's own would have. */
export function eventOf(type: string, reason: SuppressionReason = "previous_bounce"): MailEvent {
  switch (type) {
    case "email.bounced":
      return { type, details: { bounce: NO_SUCH_ADDRESS } };
    case "email.failed":
      return { type, details: { failed: { reason: "reached_daily_quota" } } };
    case "email.suppressed":
      return { type, details: { suppressed: suppressedBecause(reason) } };
    default:
      return { type, details: {} };
  }
}

/** Whether Resend stops mailing this address after the event, and why. */
export function suppressionAfter({ type, details }: MailEvent): SuppressionReason | undefined {
  if (type === "email.complained") return "previous_complaint";
  const bounce = details.bounce as { type?: unknown } | undefined;
  return type === "email.bounced" && bounce?.type === "Permanent" ? "previous_bounce" : undefined;
}

const NO_SUCH_ADDRESS = {
  type: "Permanent",
  subType: "General",
  message: "The recipient's email provider sent a hard bounce message.",
  diagnosticCode: ["smtp; 550 5.1.1 user unknown"],
};

const FULL_MAILBOX = {
  type: "Transient",
  subType: "MailboxFull",
  message: "The recipient's mailbox is full.",
  diagnosticCode: ["smtp; 452 4.2.2 mailbox full"],
};

function suppressedBecause(reason: SuppressionReason): Record<string, unknown> {
  const message = "The address is on the account's suppression list, so the mail was not handed on.";
  return { type: "OnAccountSuppressionList", reason, message, diagnosticCode: [] };
}
