/** Verifying a webhook and reading what it tells of a mail. */

import { Resend } from "resend";
import * as v from "valibot";
import type { MailKey, News, SuppressionReason } from "../domain/delivery.ts";

/** One verified webhook: which of our mails it is about, and what it says. */
export type WebhookEvent = {
  /** The same for every repetition (`svix-id`). */
  id: string;
  type: string;
  providerId: string;
  happenedAt: number;
  about: MailKey | null;
  news: News;
};

/** A part that is missing or has another form counts as not told; it must not hide the news itself. */
const told = v.fallback(v.optional(v.string()), undefined);
const Payload = v.object({
  type: v.string(),
  created_at: told,
  data: v.object({
    email_id: told,
    tags: v.fallback(v.optional(v.object({ enrollment: told, lesson: told, batch: told, notice: told })), undefined),
    bounce: v.fallback(v.optional(v.object({ type: told, subType: told })), undefined),
    failed: v.fallback(v.optional(v.object({ reason: told })), undefined),
    suppressed: v.fallback(v.optional(v.object({ reason: told })), undefined),
  }),
});
type Payload = v.InferOutput<typeof Payload>;

/** The event, or null when the signature is not ours or older than 5 minutes. News in a form we do not know are about nothing. */
export function verifyWebhook(secret: string, headers: Headers, payload: string, now: number): WebhookEvent | null {
  const id = headers.get("svix-id") ?? "";
  const body = verifiedBody(secret, headers, payload);
  if (body === UNVERIFIED) return null;
  const parsed = v.safeParse(Payload, body);
  if (!parsed.success)
    return { id, type: "unknown", providerId: "", happenedAt: now, about: null, news: { kind: "other" } };
  const { type, created_at, data } = parsed.output;
  const happenedAt = Date.parse(created_at ?? "");
  return {
    id,
    type,
    providerId: data.email_id ?? "",
    happenedAt: Number.isNaN(happenedAt) ? now : happenedAt,
    about: aboutOf(data.tags),
    news: newsOf(type, data),
  };
}

const UNVERIFIED = Symbol("unverified");

function verifiedBody(webhookSecret: string, headers: Headers, payload: string): unknown {
  const header = (name: string) => headers.get(`svix-${name}`) ?? "";
  try {
    return new Resend("re_unused").webhooks.verify({
      payload,
      headers: { id: header("id"), timestamp: header("timestamp"), signature: header("signature") },
      webhookSecret,
    });
  } catch (error) {
    // The SDK reads the JSON only after the signature was found right.
    return error instanceof SyntaxError ? null : UNVERIFIED;
  }
}

/** Tags tell which of our mails it is. A mail of another product or deployment under the same team has none that we know. */
function aboutOf(tags: Payload["data"]["tags"]): WebhookEvent["about"] {
  if (tags?.notice) return { noticeId: tags.notice };
  const enrollmentId = Number(tags?.enrollment);
  if (!tags?.lesson || !tags.batch || !Number.isSafeInteger(enrollmentId)) return null;
  return { enrollmentId, lesson: tags.lesson, batchId: tags.batch };
}

/** What the endpoint has to be registered for at the provider: the events that `newsOf` knows. */
export const WEBHOOK_EVENTS = [
  "email.sent",
  "email.delivered",
  "email.bounced",
  "email.complained",
  "email.suppressed",
  "email.failed",
] as const;

function newsOf(type: string, { bounce, failed, suppressed }: Payload["data"]): News {
  switch (type) {
    case "email.sent":
      return { kind: "accepted" };
    case "email.delivered":
      return { kind: "delivered" };
    case "email.bounced":
      return bounced(bounce);
    case "email.complained":
      return { kind: "complained" };
    case "email.suppressed":
      return suppressedFor(suppressed?.reason ?? "no reason given");
    case "email.failed":
      return failedFor(failed?.reason ?? "no reason given");
    default:
      return { kind: "other" };
  }
}

function bounced(bounce: Payload["data"]["bounce"]): News {
  const detail = ["bounced", bounce?.type, bounce?.subType].filter(Boolean).join(" ");
  return { kind: "bounced", hard: bounce?.type === "Permanent", detail };
}

function suppressedFor(reason: string): News {
  return { kind: "suppressed", because: suppressionReason(reason), detail: `suppressed by the provider: ${reason}` };
}

function failedFor(reason: string): News {
  return { kind: "failed", detail: `failed at the provider: ${reason}`, quota: /quota/.test(reason) };
}

function suppressionReason(reason: string): SuppressionReason {
  if (reason === "previous_complaint") return "complaint";
  return reason === "previous_bounce" ? "hard_bounce" : "manual";
}
