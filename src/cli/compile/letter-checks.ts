/** What the name of a letter's file must be: a tag at the provider, and no key of a lesson's. */
import { type Course, KEY_PATTERN } from "../../domain/course.ts";
import { keysOf } from "../../domain/place.ts";
import type { Finding } from "./finding.ts";

/** The ledger knows mails by their keys alone, former ones too. */
export function checkLetterKeys(course: Course, files: readonly string[]): Finding[] {
  const taken = new Set(course.lessons.flatMap(keysOf));
  return files.flatMap((file): Finding[] => {
    const key = /^emails\/letters\/(.*)\.tsx$/.exec(file)?.[1];
    if (key === undefined) return [];
    const find = (wrong: string, change: string) => [{ file, mail: key, rule: "letter-key", wrong, change }];
    if (!KEY_PATTERN.test(key)) {
      return find("its name cannot be a tag at the provider", "use 1–64 ASCII letters, digits, _ and -");
    }
    return taken.has(key) ? find("a lesson has this key, or had it", "give the file another name") : [];
  });
}
