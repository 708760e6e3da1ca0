/** A mail that the provider says it has sent, and which row of a restored ledger it belongs to. */

import type { Clock } from "./clock.ts";
import type { Course, Lesson } from "./course.ts";
import type { Status } from "./delivery.ts";
import { keysOf, lessonOfKey } from "./place.ts";

export type ListedMail = {
  readonly providerId: string;
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  /** Unix ms. */
  readonly sentAt: number;
  /** `sent`, `delivered`, `bounced`, … as the provider says it. */
  readonly lastEvent: string;
};

/** What we wrote on a mail so that it could be told from others. */
export type MailTags = Readonly<Record<string, string>>;

/** `tags`: null where the provider does not tell them. */
export type SentMail = ListedMail & { readonly tags: MailTags | null };

/** A ledger row: `at` is when it was sent, or claimed while nobody knows. */
export type LedgerRow = {
  lesson: string;
  status: Status;
  providerId: string | null;
  at: number;
  reason: string | null;
};

/** A passage as the restored database knows it. Rows are added as mails are found. */
export type KnownPassage = {
  readonly id: number;
  readonly email: string;
  readonly clock: Clock;
  readonly from: string | null;
  readonly last: string | null;
  readonly next: string | null;
  readonly nextDueAt: number | null;
  readonly createdAt: number;
  readonly completed: boolean;
  readonly rows: LedgerRow[];
};

/** A mail to this address that is no lesson. */
export type KnownNotice = {
  readonly id: string;
  readonly kind: string;
  readonly email: string;
  readonly isOpen: boolean;
};

/** What a restored database knows of the mails in question, and what it takes to tell them apart. */
export type Knowledge = {
  readonly course: Course;
  /** Kinds of notices by their subject. */
  readonly noticeSubjects: ReadonlyMap<string, string>;
  /** Bare addresses in lower case: the sender's, and the author's, who is no reader. */
  readonly sender: string;
  readonly author: string;
  /** Until when the database knows, unix ms. */
  readonly knowsUntil: number;
  readonly passages: ReadonlyMap<number, KnownPassage>;
  /** The latest passage by address in lower case; null for a subscriber who has none. */
  readonly passagesByAddress: ReadonlyMap<string, KnownPassage | null>;
  readonly notices: ReadonlyMap<string, KnownNotice>;
};

export type Finding =
  /** This lesson was sent to this passage. */
  | { kind: "lesson"; passage: KnownPassage; lesson: string; batchId: string; hasMoved: boolean }
  /** Some mail went to her; it counts as this lesson, so that nothing comes twice. */
  | { kind: "unclear"; passage: KnownPassage; lesson: string }
  | { kind: "notice"; noticeId: string }
  /** She has had this lesson by another mail. */
  | { kind: "repeat" }
  /** The provider took it and sent nothing. */
  | { kind: "not-sent" }
  /** Nobody whom this database knows. */
  | { kind: "stranger"; address: string }
  /** A test, another product's, or nothing that could come twice. */
  | { kind: "nothing" };

/** Mails of `npm run mail:test` name a batch that is none. */
const TEST_BATCH = /^test-/;

/** Which mail this is: by its tags, or else by address and subject. Never a guess that could make a lesson come twice. */
export function findMail(mail: SentMail, known: Knowledge): Finding {
  const { tags } = mail;
  if (TEST_BATCH.test(tags?.batch ?? "")) return { kind: "nothing" };
  if (mail.lastEvent === "failed" || mail.lastEvent === "canceled") return { kind: "not-sent" };
  if (tags?.notice) return noticeOf(tags.notice, mail, known);
  if (tags?.lesson && tags.batch) return byTags(mail, { ...tags, lesson: tags.lesson, batch: tags.batch }, known);
  return bareAddress(mail.from) === known.sender ? byWords(mail, known) : { kind: "nothing" };
}

/** `Name <address>` or an address, in lower case. */
export function bareAddress(written: string): string {
  return (/<([^<>]*)>\s*$/.exec(written)?.[1] ?? written).trim().toLowerCase();
}

export function addressOfMail({ to }: ListedMail): string {
  return bareAddress(to[0] ?? "");
}

function noticeOf(id: string, mail: SentMail, known: Knowledge): Finding {
  if (known.notices.has(id)) return { kind: "notice", noticeId: id };
  return nobodyElse(mail, known);
}

/** A notice that no row waits for: only whether its reader is known at all is of interest. */
function nobodyElse(mail: SentMail, { passagesByAddress, author }: Knowledge): Finding {
  const address = addressOfMail(mail);
  return address === author || passagesByAddress.has(address) ? { kind: "nothing" } : { kind: "stranger", address };
}

/** A lesson, and no passage that it could be of: she signed up or confirmed since. */
function beganSince(mail: SentMail): Finding {
  return { kind: "stranger", address: addressOfMail(mail) };
}

/**
 * Numbers of passages repeat after a restore, so the address must be hers. An older passage whose mail went elsewhere is that
 * of somebody who moved since.
 */
function byTags(mail: SentMail, tags: MailTags & { lesson: string; batch: string }, known: Knowledge): Finding {
  const address = addressOfMail(mail);
  const named = known.passages.get(Number(tags.enrollment));
  const isHers = named?.email.toLowerCase() === address;
  const passage = isHers ? named : known.passagesByAddress.get(address);
  const mover =
    named && named.createdAt <= known.knowsUntil && !known.passagesByAddress.has(address) ? named : undefined;
  const whose = passage ?? mover;
  if (whose)
    return asLesson(mail, whose, { key: tags.lesson, batchId: tags.batch, course: known.course, hasMoved: !passage });
  return beganSince(mail);
}

type Claimed = { key: string; batchId: string; course: Course; hasMoved: boolean };

function asLesson(mail: SentMail, passage: KnownPassage, { key, batchId, course, hasMoved }: Claimed): Finding {
  const row = rowOf(passage, keysToday(course, key));
  if (row?.status === "sent" && row.providerId !== null)
    return row.providerId === mail.providerId ? { kind: "nothing" } : { kind: "repeat" };
  return { kind: "lesson", passage, lesson: row?.lesson ?? key, batchId, hasMoved };
}

function keysToday(course: Course, key: string): string[] {
  const lesson = lessonOfKey(course, key);
  return lesson ? keysOf(lesson) : [key];
}

function rowOf({ rows }: KnownPassage, keys: readonly string[]): LedgerRow | undefined {
  return rows.find(({ lesson }) => keys.includes(lesson));
}

function byWords(mail: SentMail, known: Knowledge): Finding {
  const address = addressOfMail(mail);
  const kind = known.noticeSubjects.get(mail.subject);
  if (kind !== undefined) return openNotice(kind, mail, known);
  const passage = known.passagesByAddress.get(address);
  const lessons = known.course.lessons.filter(({ subject }) => subject === mail.subject);
  if (!passage) return lessons.length > 0 ? beganSince(mail) : nobodyElse(mail, known);
  return lessons.length > 0 ? bySubject(mail, passage, lessons, known) : unclear(mail, passage, known);
}

function openNotice(kind: string, mail: SentMail, known: Knowledge): Finding {
  const address = addressOfMail(mail);
  const waiting = [...known.notices.values()].find(
    (one) => one.isOpen && one.kind === kind && bareAddress(one.email) === address,
  );
  return waiting ? { kind: "notice", noticeId: waiting.id } : nobodyElse(mail, known);
}

/** Of several lessons with one subject it is the first that she has not had. */
function bySubject(mail: SentMail, passage: KnownPassage, lessons: Lesson[], { course }: Knowledge): Finding {
  const batchId = "reconciled";
  const found = lessons.map(({ key }) => asLesson(mail, passage, { key, batchId, course, hasMoved: false }));
  return found.find(({ kind }) => kind === "lesson") ?? { kind: "repeat" };
}

/** A subject that nobody knows today: what she waits for, or had next, counts as sent. What is older the ledger knew itself. */
function unclear(mail: SentMail, passage: KnownPassage, { knowsUntil }: Knowledge): Finding {
  if (mail.sentAt <= knowsUntil) return { kind: "nothing" };
  const lesson = passage.rows.find(({ status }) => status === "claimed")?.lesson ?? passage.next;
  return lesson === null ? { kind: "nothing" } : { kind: "unclear", passage, lesson };
}
