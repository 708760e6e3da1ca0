/** Where a visitor came from: the words of a link's address and the host of the page before, short and without anything personal. */

const UTM_WORDS = ["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"] as const;

type UtmWord = (typeof UTM_WORDS)[number];

export type Source = {
  readonly utm: Readonly<Partial<Record<UtmWord, string>>>;
  /** A host name, or null when none was told or it is our own. */
  readonly referrer: string | null;
};

export const NO_SOURCE: Source = { utm: {}, referrer: null };

/** Links of newsletter programs carry names of a few dozen letters. */
const WORD_MAX = 100;
const HOST_PATTERN = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/** `told` gives a word as it stood in the address or in the form. */
export function tidyUtm(told: (word: UtmWord) => unknown): Source["utm"] {
  const words = UTM_WORDS.map((word) => [word, tidyWord(told(word))] as const);
  return Object.fromEntries(words.filter(([, value]) => value !== ""));
}

/** The host of an address, or of a host name by itself; null for our own and for what is none. */
export function referrerOf(told: unknown, ownHost: string): string | null {
  if (typeof told !== "string" || told === "") return null;
  const host = (URL.parse(told)?.hostname ?? told).toLowerCase();
  return HOST_PATTERN.test(host) && host !== ownHost ? host : null;
}

/** One line. What holds an @ may be somebody's address, and is none of our business. */
function tidyWord(told: unknown): string {
  if (typeof told !== "string") return "";
  const word = told
    .normalize("NFC")
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim();
  return /[@＠]/.test(word) ? "" : Array.from(word).slice(0, WORD_MAX).join("");
}
