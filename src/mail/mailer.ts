/** What the engine knows of a mail provider: a mail, a call, and the seven kinds of answer. */

import type { Allowance } from "../domain/pacer.ts";
import type { FilledForm } from "./form.ts";

/** One mail as the JSON object that the provider takes. */
export type Mail = FilledForm;

export type PerMail = { accepted: true; providerId: string } | { accepted: false; reason: string };

/** An answer, with what it told of the provider's rate limit. */
export type Answer = AnswerKind & { allowance?: Allowance | undefined };

type AnswerKind =
  /** 2xx: one result per mail, in the order they were given. */
  | { kind: "answered"; results: PerMail[] }
  /** The whole request is refused for what it says. Nothing was accepted. */
  | { kind: "refused"; reason: string }
  /** Too many requests. Surely not accepted. */
  | { kind: "limited"; retryAfterMs: number }
  /** A quota is used up. Surely not accepted. */
  | { kind: "exhausted"; quota: "daily" | "monthly" }
  /** Nobody knows whether it was accepted. Ask again with the same key and bytes. */
  | { kind: "unknown"; reason: string }
  /** The key was used with other bytes: an earlier attempt may have been accepted. */
  | { kind: "conflict"; reason: string }
  /** Key, domain or permission: our own fault. Surely not accepted. */
  | { kind: "misconfigured"; reason: string };

export type Mailer = {
  /** At most 100 mails in one call, each accepted or refused by itself. The key is remembered for 24 hours. */
  sendBatch(mails: readonly Mail[], key: string): Promise<Answer>;
  /** One mail. `results` has one entry. */
  sendOne(mail: Mail, key: string): Promise<Answer>;
};
