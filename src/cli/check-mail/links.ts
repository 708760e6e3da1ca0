/** Where a mail's links lead: absolute, https, and to a page that is known to answer. */
import { type Fault, type SentMail, snippet } from "./mail.ts";
import { pageOf } from "./page.ts";
import { siteAnswers } from "./routes.ts";

/** Addresses outside the site that somebody opened and found good. A link elsewhere has to be added here first. */
const KNOWN_ADDRESSES: readonly string[] = [];

export type Link = { readonly href: string; readonly label: string };

const answers = siteAnswers();

export async function judgeLinks(mail: SentMail): Promise<Fault[]> {
  const isAnswered = await answers;
  return linksOf(mail).flatMap((link) => judgeLink(mail, link, isAnswered));
}

/** Of both parts, pictures too. */
export function linksOf(mail: SentMail): Link[] {
  const { document } = pageOf(mail, "light");
  const html = [...document.body.querySelectorAll("[href], [src]")].map((element) => ({
    href: element.getAttribute("href") ?? element.getAttribute("src") ?? "",
    label: element.textContent || element.getAttribute("alt") || element.tagName.toLowerCase(),
  }));
  const text = [...mail.text.matchAll(/\bhttps?:\/\/[^\s「」（）]+/g)].map(([href]) => ({ href, label: href }));
  return [...html, ...text];
}

function judgeLink(mail: SentMail, { href, label }: Link, isAnswered: (path: string) => boolean): Fault[] {
  const where = `the link ${snippet(label)} leads to ${href || "nothing"}`;
  if (!URL.canParse(href)) {
    return [{ rule: "link-absolute", wrong: `${where}, which is no whole address`, change: "begin it with https://" }];
  }
  const url = new URL(href);
  if (url.protocol === "mailto:") return judgeMailbox(mail, url, where);
  if (url.protocol !== "https:") {
    return [{ rule: "link-https", wrong: `${where}, which is not https`, change: "begin it with https://" }];
  }
  if (url.origin === new URL(mail.config.siteUrl).origin) {
    if (isAnswered(url.pathname)) return [];
    const change = "lead to a path that src/http answers";
    return [{ rule: "link-known", wrong: `${where}, where the site has no page`, change }];
  }
  if (KNOWN_ADDRESSES.includes(href)) return [];
  const change = "open it, and if it is good add it to KNOWN_ADDRESSES in src/cli/check-mail/links.ts";
  return [{ rule: "link-known", wrong: `${where}, which nobody has vouched for`, change }];
}

function judgeMailbox({ config }: SentMail, url: URL, where: string): Fault[] {
  if ([config.mailReplyTo, config.sender.contact].includes(url.pathname)) return [];
  const change = "write to the sender's contact or answering address";
  return [{ rule: "link-known", wrong: `${where}, which is nobody's here`, change }];
}
