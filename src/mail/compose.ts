/** Composing a mail: compiled pieces, a reader's own words, and the headers mailbox providers ask for. */

import type { Stop } from "../domain/breaker.ts";
import { nextMailSentence } from "../domain/clock.ts";
import {
  asIs,
  type CompiledMail,
  escapeLines,
  type Mark,
  type MarkValues,
  withoutInvitations,
} from "../domain/compiled-mail.ts";
import type { Config } from "../domain/config.ts";
import type { ConsultationFacts } from "../domain/consultation.ts";
import type { Course } from "../domain/course.ts";
import { ADDRESS_LINK_LIFE, CONFIRM_LINK_LIFE, OWNER_LINK_LIFE, SIGN_IN_LINK_LIFE } from "../domain/numbers.ts";
import type { Told } from "../domain/watch.ts";
import { blank, type Form, type FormMark, fillForm, formOf, json, type Pieces, template } from "./form.ts";
import { consultLink, courseLink, signedLink, unsubscribeLink } from "./links.ts";
import type { Mail } from "./mailer.ts";
import { wordsOfRequest } from "./words-of-request.ts";
import { wordsOfStop } from "./words-of-stop.ts";
import { wordsOfWatch } from "./words-of-watch.ts";

/** What a lesson mail says about its reader. */
export type LessonReader = {
  enrollmentId: number;
  email: string;
  name: string;
  addressHash: string;
  /** Null if none was kept: it is made anew. */
  unsubscribeToken: string | null;
  zone: string;
  nextDueAt: number | null;
  /** Whether she has asked for a consultation: then nothing in the mail leads to one. */
  hasAsked?: boolean;
};

export type NoticeReader = {
  id: string;
  email: string;
  addressHash: string | null;
  zone: string | null;
  nextDueAt: number | null;
  /** The link's life counts from here, and a retry has the same bytes. */
  sealedAt: number;
  /** What the author is told of a request. */
  consultation?: ConsultationFacts | null | undefined;
  /** What the author is told of a stop. */
  stop?: Stop | null | undefined;
  /** What she is told without asking. */
  told?: Told | null | undefined;
};

/**
 * One lesson for one reader. The same reader, batch and compiled lesson give the same bytes: nothing here reads a clock or
 * draws a random number. Throws when a mark has no value.
 */
export function composeLesson(
  config: Config,
  course: { key: string },
  compiled: CompiledMail,
  batch: { id: string; lesson: string; createdAt: number },
  reader: LessonReader,
): Mail {
  const { formFor, nextLine } = lessonPress(config, course, compiled);
  const form = formFor(reader.hasAsked ?? false);
  return fillForm(form, {
    to: reader.email,
    dear: reader.name === "" ? "" : `${reader.name}さん、`,
    next_line: nextLine(reader.zone, reader.nextDueAt),
    unsubscribe_url: unsubscribeLink(config, reader),
    course_url: courseLink(config, reader.addressHash, batch.createdAt),
    enrollment: String(reader.enrollmentId),
    lesson: batch.lesson,
    batch: batch.id,
    ...(leadsToConsultation(form) ? { consult_url: consultLink(config, reader.addressHash, batch.createdAt) } : {}),
  });
}

/** One notice. Its links live from the seal on, however long the notice had to wait for it. */
export function composeNotice(
  config: Config,
  course: Pick<Course, "key" | "lessons" | "zone">,
  compiled: CompiledMail,
  reader: NoticeReader,
): Mail {
  const { id, email, zone, nextDueAt, consultation, stop, told } = reader;
  return fillForm(noticeForm(config, course, compiled), {
    to: email,
    next_line: zone === null ? "" : nextMailSentence(zone, nextDueAt),
    ...noticeLinks(config, compiled, reader),
    notice: id,
    ...(consultation ? wordsOfRequest(course, consultation) : {}),
    ...(stop ? wordsOfStop(stop) : {}),
    ...(told ? wordsOfWatch(course.zone, told) : {}),
  });
}

/** Only those that it has: each is signed. */
function noticeLinks(config: Config, { html }: CompiledMail, { id, addressHash, sealedAt }: NoticeReader): MarkValues {
  const links: [Mark, () => string][] = [
    ["address_url", () => signedLink(config, "address", id, sealedAt + ADDRESS_LINK_LIFE)],
    ["sign_in_url", () => signedLink(config, "sign-in", id, sealedAt + SIGN_IN_LINK_LIFE)],
    ...(addressHash === null ? [] : readerLinks(config, addressHash, sealedAt)),
  ];
  const present = links.filter(([mark]) => html.marks.includes(mark));
  return Object.fromEntries(present.map(([mark, sign]) => [mark, sign()]));
}

function readerLinks(config: Config, addressHash: string, sealedAt: number): [Mark, () => string][] {
  return [
    ["unsubscribe_url", () => unsubscribeLink(config, { addressHash, unsubscribeToken: null })],
    ["course_url", () => courseLink(config, addressHash, sealedAt)],
    ["confirm_url", () => signedLink(config, "confirm", addressHash, sealedAt + CONFIRM_LINK_LIFE)],
    ["owner_url", () => signedLink(config, "owner", addressHash, sealedAt + OWNER_LINK_LIFE)],
  ];
}

/** What the mails of one lesson share: their form, and the sentences that many of them end with. */
type Press = {
  readonly config: Config;
  readonly course: { key: string };
  readonly formFor: (hasAsked: boolean) => Form;
  readonly nextLine: typeof nextMailSentence;
};

const presses = new WeakMap<CompiledMail, Press>();

/** Made anew for other settings, which every event brings along: that costs as much as a few mails. */
function lessonPress(config: Config, course: { key: string }, compiled: CompiledMail): Press {
  const known = presses.get(compiled);
  if (known?.config === config && known.course === course) return known;
  const press = { config, course, formFor: formsOfLesson(config, course, compiled), nextLine: rememberedNextLine() };
  presses.set(compiled, press);
  return press;
}

/** Two forms of ready bytes, so that leaving the invitation out costs a mail nothing; the second is made when first asked for. */
function formsOfLesson(config: Config, course: { key: string }, compiled: CompiledMail): Press["formFor"] {
  const inviting = lessonForm(config, course, compiled);
  let silent: Form | undefined;
  return (hasAsked) => {
    if (!hasAsked) return inviting;
    const { html, text } = compiled;
    silent ??= lessonForm(config, course, {
      ...compiled,
      html: withoutInvitations(html),
      text: withoutInvitations(text),
    });
    return silent;
  };
}

/** Signing is spared where no link stands. */
function leadsToConsultation({ blanks }: Form): boolean {
  return blanks.some(({ mark }) => mark === "consult_url");
}

function lessonForm(config: Config, course: { key: string }, compiled: CompiledMail): Form {
  return letter(config, compiled, {
    headers: json`${listHeaders(config, course.key)},"X-Entity-Ref-ID":"${blank("batch")}.${blank("enrollment")}"`,
    tags: json`${tag("enrollment")},${tag("lesson")},${tag("batch")}`,
  });
}

function noticeForm(config: Config, course: { key: string }, compiled: CompiledMail): Form {
  const isForReader = compiled.html.marks.includes("unsubscribe_url");
  const forReader = isForReader ? json`,${listHeaders(config, course.key)}` : [];
  return letter(config, compiled, {
    headers: json`"Auto-Submitted":"auto-generated","X-Entity-Ref-ID":"${blank("notice")}"${forReader}`,
    tags: tag("notice"),
  });
}

/** Byte for byte what the SDK would make of such a mail, in its own order of fields. */
function letter(config: Config, compiled: CompiledMail, { headers, tags }: { headers: Pieces; tags: Pieces }): Form {
  const known = sharedValues(config);
  return formOf(json`{
    "from":"${config.mailFrom}",
    "headers":{${headers}},
    "html":"${template(compiled.html, known, escapeLines)}",
    "reply_to":"${config.mailReplyTo}",
    "subject":"${compiled.subject}",
    "tags":[${tags}],
    "text":"${template(compiled.text, known, asIs)}",
    "to":"${blank("to")}"}`);
}

/** RFC 8058 one-click, RFC 2369, and RFC 2919: the list's id is stable and the same for every mail. */
function listHeaders(config: Config, courseKey: string): Pieces {
  const listId = `${courseKey}.${new URL(config.siteUrl).hostname}`;
  return json`
    "List-Unsubscribe":"<${blank("unsubscribe_url")}>",
    "List-Unsubscribe-Post":"List-Unsubscribe=One-Click",
    "List-Id":"<${listId}>"`;
}

function tag(name: FormMark): Pieces {
  return json`{"name":"${name}","value":"${blank(name)}"}`;
}

function sharedValues(config: Config) {
  return {
    site_url: config.siteUrl,
    guide_url: `${config.siteUrl}/guide`,
    sender_name: config.sender.name,
    sender_address: config.sender.address,
    sender_contact: config.sender.contact,
    invitation_begins: "",
    invitation_ends: "",
  };
}

/** Readers of one batch share few hours, and reckoning a date in a zone takes half as long as all else of a mail. */
function rememberedNextLine(): typeof nextMailSentence {
  const sentences = new Map<string, string>();
  return (zone, dueAt) => {
    const hour = `${zone} ${dueAt}`;
    const sentence = sentences.get(hour) ?? nextMailSentence(zone, dueAt);
    sentences.set(hour, sentence);
    return sentence;
  };
}
