/** What has been tried against the house, which tests try it, and what is allowed on purpose. */

export type Attack = {
  readonly attack: string;
  /** What was done, in a few words. */
  readonly tried: string;
  readonly file: string;
  /** The tests that try it, by a part of their names; all of the file where there is none. */
  readonly tests?: RegExp;
  /** Possible by design, as SECURITY.md says; the tests show that it goes so far and no farther. */
  readonly accepted?: boolean;
};

const FRONT = "test/e2e/front.node.test.ts";
const FUNNEL = "test/e2e/funnel.node.test.ts";
const FORWARDED = "a forwarded lesson link";

export const ATTACKS: readonly Attack[] = [
  {
    attack: "script in what visitors type",
    tried:
      "payloads through every field, utm word, referrer and token, into pages, mails and export, policy switched off",
    file: FRONT,
    tests: /words that would like to be a script/,
  },
  {
    attack: "a request for a consultation against its author",
    tried: "markup in every field, headers in the mail begun for her, formulas in her file",
    file: "test/http/desk-consultations.test.ts",
    tests: /whatever she wrote|the mail button|holds no formula|nobody but the author/,
  },
  {
    attack: "the system told of consultations, turned bad",
    tried: "redirects, silence, long answers, errors for days",
    file: "test/actions/outgoing-webhook-again.test.ts",
  },
  {
    attack: "what browsers may be made to do",
    tried: "policy, frames, referrer, caches of every page",
    file: "test/http/headers.test.ts",
  },
  {
    attack: "forms of other sites",
    tried: "sign-up, confirmation, stop and every deed, sent by her browser from a stranger's page",
    file: FRONT,
    tests: /a stranger's page/,
  },
  {
    attack: "sign-up from sites nobody named",
    tried: "other origins, with and without scripts",
    file: "test/http/embed.test.ts",
  },
  {
    attack: "forms that are none of ours",
    tried: "every route that takes one: other origins, none, odd types, too large",
    file: "test/http/own-forms.test.ts",
  },
  {
    attack: "list bombing",
    tried: "one victim from a thousand networks, one network, one company, spellings of one mailbox",
    file: "test/http/sign-up-caps.test.ts",
  },
  {
    attack: "requests without end",
    tried: "mails and links beyond the platform's rate limits",
    file: "test/http/rate-limits.test.ts",
  },
  {
    attack: "programs that fill in forms",
    tried: "the field that nobody sees, as form and as JSON",
    file: "test/http/trap.test.ts",
  },
  {
    attack: "a proof that is none",
    tried: "Turnstile's token used twice, of another action, of another site, none at all, an outage",
    file: "test/http/turnstile.test.ts",
  },
  {
    attack: "finding out by the work done",
    tried: "calls and statements for each state of an address",
    file: "test/http/equal-work.test.ts",
  },
  {
    attack: "news in a wrong order",
    tried: "webhooks about one reader, shuffled and repeated",
    file: "test/actions/webhook-order.test.ts",
  },
  {
    attack: "a way around a suppression",
    tried: "sign-ups, old confirm links and old news after bounce, complaint and the author's hand",
    file: "test/actions/suppression-by-hand.test.ts",
  },
  {
    attack: "evidence changed afterwards",
    tried: "updates and deletes of consents, in the database itself",
    file: "test/actions/consent-ledger.test.ts",
  },
  { attack: "odd sign-ups", tried: "random bodies of every type and kind", file: "test/http/fuzz.test.ts" },
  {
    attack: "broken and huge bodies",
    tried: "10 MB, endless, nested, wrong types, files",
    file: "test/http/sign-up-refused.test.ts",
  },
  {
    attack: "links and marks in a name",
    tried: "addresses in every spelling, marks of mails, invisible letters",
    file: "test/domain/reader-name.test.ts",
  },
  {
    attack: "headers and markup in a consultation",
    tried: "line breaks, markup and marks into the author's mail",
    file: "test/actions/consult.test.ts",
    tests: /nothing but words/,
  },
  {
    attack: "flooding the author",
    tried: "requests without end",
    file: "test/actions/consult.test.ts",
    tests: /three requests a day|one author can answer/,
  },
  {
    attack: "SQL injection",
    tried: "every statement's text, by its syntax tree",
    file: "test/security/sql.node.test.ts",
  },
  {
    attack: "forged and moved tokens",
    tried: "other purpose, reader, end, secret; every character changed",
    file: "test/domain/token.test.ts",
  },
  {
    attack: "finding out who is a reader",
    tried: "page, status, headers and JSON in each state",
    file: "test/http/sign-up-again.test.ts",
  },
  {
    attack: "mail to somebody again and again",
    tried: "other cookies, none, old and forged ones",
    file: "test/http/after-sign-up.test.ts",
  },
  {
    attack: "forged, old and repeated webhooks",
    tried: "signatures, times, bodies, other people's mails",
    file: "test/http/webhooks-refused.test.ts",
  },
  {
    attack: "scanner that opens links",
    tried: "GET and HEAD on every link and route, with every token",
    file: "test/http/harmless-get.test.ts",
  },
  {
    attack: "scanner with a browser",
    tried: "runs scripts, scrolls, clicks all but submit buttons",
    file: FUNNEL,
    tests: /a mail scanner/,
  },
  {
    attack: "secrets and people in logs",
    tried: "a whole passage with errors on the way",
    file: "test/http/log.test.ts",
  },
  { attack: "insides in error answers", tried: "faults behind pages and JSON", file: "test/http/answers.test.ts" },
  {
    attack: "a reader's records for somebody else",
    tried: "lesson links, old and other people's links",
    file: "test/actions/person.test.ts",
    tests: /neither hands out nor erases/,
  },
  {
    attack: "another one's stop",
    tried: "tokens of other readers and purposes",
    file: "test/http/unsubscribe.test.ts",
    tests: /no other reader's|stops nobody/,
  },
  { attack: "another one's confirmation", tried: "cut, old and foreign tokens", file: "test/http/confirm.test.ts" },
  {
    attack: "tampered packages",
    tried: "versions, hashes, install scripts, what the Worker carries",
    file: "test/security/supply-chain.node.test.ts",
  },
  {
    attack: "web pages against this machine's post office",
    tried: "a post from elsewhere, a read under another name",
    file: "test/local/post-office-rooms.node.test.ts",
    tests: /a page of another site/,
  },
  {
    attack: FORWARDED,
    tried: "reads what came, without name or address",
    file: "test/http/course.test.ts",
    tests: /read again without her name/,
    accepted: true,
  },
  {
    attack: FORWARDED,
    tried: "changes hour, days and pace",
    file: "test/http/course.test.ts",
    tests: /hour, days and pace change/,
    accepted: true,
  },
  {
    attack: FORWARDED,
    tried: "asks for the next lesson now",
    file: "test/http/course.test.ts",
    tests: /the next lesson now/,
    accepted: true,
  },
  {
    attack: FORWARDED,
    tried: "starts again from a lesson",
    file: "test/http/course.test.ts",
    tests: /start again from a lesson/,
    accepted: true,
  },
  {
    attack: FORWARDED,
    tried: "stops the course",
    file: "test/http/course.test.ts",
    tests: /stops the course/,
    accepted: true,
  },
];
