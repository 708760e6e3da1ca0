/** Idempotency keys: a request repeated under its key within 24 hours is answered again and not sent again. */

import { createHash } from "node:crypto";

/** What a key remembers; `answer` is null while its first request is still being worked on. */
export type KeyRecord = { readonly fingerprint: string; readonly begun_at: number; answer: string | null };

export type KeyTurn =
  | { readonly kind: "fresh" }
  | { readonly kind: "replay"; readonly answer: string }
  | { readonly kind: "other_body" }
  | { readonly kind: "in_flight" };

/** Resend: "Idempotency keys expire after 24 hours". */
const KEY_LIFE = 24 * 60 * 60 * 1_000;

/** Bodies are compared by a hash of their bytes together with where and how they were posted. */
export function fingerprintOf(path: string, validation: string, body: Uint8Array): string {
  return createHash("sha256").update(`${path}\n${validation}\n`).update(body).digest("base64");
}

/** Marks the key as in flight when it is fresh; the caller then ends with `rememberAnswer` or `forgetKey`. */
export function beginKey(keys: Map<string, KeyRecord>, key: string, fingerprint: string, now: number): KeyTurn {
  forgetOldKeys(keys, now);
  const known = keys.get(key);
  if (known === undefined) {
    keys.set(key, { fingerprint, begun_at: now, answer: null });
    return { kind: "fresh" };
  }
  if (known.fingerprint !== fingerprint) return { kind: "other_body" };
  return known.answer === null ? { kind: "in_flight" } : { kind: "replay", answer: known.answer };
}

export function rememberAnswer(keys: Map<string, KeyRecord>, key: string, answer: string): void {
  const known = keys.get(key);
  if (known !== undefined) known.answer = answer;
}

/** Only 2xx answers are remembered, so a refused request leaves no trace. */
export function forgetKey(keys: Map<string, KeyRecord>, key: string): void {
  if (keys.get(key)?.answer === null) keys.delete(key);
}

/** A Map keeps the order of insertion and the clock never goes back, so the old ones stand first. */
function forgetOldKeys(keys: Map<string, KeyRecord>, now: number): void {
  for (const [key, record] of keys) {
    if (record.begun_at + KEY_LIFE > now) return;
    keys.delete(key);
  }
}
