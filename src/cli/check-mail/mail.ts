/** A mail as it leaves for one reader: what the rules of the gate are asked about. */
import type { Config } from "../../domain/config.ts";
import type { Wrong } from "../compile/finding.ts";
import type { MailKind } from "../compile/mail-checks.ts";

export type SentMail = {
  readonly kind: MailKind;
  /** The lesson's or letter's key, or the notice's name. */
  readonly name: string;
  /** The file with its prose, from the root of the project. */
  readonly file: string;
  /** The file with its subject and preheader. */
  readonly inboxFile: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly config: Config;
};

/** Some rules find their fault in another file than the mail's own. */
export type Fault = Wrong & { readonly file?: string };

/** Comes back empty when the mail is as it should be. */
export type Rule = (mail: SentMail) => Fault[] | Promise<Fault[]>;

/** Enough of a passage for its author to find it. */
export function snippet(words: string): string {
  const shown = [...words.replace(/\s+/g, " ").trim()];
  return `「${shown.slice(0, 30).join("")}${shown.length > 30 ? "…" : ""}」`;
}
