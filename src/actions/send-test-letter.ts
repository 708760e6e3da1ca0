/** Sending the author her own letter as a test: composed and handed over as always, but marked, and in nobody's ledger. */

import type { Deps } from "../deps.ts";
import { MINUTE } from "../domain/numbers.ts";
import { sampleLetter } from "../mail/sample-letter.ts";

export type TestSent = { kind: "sent" } | { kind: "no-letter" } | { kind: "refused" } | { kind: "not-now" };

const SIGN = "【テスト】";

/** Goes to AUTHOR_EMAIL. Pressed twice within a minute it is one mail: the key and the bytes are the same. */
export async function sendTestLetter(
  { config, course, mails, mailer }: Pick<Deps, "config" | "course" | "mails" | "mailer">,
  { key, now }: { key: string; now: number },
): Promise<TestSent> {
  const compiled = mails.letters[key];
  if (!compiled) return { kind: "no-letter" };
  const at = Math.floor(now / MINUTE) * MINUTE;
  const id = `test-${compiled.digest}-${at}`;
  const marked = { ...compiled, subject: SIGN + compiled.subject };
  const mail = sampleLetter(config, course, marked, { key, email: config.authorEmail, name: "花子", id, at });
  const answer = await mailer.sendOne(mail, id);
  switch (answer.kind) {
    case "answered":
      return { kind: answer.results.every(({ accepted }) => accepted) ? "sent" : "refused" };
    case "refused":
    case "misconfigured":
      return { kind: "refused" };
    default:
      return { kind: "not-now" };
  }
}
