/** Asking Turnstile whether a person sent a form. It is asked only where the settings name it, and its outage stops nobody. */

import * as v from "valibot";
import type { Deps } from "../deps.ts";
import type { Address } from "../domain/address.ts";
import type { Turnstile } from "../domain/config.ts";
import { TURNSTILE_TIMEOUT } from "../domain/numbers.ts";
import { keyedUuid } from "../domain/token.ts";
import { TURNSTILE_ACTION } from "../domain/turnstile.ts";

/**
 * `missing`: the form came without a word of Turnstile's, as from a browser without scripts. `failed`: what it brought is no
 * proof, or one for another page, or too old. `unknown`: nobody could be asked.
 */
export type Proof = { kind: "not-asked" | "proved" | "missing" } | { kind: "failed" | "unknown"; why: string };

/** developers.cloudflare.com/turnstile/get-started/server-side-validation */
const Verdict = v.object({
  success: v.boolean(),
  action: v.optional(v.string(), ""),
  hostname: v.optional(v.string(), ""),
  "error-codes": v.optional(v.array(v.string()), []),
});
type Verdict = v.InferOutput<typeof Verdict>;

/** These say nothing about the visitor: it was Turnstile's fault, or ours. */
const NO_VERDICT = ["internal-error", "missing-input-secret", "invalid-input-secret", "bad-request"];
const TOKEN_MAX = 2048;

/**
 * A token is good once; but the same form may come twice, and is then asked about under the same key, as after an answer that
 * got lost on the way. With another address in it, it is another form.
 */
export async function provePerson(
  { config }: Pick<Deps, "config">,
  { token, address }: { token: string; address: Address },
): Promise<Proof> {
  const { turnstile } = config;
  if (!turnstile) return { kind: "not-asked" };
  if (token === "") return { kind: "missing" };
  if (token.length > TOKEN_MAX) return { kind: "failed", why: "too long" };
  const body = JSON.stringify({
    secret: turnstile.secretKey,
    response: token,
    idempotency_key: keyedUuid(config.secrets, `${token}\n${address.identity}`),
  });
  const first = await ask(turnstile, body);
  const answer = typeof first === "string" ? await ask(turnstile, body) : first;
  return typeof answer === "string" ? { kind: "unknown", why: answer } : judge(answer, hostnamesOf(config));
}

/** The verdict, or why there is none. */
async function ask({ baseUrl }: Turnstile, body: string): Promise<Verdict | string> {
  try {
    const headers = { "Content-Type": "application/json" };
    const signal = AbortSignal.timeout(TURNSTILE_TIMEOUT);
    const response = await fetch(`${baseUrl}/turnstile/v0/siteverify`, { method: "POST", headers, body, signal });
    const parsed = v.safeParse(Verdict, await response.json());
    if (!parsed.success) return `status ${response.status} without a verdict`;
    const fault = parsed.output["error-codes"].find((code) => NO_VERDICT.includes(code));
    return fault ?? parsed.output;
  } catch (error) {
    return error instanceof Error ? error.name : "no answer";
  }
}

/** A token of another form of the same key, or of another site, proves nothing here. */
function judge({ success, action, hostname, "error-codes": codes }: Verdict, hostnames: readonly string[]): Proof {
  if (!success) return { kind: "failed", why: codes.join() || "refused" };
  if (action !== TURNSTILE_ACTION) return { kind: "failed", why: "another action" };
  return hostnames.includes(hostname) ? { kind: "proved" } : { kind: "failed", why: "another hostname" };
}

/** Where the form may stand. */
function hostnamesOf({ siteUrl, embedOrigins }: Deps["config"]): string[] {
  return [siteUrl, ...embedOrigins].map((url) => new URL(url).hostname);
}
