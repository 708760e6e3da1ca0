/** What a system of the author's is told of a consultation, and how often it is tried (standardwebhooks.com, specification). */

import type { Status } from "./consultation-status.ts";
import { HOUR, MINUTE, SECOND } from "./numbers.ts";

export type WebhookType = "consultation.requested" | "consultation.changed";

/** Where it goes, and what it is signed with. */
export type Receiver = {
  readonly url: string;
  /** `whsec_` and base64. */
  readonly secret: string;
};

/** What is told: who wants to be answered, how and when. What troubles her, and her worksheet, stay here, where the link leads. */
export type Told = {
  readonly type: WebhookType;
  readonly created_at: number;
  readonly consultation_id: string;
  /** As it was when this happened. */
  readonly status: Status;
  readonly name: string;
  readonly email: string;
  readonly reach: string;
  readonly times: string;
  readonly requested_at: number;
};

/** What came of one attempt. `gone`: the receiver wants this no more. */
export type WebhookAnswer = { kind: "taken" | "gone" | "failed"; reason: string };

/** The specification's advice: at once, and then after each of these. Three days and a quarter in all. */
const WAITS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** How long to wait after so many attempts, ms; null when they were enough. */
export function waitAfter(attempts: number): number | null {
  return WAITS[attempts - 1] ?? null;
}

/** The same bytes at every attempt. `siteUrl` without a slash at the end. */
export function webhookBody(siteUrl: string, told: Told): string {
  const { consultation_id: id, status, name, email, reach, times } = told;
  const url = `${siteUrl}/admin/consultations/${id}`;
  const requested_at = isoOf(told.requested_at);
  const data = { id, status, name, email, reach, times, requested_at, url };
  return JSON.stringify({ type: told.type, created_at: isoOf(told.created_at), data });
}

/** Of an HTTP status: 2xx is taken, 410 is never again, all else is tried later; a redirect is not followed. */
export function answerOfStatus(status: number): WebhookAnswer {
  const reason = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { kind: "taken", reason };
  return { kind: status === 410 ? "gone" : "failed", reason };
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
