/** What the headers of an answer tell of the provider's rate limit. */

import { SECOND } from "../domain/numbers.ts";
import type { Allowance } from "../domain/pacer.ts";

type Headers = Readonly<Record<string, string>> | null;

/** In ms. `retry-after` is in seconds; without it one second, the provider's window. */
export function retryAfter(headers: Headers): number {
  const seconds = Number(headers?.["retry-after"] ?? headers?.["ratelimit-reset"]);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * SECOND : SECOND;
}

/** `ratelimit-limit` and `ratelimit-remaining` count requests of the whole team in one second. */
export function allowanceOf(headers: Headers): Allowance | undefined {
  const limit = Number(headers?.["ratelimit-limit"]);
  const remaining = Number(headers?.["ratelimit-remaining"]);
  return limit > 0 && remaining >= 0 ? { limit, remaining } : undefined;
}
