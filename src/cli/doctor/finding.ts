/** What a check has to say: in order, wrong with the way out, or not looked at and why. */

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

/** Whether wrangler failed because nobody is logged in: the check of the secrets says so, and the others need not. */
export function isLoginTrouble(reason: string): boolean {
  return /CLOUDFLARE_API_TOKEN|logged in|wrangler login|authenticat/i.test(reason);
}

export const NO_LOGIN = "wrangler is not logged in: see secrets";

/** Thrown where what a check rests on is not there: another check names the cause, and this one is not looked at. */
export class Unasked extends Error {}
