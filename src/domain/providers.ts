/** Domains at which thousands have their mailbox, whoever they are: readers in Japan, and the large ones elsewhere. */

import { MAILBOX_DOMAINS, mailboxOf } from "./mailbox.ts";

/** Providers in Japan beside the eight. */
export const PROVIDERS: readonly string[] = [
  ...["aol.com", "biglobe.ne.jp", "dion.ne.jp", "eonet.ne.jp", "excite.co.jp", "jcom.home.ne.jp", "nifty.com"],
  ...["ocn.ne.jp", "plala.or.jp", "rakumail.jp", "so-net.ne.jp", "uqmobile.jp", "yahoo.com"],
];

/** Right as they are, however near to a better known one. */
export const NEIGHBOURS: ReadonlySet<string> = new Set([
  ...["aol.jp", "auone.jp", "email.com", "fastmail.com", "g.softbank.co.jp", "gmail.co.uk", "gmx.com", "gmx.de"],
  ...["goo.jp", "goo.ne.jp", "hey.com", "infoseek.jp", "live.cn", "mail.com", "mail.ru", "mineo.jp", "naver.com"],
  ...["nifty.ne.jp", "pdx.ne.jp", "proton.me", "qq.com", "rocketmail.com", "softbank.jp", "vodafone.ne.jp"],
  ...["yahoo.co.kr", "yahoo.co.uk", "yahoo.com.tw", "yandex.com", "ymail.com", "ymail.ne.jp", "zoho.com"],
]);

/** Large ones elsewhere, which no slip of the finger leads to. */
const ELSEWHERE = [
  ...["163.com", "126.com", "comcast.net", "daum.net", "free.fr", "gmx.net", "hanmail.net", "hotmail.co.uk"],
  ...["hotmail.fr", "orange.fr", "outlook.fr", "protonmail.com", "t-online.de", "web.de", "yahoo.de", "yahoo.fr"],
];

const LARGE = new Set([...MAILBOX_DOMAINS, ...PROVIDERS, ...NEIGHBOURS, ...ELSEWHERE]);

/** Whether strangers share this domain (lower case), so that many sign-ups from it are nothing odd. */
export function isProvider(domain: string): boolean {
  return mailboxOf(domain) !== null || LARGE.has(domain);
}
