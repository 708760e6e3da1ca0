/** Proofs: every lesson, notice and letter as it would be sent now, to each sample reader. */

import type { Config } from "../../domain/config.ts";
import { activeLessons } from "../../domain/course.ts";
import { asSent, type Material, type SentMail, sampleLesson, sampleNotice } from "./sample-mail.ts";
import { SAMPLE_READERS, type SampleReader } from "./sample-readers.ts";

export type Proof = {
  readonly kind: "lesson" | "notice" | "letter";
  /** The lesson's or letter's key, or the notice's name. */
  readonly name: string;
  readonly subject: string;
  /** One for each sample reader, in their order. */
  readonly copies: readonly Copy[];
};

export type Copy = { readonly reader: SampleReader; readonly mail: SentMail };

/** Lessons in the course's order, then letters and notices by name. `now` is unix ms. */
export function proofsOf(config: Config, { course, mails }: Material, now: number): Proof[] {
  const lessons = activeLessons(course).flatMap(({ key }) => {
    const compiled = mails.lessons[key];
    return compiled ? [{ kind: "lesson" as const, name: key, compiled }] : [];
  });
  const byName = (kind: "letter" | "notice") =>
    Object.entries(mails[`${kind}s`]).map(([name, compiled]) => ({ kind, name, compiled }));
  return [...lessons, ...byName("letter"), ...byName("notice")].map(({ kind, name, compiled }) => {
    const compose = kind === "notice" ? sampleNotice : sampleLesson;
    const copies = SAMPLE_READERS.map((reader) => {
      const mail = compose(config, course, { compiled, name, reader, id: "proof", now });
      return { reader, mail: asSent(mail) };
    });
    return { kind, name, subject: compiled.subject, copies };
  });
}
