/** The name a reader may give: short, one line, and nothing that could act as a link in a mail. */

export const NAME_MAX = 40;

export type NameProblem = "too-long" | "has-link";

/** Line breaks, tabs and invisible or direction-changing characters become one space. */
export function tidyName(typed: string): string {
  return typed
    .normalize("NFC")
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim();
}

/** What is wrong with a tidied name, or null. Mail programs make links of 当選.com as well as of example.com. */
export function nameProblem(name: string): NameProblem | null {
  if (Array.from(name).length > NAME_MAX) return "too-long";
  return /https?:|:\/\/|www\.|[\p{L}\p{N}_-]\.[a-z]{2,}|[@<>{}]/iu.test(name.normalize("NFKC")) ? "has-link" : null;
}
