/** Drawing a letter for its author: the mail's own HTML, as a reader would get it now. */

import type { Deps } from "../deps.ts";
import { htmlOf, sampleLetter } from "../mail/sample-letter.ts";

/** For a reader with a name, or without one. Null when there is no such letter. Changes nothing. */
export function drawLetter(
  { config, course, mails }: Pick<Deps, "config" | "course" | "mails">,
  { key, name, now }: { key: string; name: string; now: number },
): string | null {
  const compiled = mails.letters[key];
  if (!compiled) return null;
  const reader = { key, email: config.authorEmail, name, id: "preview", at: now };
  return htmlOf(sampleLetter(config, course, compiled, reader));
}
