/** The settings of one deployment, checked and typed. */

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
  readonly secrets: Secrets;
  readonly resend: { readonly apiKey: string; readonly webhookSecret: string; readonly baseUrl?: string | undefined };
  /** Mails the provider's plan allows a day, when it has such a limit. */
  readonly dailyQuota?: number | undefined;
  /** Where readers add the author on LINE, if she is there. */
  readonly lineAddUrl?: string | undefined;
};
