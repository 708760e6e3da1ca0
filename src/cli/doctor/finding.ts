/** What a check has to say: in order, wrong with the way out, or not looked at and why. */

import { failureOf } from "../wrangler-failure.ts";

export type Wrong = {
  readonly kind: "wrong";
  readonly what: string;
  /** What comes of it for readers or the author. */
  readonly why: string;
  /** The command to run or the line to change. */
  readonly fix: string;
};

export type Finding =
  | { readonly kind: "ok"; readonly what: string }
  | Wrong
  | { readonly kind: "skipped"; readonly why: string };

export function ok(what: string): Finding {
  return { kind: "ok", what };
}

export function wrong(what: string, why: string, fix: string): Wrong {
  return { kind: "wrong", what, why, fix };
}

export function skipped(why: string): Finding {
  return { kind: "skipped", why };
}

/** All that is wrong, or else the one word that nothing is. */
export function allOr(faults: readonly Wrong[], what: string): Finding | readonly Finding[] {
  return faults.length > 0 ? faults : ok(what);
}

/** Throws where wrangler cannot ask Cloudflare anything: the check of the secrets says why, and the others need not. */
export function unlessUnreachable(reason: string): void {
  const { kind } = failureOf(reason);
  if (kind === "login" || kind === "network") throw new Unasked("wrangler could not ask Cloudflare: see secrets");
}

/** Thrown where what a check rests on is not there: another check names the cause, and this one is not looked at. */
export class Unasked extends Error {}
