/** The settings of one deployment, checked and typed. */

import type { Receiver } from "./outgoing-webhook.ts";
import type { Secrets } from "./token.ts";

export type Config = {
  /** Where the Worker answers; https outside this machine; no slash at the end. */
  readonly siteUrl: string;
  /** `Name <address>` or an address. */
  readonly mailFrom: string;
  readonly mailReplyTo: string;
  readonly authorEmail: string;
  /** Who sends, as the law asks it to stand in every mail. */
  readonly sender: { readonly name: string; readonly address: string; readonly contact: string };
  /** Origins of the author's other sites whose pages may carry the sign-up form. */
  readonly embedOrigins: readonly string[];
  /** What 特定商取引法 (Art. 11) asks of whoever sells by mail order, beside the sender's name and address; null when nothing is sold. */
  readonly tokusho: Tokusho | null;
  /** Where readers add the author on LINE, if she is there. */
  readonly lineAddUrl?: string | undefined;
  readonly secrets: Secrets;
  readonly resend: { readonly apiKey: string; readonly webhookSecret: string; readonly baseUrl?: string | undefined };
  /** Who lets the author in to her desk in place of a mailed link; null where the link does. */
  readonly access: Access | null;
  /** A system of the author's that hears of requests for a consultation; null where none does. */
  readonly consultationWebhook: Receiver | null;
  /** Asked whether a person sent the sign-up form; null where nobody is asked. */
  readonly turnstile: Turnstile | null;
  /** Whether addresses that are thrown away after minutes are refused. */
  readonly refusesThrowaway: boolean;
  /** Whether the author gets her letter of the week. */
  readonly writesWeekly: boolean;
  /** Mails the provider's plan allows a day, when it has such a limit. */
  readonly dailyQuota?: number | undefined;
};

/** Cloudflare Access, as it stands in the tokens that it signs. */
export type Access = {
  /** `https://<team>.cloudflareaccess.com`. */
  readonly issuer: string;
  /** Where the team's public keys are. */
  readonly keysUrl: string;
  /** The application's AUD tag. */
  readonly audience: string;
};

export type Turnstile = {
  /** Stands in the page. */
  readonly siteKey: string;
  readonly secretKey: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
};

export type Tokusho = {
  readonly phone: string;
  readonly price: string;
  /** How and when she pays. */
  readonly payment: string;
  /** When the consultation takes place. */
  readonly delivery: string;
  readonly returns: string;
};
