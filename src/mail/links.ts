/** The links of a mail that open only what they were made for. */

import type { Config } from "../domain/config.ts";
import { CONSULT_LINK_LIFE, COURSE_LINK_LIFE } from "../domain/numbers.ts";
import { type Purpose, signToken } from "../domain/token.ts";

/** The link that stops everything. It never expires. */
export function unsubscribeLink(
  { siteUrl, secrets }: Config,
  { addressHash, unsubscribeToken }: { addressHash: string; unsubscribeToken: string | null },
): string {
  return `${siteUrl}/unsubscribe?t=${unsubscribeToken ?? signToken(secrets, "unsubscribe", addressHash, null)}`;
}

/** Her own page. How long it is good counts from the claim of the batch or the seal of the notice: a retry has the same bytes, also after a restore. */
export function courseLink(config: Config, addressHash: string, from: number): string {
  return signedLink(config, "course", addressHash, from + COURSE_LINK_LIFE);
}

export function consultLink(config: Config, addressHash: string, from: number): string {
  return signedLink(config, "consult", addressHash, from + CONSULT_LINK_LIFE);
}

const PATHS = {
  confirm: "/confirm",
  course: "/course",
  owner: "/course/own",
  address: "/course/new-address",
  consult: "/consult",
  "sign-in": "/admin/enter",
} as const;

export function signedLink(
  { siteUrl, secrets }: Config,
  purpose: keyof typeof PATHS & Purpose,
  subject: string,
  expiresAt: number,
): string {
  return `${siteUrl}${PATHS[purpose]}?t=${signToken(secrets, purpose, subject, expiresAt)}`;
}
