/** A letter as its author sees it before anybody gets it: composed like every mail, to a reader who does not exist. */

import type { CompiledMail } from "../domain/compiled-mail.ts";
import type { Config } from "../domain/config.ts";
import { bodyOfOne } from "./body.ts";
import { composeLesson } from "./compose.ts";
import type { Mail } from "./mailer.ts";

/** Stands for an address hash in every link, and is too short to be anybody's: such a link stops and enrols nobody. */
export const NOBODY = "nobody";

/** No enrollment has this number: the table counts from 1. */
export const NO_ENROLLMENT = 0;

type Sample = { key: string; email: string; name: string; id: string; at: number };

/** `id` stands where a batch's would, and is none. `at`: unix ms, from which its links count. */
export function sampleLetter(
  config: Config,
  course: { key: string; zone: string },
  compiled: CompiledMail,
  { key, email, name, id, at }: Sample,
): Mail {
  const batch = { id, lesson: key, createdAt: at };
  const nobody = { enrollmentId: NO_ENROLLMENT, addressHash: NOBODY, unsubscribeToken: null, nextDueAt: null };
  return composeLesson(config, course, compiled, batch, { ...nobody, email, name, zone: course.zone });
}

/** The HTML that the provider would be handed. */
export function htmlOf(mail: Mail): string {
  return (JSON.parse(new TextDecoder().decode(bodyOfOne(mail))) as { html: string }).html;
}
