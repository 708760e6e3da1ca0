/** The gate for mails: every rule asked about every mail, as it would be sent. */
import { type Finding, findingLine } from "../compile/finding.ts";
import { compile } from "../compile/mails.ts";
import { judgeCharacters, judgeCharset, judgeMarks, judgeSize } from "./characters.ts";
import { judgePrograms } from "./clients.ts";
import { judgeContrast } from "./contrast.ts";
import { judgeFooter } from "./footer.ts";
import { judgeInbox } from "./inbox.ts";
import { judgeJapanese } from "./japanese.ts";
import { judgeLinks } from "./links.ts";
import type { Rule, SentMail } from "./mail.ts";
import { sampleMails } from "./samples.ts";
import { judgeHeadings, judgePictures } from "./structure.ts";
import { judgeTextPart } from "./text-part.ts";

/** What a reader's own words may change, so that it is asked for each of them. */
const FOR_EACH_READER: readonly Rule[] = [
  judgeSize,
  judgeMarks,
  judgeCharacters,
  judgeTextPart,
  judgeLinks,
  judgeFooter,
];

/** What is the same in every copy of a mail. */
const FOR_EACH_MAIL: readonly Rule[] = [
  judgeInbox,
  judgeCharset,
  judgeHeadings,
  judgePictures,
  judgeContrast,
  judgePrograms,
  judgeJapanese,
];

export type Judged = {
  readonly findings: readonly Finding[];
  /** Lessons, notices and letters. */
  readonly mails: number;
  /** With every reader they were filled for. */
  readonly copies: number;
};

/** `root` is the folder that holds `emails/`. What does not compile is told instead of being judged. */
export async function checkMail({ root }: { root: string }): Promise<Judged> {
  const compiled = await compile({ root });
  if (!compiled.ok) return { findings: compiled.findings, mails: 0, copies: 0 };
  const samples = await sampleMails(compiled.course, compiled.mails);
  const findings: Finding[] = [];
  for (const copies of samples) {
    for (const [index, copy] of copies.entries()) {
      const rules = index === 0 ? [...FOR_EACH_MAIL, ...FOR_EACH_READER] : FOR_EACH_READER;
      findings.push(...(await judge(copy, rules)));
    }
  }
  return { findings: once(findings), mails: samples.length, copies: samples.flat().length };
}

async function judge(mail: SentMail, rules: readonly Rule[]): Promise<Finding[]> {
  const faults = await Promise.all(rules.map((rule) => rule(mail)));
  return faults.flat().map((fault) => ({ file: mail.file, mail: mail.name, ...fault }));
}

/** Most faults are in the copies for all readers. */
function once(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [findingLine(finding), finding])).values()];
}
