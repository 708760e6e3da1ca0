/** Composing a mail: compiled pieces, a reader's own words, and the headers mailbox providers ask for. */

import { nextMailSentence } from "../domain/clock.ts";
import { asIs, type CompiledMail, escapeHtml, fillJson, type MarkValues } from "../domain/compiled-mail.ts";
import type { Config } from "../domain/config.ts";
import { CONFIRM_LINK_LIFE } from "../domain/numbers.ts";
import { signToken } from "../domain/token.ts";
import type { Mail } from "./mailer.ts";

/** What a lesson mail says about its reader. */
export type LessonReader = {
  enrollmentId: number;
  email: string;
  name: string;
  addressHash: string;
  zone: string;
  nextDueAt: number | null;
};

export type NoticeReader = {
  id: string;
  email: string;
  addressHash: string | null;
  zone: string | null;
  nextDueAt: number | null;
  /** The link's life counts from here, and a retry has the same bytes. */
  sealedAt: number;
};

/**
 * One lesson for one reader. The same reader, batch and compiled lesson give the same bytes: nothing here reads a clock or
 * draws a random number. Throws when a mark has no value.
 */
export async function composeLesson(
  config: Config,
  course: { key: string },
  compiled: CompiledMail,
  batch: { id: string; lesson: string },
  reader: LessonReader,
): Promise<Mail> {
  const unsubscribeUrl = await unsubscribeLink(config, reader.addressHash);
  const values = {
    ...sharedValues(config),
    dear: reader.name === "" ? "" : `${reader.name}さん、`,
    next_line: nextMailSentence(reader.zone, reader.nextDueAt),
    unsubscribe_url: unsubscribeUrl,
  };
  return {
    ...letter(config, compiled, reader.email, values),
    headers: {
      ...listHeaders(config, course.key, unsubscribeUrl),
      "X-Entity-Ref-ID": `${batch.id}.${reader.enrollmentId}`,
    },
    tags: [
      { name: "enrollment", value: String(reader.enrollmentId) },
      { name: "lesson", value: batch.lesson },
      { name: "batch", value: batch.id },
    ],
  };
}

/** One notice. A confirm link lives seven days from the seal, however long the notice had to wait for it. */
export async function composeNotice(
  config: Config,
  course: { key: string },
  compiled: CompiledMail,
  notice: NoticeReader,
  values: MarkValues = {},
): Promise<Mail> {
  const { addressHash, zone } = notice;
  const unsubscribeUrl = addressHash === null ? "" : await unsubscribeLink(config, addressHash);
  const confirmUrl = addressHash === null ? "" : await confirmLink(config, addressHash, notice.sealedAt);
  const known: MarkValues = {
    ...sharedValues(config),
    next_line: zone === null ? "" : nextMailSentence(zone, notice.nextDueAt),
    unsubscribe_url: unsubscribeUrl,
    confirm_url: confirmUrl,
    ...values,
  };
  const isForReader = compiled.html.marks.includes("unsubscribe_url");
  return {
    ...letter(config, compiled, notice.email, known),
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Entity-Ref-ID": notice.id,
      ...(isForReader ? listHeaders(config, course.key, unsubscribeUrl) : {}),
    },
    tags: [{ name: "notice", value: notice.id }],
  };
}

/** The link that stops everything. It never expires. */
async function unsubscribeLink(config: Config, addressHash: string): Promise<string> {
  return `${config.siteUrl}/unsubscribe?t=${await signToken(config.secrets, "unsubscribe", addressHash, null)}`;
}

async function confirmLink(config: Config, addressHash: string, sealedAt: number): Promise<string> {
  const token = await signToken(config.secrets, "confirm", addressHash, sealedAt + CONFIRM_LINK_LIFE);
  return `${config.siteUrl}/confirm?t=${token}`;
}

function letter(config: Config, compiled: CompiledMail, to: string, values: MarkValues) {
  return {
    from: config.mailFrom,
    to,
    replyTo: config.mailReplyTo,
    subject: compiled.subject,
    html: fillJson(compiled.html, values, escapeHtml),
    text: fillJson(compiled.text, values, asIs),
  };
}

/** RFC 8058 one-click, RFC 2369, and RFC 2919: the list's id is stable and the same for every mail. */
function listHeaders(config: Config, courseKey: string, unsubscribeUrl: string): Record<string, string> {
  return {
    "List-Unsubscribe": `<${unsubscribeUrl}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Id": `<${courseKey}.${new URL(config.siteUrl).hostname}>`,
  };
}

function sharedValues(config: Config): MarkValues {
  return {
    site_url: config.siteUrl,
    guide_url: `${config.siteUrl}/guide`,
    sender_name: config.sender.name,
    sender_address: config.sender.address,
    sender_contact: config.sender.contact,
  };
}
