/** Reading a lesson again on the web: one that went to her, and no other. */

import { type HadRow, lessonsHad } from "../db/by-hand.ts";
import type { Deps } from "../deps.ts";
import { type CompiledLesson, escapeHtml, fill } from "../domain/compiled-mail.ts";
import { keysOf, lessonOfKey } from "../domain/place.ts";
import { wentOut } from "./open-course.ts";
import { readerOf, type Unknown } from "./reader-of.ts";

/** `articleHtml` is the compiled article with its marks filled and escaped; it names nobody, for links get forwarded. */
export type ReadLesson = { kind: "lesson"; subject: string; articleHtml: string } | { kind: "not-hers" } | Unknown;

export async function readLesson(
  deps: Pick<Deps, "db" | "course" | "config" | "mails">,
  { token, key, now }: { token: string; key: string; now: number },
): Promise<ReadLesson> {
  const known = await readerOf(deps, { purpose: "course", token, now });
  if (known.kind !== "known") return known;
  const { db, course, config, mails } = deps;
  const lesson = lessonOfKey(course, key);
  const words = lesson && mails.lessons[lesson.key];
  if (!lesson || !words) return { kind: "not-hers" };
  const { results } = await lessonsHad(db, known.reader.address_hash, course.key).all<HadRow>();
  const keys = keysOf(lesson);
  const isHers = results.some((row) => keys.includes(row.lesson) && wentOut(row.status));
  if (!isHers) return { kind: "not-hers" };
  return { kind: "lesson", subject: lesson.subject, articleHtml: articleOf(config, words) };
}

/** The prose of a lesson for everybody: no name, no dates, no links of hers. */
function articleOf({ siteUrl, sender }: Deps["config"], { article }: CompiledLesson): string {
  return fill(
    article,
    {
      dear: "",
      next_line: "",
      unsubscribe_url: "",
      course_url: "",
      guide_url: `${siteUrl}/guide`,
      site_url: siteUrl,
      sender_name: sender.name,
      sender_address: sender.address,
      sender_contact: sender.contact,
    },
    escapeHtml,
  );
}
