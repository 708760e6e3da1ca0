/** Composes mails to nobody, by the same composing as the Worker's: what is seen here is what would be sent. */

import type { Stop } from "../../domain/breaker.ts";
import { defaultClock, nextDue } from "../../domain/clock.ts";
import type { CompiledMail, CompiledMails } from "../../domain/compiled-mail.ts";
import type { Config } from "../../domain/config.ts";
import type { ConsultationFacts } from "../../domain/consultation.ts";
import { activeLessons, type Course } from "../../domain/course.ts";
import { DAY, MINUTE } from "../../domain/numbers.ts";
import type { Told } from "../../domain/watch.ts";
import { bodyOfOne } from "../../mail/body.ts";
import { composeLesson, composeNotice } from "../../mail/compose.ts";
import type { Mail } from "../../mail/mailer.ts";
import { NOBODY } from "./sample-readers.ts";

/** The author's folder, compiled. */
export type Material = { readonly course: Course; readonly mails: CompiledMails };

export type SampleMail = {
  readonly compiled: CompiledMail;
  /** The lesson's key or the notice's name. */
  readonly name: string;
  readonly reader: { readonly name: string; readonly email: string };
  /** What its tag says instead of a batch's or a notice's id. No row of the ledger has it. */
  readonly id: string;
  /** Unix ms. */
  readonly now: number;
};

/** No enrollment has this number: the table counts from 1. */
const NO_ENROLLMENT = 0;

/** The sentence about the next mail reckons as if this one were sent at `now`. */
export function sampleLesson(config: Config, course: Course, { compiled, name, reader, id, now }: SampleMail): Mail {
  return composeLesson(
    config,
    course,
    compiled,
    { id, lesson: name, createdAt: now },
    {
      enrollmentId: NO_ENROLLMENT,
      email: reader.email,
      name: reader.name,
      addressHash: NOBODY,
      unsubscribeToken: null,
      zone: course.zone,
      nextDueAt: dueAfter(course, name, now),
    },
  );
}

const SAMPLE_REQUEST: ConsultationFacts = {
  name: "花子",
  email: "hanako@example.com",
  reach: "メール",
  times: "第一希望：11月30日（月）昼休み",
  topic: "いまの会社に残るか、移るかで迷っています。\n上司にはまだ話していません。",
  worksheet: "",
  read: ["intro-guide"],
};

const SAMPLE_STOP: Stop = { why: "complaints", accepted: 1_840, bounced: 12, complained: 4 };

/** `nextDueAt`: unix ms, or null as after the last lesson. */
export function sampleNotice(
  config: Config,
  course: Course,
  { compiled, reader, id, now }: SampleMail,
  nextDueAt: number | null = nextDue(defaultClock(course), 1, now),
): Mail {
  return composeNotice(config, course, compiled, {
    id,
    email: reader.email,
    addressHash: NOBODY,
    zone: course.zone,
    nextDueAt,
    sealedAt: now,
    consultation: compiled.html.marks.includes("consult_name") ? SAMPLE_REQUEST : null,
    stop: compiled.html.marks.includes("stop_why") ? SAMPLE_STOP : null,
    told: toldIn(compiled, now),
  });
}

/** One text stands for every alert: the words around it are the notice's own. */
function toldIn({ html }: CompiledMail, now: number): Told | null {
  if (html.marks.includes("watch_what")) return { kind: "mails-late", waiting: 12, since: now - 40 * MINUTE };
  if (!html.marks.includes("week_people")) return null;
  const numbers = { signedUp: 24, confirmed: 21, finished: 9, stopped: 2, requests: 1, accepted: 173 };
  return { kind: "weekly", from: now - 7 * DAY, to: now, ...numbers, bounced: 1, complained: 0, troubled: 0 };
}

function dueAfter(course: Course, key: string, now: number): number | null {
  const lessons = activeLessons(course);
  const next = lessons[lessons.findIndex((lesson) => lesson.key === key) + 1];
  return next === undefined ? null : nextDue(defaultClock(course), next.wait ?? 0, now);
}

/** What the provider would be handed, read back. */
export type SentMail = {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: readonly { readonly name: string; readonly value: string }[];
};

export function asSent(mail: Mail): SentMail {
  return JSON.parse(new TextDecoder().decode(bodyOfOne(mail))) as SentMail;
}
