/** Her worksheet in the storage of her own browser; no other place has it. */

import type { Answers } from "../../domain/worksheet.ts";

export const STORAGE_KEY = "ayumi-worksheet";

/** Empty when nothing is kept, when what is kept is not ours, and where the browser keeps nothing. */
export function readSheet(): Answers {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "{}");
    if (typeof kept !== "object" || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, words]) => typeof words === "string"));
  } catch {
    return {};
  }
}

/** Whether the browser keeps it. A sheet without a word is taken away. */
export function keepSheet(answers: Answers): boolean {
  try {
    const written = Object.entries(answers).filter(([, words]) => words);
    if (written.length === 0) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, JSON.stringify(Object.fromEntries(written)));
    return true;
  } catch {
    return false;
  }
}
