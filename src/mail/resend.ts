/** Resend behind the mailer interface, through its own SDK. */

import { Resend } from "resend";
import { PROVIDER_TIMEOUT } from "../domain/numbers.ts";
import { bodyOfBatch, bodyOfOne, giveBack } from "./body.ts";
import type { Answer, Mailer, PerMail } from "./mailer.ts";
import { allowanceOf, retryAfter } from "./rate-headers.ts";

type ProviderError = { name: string; message: string; statusCode: number | null };

/** The SDK has no timeout of its own and never throws for API or network errors (resend 6.38.0, `fetchRequest`). */
export function resendMailer({ apiKey, baseUrl }: { apiKey: string; baseUrl?: string | undefined }): Mailer {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});

  async function post(
    path: string,
    body: Uint8Array<ArrayBuffer>,
    idempotencyKey: string,
    headers: Record<string, string> = {},
  ) {
    const options = { body, headers, idempotencyKey, signal: AbortSignal.timeout(PROVIDER_TIMEOUT) };
    const answered = await resend.post<unknown>(path, undefined, options);
    // Only who has read all of it answers 2xx: no other answer proves that the request is over on every side.
    if (!answered.error) giveBack(body);
    return answered;
  }

  return {
    async sendBatch(mails, idempotencyKey) {
      const { data, error, headers } = await post("/emails/batch", bodyOfBatch(mails), idempotencyKey, {
        "x-batch-validation": "permissive",
      });
      const answer = error ? answerOfError(error, headers) : answerOfBatch(mails.length, data);
      return { ...answer, allowance: allowanceOf(headers) };
    },
    async sendOne(mail, idempotencyKey) {
      const { data, error, headers } = await post("/emails", bodyOfOne(mail), idempotencyKey);
      const answer = error ? answerOfError(error, headers) : answerOfOne((data as { id?: string } | null)?.id);
      return { ...answer, allowance: allowanceOf(headers) };
    },
  };
}

/** What an error answer means (error names: platform facts §2.1, from Resend's errors page). An unlisted name falls to its status. */
function answerOfError(error: ProviderError, headers: Record<string, string> | null): Answer {
  // The provider's words may hold addresses: they stay in the ledger's row of a refused mail and go nowhere else.
  const reason = `${error.statusCode ?? "no answer"} ${error.name}`;
  switch (error.name) {
    case "daily_quota_exceeded":
    case "email_above_quota":
      return { kind: "exhausted", quota: "daily" };
    case "monthly_quota_exceeded":
      return { kind: "exhausted", quota: "monthly" };
    case "invalid_idempotent_request":
      return { kind: "conflict", reason };
    case "invalid_from_address":
      return { kind: "misconfigured", reason };
  }
  return answerOfStatus(error, reason, headers);
}

function answerOfStatus(error: ProviderError, reason: string, headers: Record<string, string> | null): Answer {
  switch (error.statusCode) {
    case 429:
      return { kind: "limited", retryAfterMs: retryAfter(headers) };
    case 400:
    case 413:
    case 422:
      return { kind: "refused", reason: `${reason}: ${error.message}` };
    case 401:
    case 403:
    case 404:
    case 405:
    case 451:
      return { kind: "misconfigured", reason };
    default:
      return { kind: "unknown", reason };
  }
}

function answerOfOne(providerId: string | undefined): Answer {
  return providerId ? { kind: "answered", results: [{ accepted: true, providerId }] } : unreadable();
}

/** `data` holds the successes only, in order; `errors` names the others by their place (Resend, permissive batches). */
function answerOfBatch(mails: number, body: unknown): Answer {
  const { data, errors = [] } = (body ?? {}) as { data?: unknown; errors?: { index: number; message: string }[] };
  if (!Array.isArray(data) || data.length + errors.length !== mails) return unreadable();
  const refused = new Map(errors.map(({ index, message }) => [index, message]));
  const ids: unknown[] = data.map((item) => item?.id);
  const results: PerMail[] = [];
  for (let index = 0; index < mails; index++) {
    const message = refused.get(index);
    const providerId = message === undefined ? ids.shift() : undefined;
    if (message !== undefined) results.push({ accepted: false, reason: message });
    else if (typeof providerId === "string") results.push({ accepted: true, providerId });
    else return unreadable();
  }
  return { kind: "answered", results };
}

function unreadable(): Answer {
  return { kind: "unknown", reason: "the provider answered 2xx, but not in a form we can read" };
}
