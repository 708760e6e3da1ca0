/** Sends lessons, or a letter, as test mails: composed and handed over as always, but marked, and about nobody. */

import { parseAddress } from "../../domain/address.ts";
import type { CompiledMail, CompiledMails } from "../../domain/compiled-mail.ts";
import type { Config } from "../../domain/config.ts";
import { activeLessons, type Course, type Lesson } from "../../domain/course.ts";
import { BATCH_SIZE, SECOND } from "../../domain/numbers.ts";
import { randomId } from "../../domain/random-id.ts";
import { type Material, sampleLesson } from "../../local/proofs/sample-mail.ts";
import { SAMPLE_READERS } from "../../local/proofs/sample-readers.ts";
import type { Answer, Mail } from "../../mail/mailer.ts";
import { resendMailer } from "../../mail/resend.ts";

type TestOrder = {
  readonly to: string;
  /** The key of one lesson; without it all of the course. */
  readonly lesson: string | undefined;
  /** The key of a letter, in place of lessons. */
  readonly letter?: string | undefined;
  /** Unix ms. */
  readonly now: number;
};

const SIGN = "【テスト】";

/** The subjects that were sent, in the course's order. Throws, in words for the author, when anything was not. */
export async function sendTestMails(config: Config, { course, mails }: Material, order: TestOrder): Promise<string[]> {
  const address = parseAddress(order.to);
  if (address === null) throw new Error(`--to ${order.to} is no mail address.`);
  const reader = { name: SAMPLE_READERS[0].name, email: address.email };
  // Its tags name a batch that is none, and its links nobody: what comes back about it changes no row.
  const id = `test-${randomId()}`;
  const subjects: string[] = [];
  const ready: Mail[] = [];
  for (const [key, compiled] of mailsOf(course, mails, order)) {
    const marked = { ...compiled, subject: SIGN + compiled.subject };
    subjects.push(marked.subject);
    ready.push(await sampleLesson(config, course, { compiled: marked, name: key, reader, id, now: order.now }));
  }
  await send(config, ready, id);
  return subjects;
}

function mailsOf(course: Course, mails: CompiledMails, { lesson, letter }: TestOrder): [string, CompiledMail][] {
  if (letter === undefined) {
    return lessonsOf(course, lesson).flatMap(({ key }) => {
      const compiled = mails.lessons[key];
      return compiled ? [[key, compiled]] : [];
    });
  }
  const compiled = mails.letters[letter];
  if (compiled) return [[letter, compiled]];
  const known = Object.keys(mails.letters).join(", ") || "none yet: npm run new-letter";
  throw new Error(`--letter ${letter} is no letter. There are ${known}.`);
}

function lessonsOf(course: Course, key: string | undefined): Lesson[] {
  const lessons = activeLessons(course);
  if (key === undefined) return lessons;
  const asked = lessons.filter((lesson) => lesson.key === key);
  if (asked.length > 0) return asked;
  throw new Error(
    `--lesson ${key} is no lesson of the course. It has ${lessons.map((lesson) => lesson.key).join(", ")}.`,
  );
}

/** A call for every hundred, each under a key of its own: a second test is a second mail. */
async function send(config: Config, mails: readonly Mail[], id: string): Promise<void> {
  const mailer = resendMailer(config.resend);
  for (let from = 0; from < mails.length; from += BATCH_SIZE) {
    const answer = await mailer.sendBatch(mails.slice(from, from + BATCH_SIZE), `${id}.${from}`);
    const wrong = wrongWith(answer);
    if (wrong !== null) throw new Error(wrong);
  }
}

function wrongWith(answer: Answer): string | null {
  switch (answer.kind) {
    case "answered": {
      const reasons = answer.results.flatMap((result) => (result.accepted ? [] : [result.reason]));
      return reasons.length === 0
        ? null
        : `The provider refused ${reasons.length} of them: ${[...new Set(reasons)].join("; ")}`;
    }
    case "refused":
    case "conflict":
      return `The provider refused them: ${answer.reason}`;
    case "limited":
      return `The provider takes no more requests just now: try again in ${Math.ceil(answer.retryAfterMs / SECOND)} s.`;
    case "exhausted":
      return `The ${answer.quota} quota at the provider is used up.`;
    case "unknown":
      return `No answer that could be read (${answer.reason}): they may have been sent or not.`;
    case "misconfigured":
      return `The provider refuses the key or the sender (${answer.reason}): check RESEND_API_KEY, and that the domain of MAIL_FROM is verified there.`;
  }
}
