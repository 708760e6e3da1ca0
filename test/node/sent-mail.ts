/** A mail of the real course as it would be sent, for a test to break in one place. */
import type { Fault, Rule, SentMail } from "../../src/cli/check-mail/mail.ts";
import { sampleMails } from "../../src/cli/check-mail/samples.ts";
import { findingLine } from "../../src/cli/compile/finding.ts";
import { compile } from "../../src/cli/compile/mails.ts";
import { here } from "./course-folder.ts";

/** To Hanako, who has another mail to come. */
export async function sentMail(name: string): Promise<SentMail> {
  const compiled = await compile({ root: here });
  if (!compiled.ok) throw new Error(compiled.findings.map(findingLine).join("\n"));
  const samples = await sampleMails(compiled.course, compiled.mails);
  const mail = samples.flat().find((sample) => sample.name === name);
  if (!mail) throw new Error(`There is no mail ${name}.`);
  return mail;
}

/** Throws when there is nothing to replace, so that a test cannot pass because the mail looks otherwise by now. */
export function broken(mail: SentMail, part: "html" | "text", from: string | RegExp, to: string): SentMail {
  const after = mail[part].replace(from, () => to);
  if (after === mail[part]) throw new Error(`The ${part} of ${mail.name} has no ${from} to break.`);
  return { ...mail, [part]: after };
}

/** The mail with more at the end of its body. */
export function withHtml(mail: SentMail, html: string): SentMail {
  return broken(mail, "html", "</body>", `${html}</body>`);
}

/** As the gate says it: `[rule] what is wrong → what to do`. */
export async function saysOf(mail: SentMail, rule: Rule): Promise<string[]> {
  const faults: Fault[] = await rule(mail);
  return faults.map((fault) => `[${fault.rule}] ${fault.wrong} → ${fault.change}`);
}
