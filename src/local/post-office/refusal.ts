/** The errors Resend answers with, by their names (resend.com/docs/api-reference/errors). */

export type Refusal = {
  readonly statusCode: number;
  readonly name: string;
  readonly message: string;
  /** Seconds; only for 429. */
  readonly retryAfter?: number;
};

export function missingApiKey(): Refusal {
  return { statusCode: 401, name: "missing_api_key", message: "Missing API Key" };
}

export function invalidApiKey(): Refusal {
  return { statusCode: 403, name: "invalid_api_key", message: "API key is invalid" };
}

export function restrictedApiKey(): Refusal {
  const message = "This API key is restricted to only send emails";
  return { statusCode: 401, name: "restricted_api_key", message };
}

export function suspendedApiKey(): Refusal {
  return { statusCode: 403, name: "suspended_api_key", message: "This API key is suspended" };
}

export function invalidField(message: string): Refusal {
  return { statusCode: 422, name: "validation_error", message };
}

export function missingField(field: string): Refusal {
  return { statusCode: 422, name: "missing_required_field", message: `Missing \`${field}\` field.` };
}

export function invalidFrom(): Refusal {
  const message =
    "Invalid `from` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.";
  return { statusCode: 422, name: "invalid_from_address", message };
}

export function unverifiedDomain(domain: string): Refusal {
  const message = `The ${domain} domain is not verified. Please, add and verify your domain on https://resend.com/domains`;
  return { statusCode: 403, name: "validation_error", message };
}

export function rateLimited(retryAfter: number): Refusal {
  const message = "Too many requests. You have exceeded the number of requests per second you are allowed to make.";
  return { statusCode: 429, name: "rate_limit_exceeded", message, retryAfter };
}

export function quotaExceeded(period: "daily" | "monthly", retryAfter: number): Refusal {
  const message = `You have reached your ${period} email sending quota.`;
  return { statusCode: 429, name: `${period}_quota_exceeded`, message, retryAfter };
}

export function invalidKeyLength(): Refusal {
  const message = "The idempotency key must be between 1 and 256 characters.";
  return { statusCode: 400, name: "invalid_idempotency_key", message };
}

export function otherBodyUnderKey(): Refusal {
  const message = "This idempotency key has been used on a request with a different payload.";
  return { statusCode: 409, name: "invalid_idempotent_request", message };
}

export function keyInFlight(): Refusal {
  const message = "Another request with the same idempotency key is still in progress.";
  return { statusCode: 409, name: "concurrent_idempotent_requests", message };
}

export function notFound(what: string): Refusal {
  return { statusCode: 404, name: "not_found", message: `${what} not found` };
}

export function ourFault(): Refusal {
  return { statusCode: 500, name: "internal_server_error", message: "An unexpected error occurred." };
}
