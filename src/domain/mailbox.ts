/** Whose mailbox stands behind a domain: readers in Japan mostly have one of eight. */

export type Mailbox = "docomo" | "au" | "softbank" | "ymobile" | "gmail" | "icloud" | "outlook" | "yahoo";

/** Each with the domains it hands out today, and those it once did and still delivers to. */
const DOMAINS: Readonly<Record<Mailbox, readonly string[]>> = {
  docomo: ["docomo.ne.jp"],
  au: ["au.com", "ezweb.ne.jp"],
  softbank: ["softbank.ne.jp", "i.softbank.jp", "disney.ne.jp"],
  ymobile: ["ymobile.ne.jp", "yahoo.ne.jp", "emobile.ne.jp", "willcom.com"],
  gmail: ["gmail.com", "googlemail.com"],
  icloud: ["icloud.com", "me.com", "mac.com"],
  outlook: ["outlook.jp", "outlook.com", "hotmail.com", "hotmail.co.jp", "live.jp", "live.com", "msn.com"],
  yahoo: ["yahoo.co.jp", "ybb.ne.jp"],
};

/** `a2.ezweb.ne.jp` and `t.vodafone.ne.jp` were handed out by region. */
const REGIONS: readonly (readonly [string, Mailbox])[] = [
  [".ezweb.ne.jp", "au"],
  [".vodafone.ne.jp", "softbank"],
];

export const MAILBOXES = Object.keys(DOMAINS) as Mailbox[];

/** All domains of the eight. */
export const MAILBOX_DOMAINS: readonly string[] = Object.values(DOMAINS).flat();

/** `domain` in lower case; null for anybody else's, such as a company's. */
export function mailboxOf(domain: string): Mailbox | null {
  const known = MAILBOXES.find((mailbox) => DOMAINS[mailbox].includes(domain));
  return known ?? REGIONS.find(([end]) => domain.endsWith(end))?.[1] ?? null;
}
