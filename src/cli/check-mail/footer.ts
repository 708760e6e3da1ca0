/** The footer as a reader sees it: who sends, from where, and the opt-out beside the name (特定電子メール法, Art. 4). */
import type { Fault, SentMail } from "./mail.ts";
import { pageOf } from "./page.ts";

/** Notices to people who are on no list: a visitor who has not confirmed yet, and the author. */
const TO_NOBODY_ON_A_LIST: readonly string[] = [
  "address-proof",
  "confirm",
  "consultation-received",
  "consultation-request",
  "sending-paused",
  "sending-stopped",
  "sign-in",
  "tick-missed",
  "quota-near",
  "mails-late",
  "weekly",
];

/** At most so many characters between the sender's name and the opt-out: the same lines to the eye. */
const BESIDE = 60;
/** And so many between the opt-out, or else the name, and what else the law wants. */
const NEAR = 200;

/** Positions of one part of the mail, in shown characters. */
type Footer = { readonly part: string; readonly shown: string; readonly optOut: Place | null };
type Place = { readonly begin: number; readonly end: number };

export function judgeFooter(mail: SentMail): Fault[] {
  return [htmlFooter(mail), textFooter(mail)].flatMap((footer) => judgePart(mail, footer));
}

function judgePart({ kind, name, config }: SentMail, { part, shown, optOut }: Footer): Fault[] {
  const fault = (wrong: string): Fault[] => {
    const change = 'use the footer of the kit: <Lesson> or <Notice to="reader"> around everything';
    return [{ rule: "footer", wrong: `${part} ${wrong}`, change }];
  };
  const mustOptOut = kind === "lesson" || !TO_NOBODY_ON_A_LIST.includes(name);
  if (mustOptOut && !optOut) return fault("shows no opt-out");
  const sender = placesOf(shown, config.sender.name).at(-1);
  if (!sender) return fault("does not show the sender's name");
  if (optOut && gap(optOut, nearest(placesOf(shown, config.sender.name), optOut)) > BESIDE) {
    return fault("has its opt-out far from the sender's name");
  }
  return (["address", "contact"] as const).flatMap((what) => {
    const place = nearest(placesOf(shown, config.sender[what]), optOut ?? sender);
    if (!place) return fault(`does not show the sender's ${what}`);
    return gap(optOut ?? sender, place) > NEAR ? fault(`has the sender's ${what} far from the opt-out and name`) : [];
  });
}

function htmlFooter(mail: SentMail): Footer {
  let shown = "";
  let optOut: Place | null = null;
  for (const { text, element } of pageOf(mail, "light").words) {
    const link = element.closest("a")?.getAttribute("href") ?? "";
    if (isOptOut(mail, link)) optOut = { begin: shown.length, end: shown.length + text.length };
    shown += text;
  }
  return { part: "the HTML", shown, optOut };
}

function textFooter(mail: SentMail): Footer {
  const link = [...mail.text.matchAll(/https:\S+/g)].findLast(([href]) => isOptOut(mail, href));
  const optOut = link ? { begin: link.index, end: link.index + link[0].length } : null;
  return { part: "the text part", shown: mail.text, optOut };
}

function isOptOut({ config }: SentMail, href: string): boolean {
  return href.startsWith(`${config.siteUrl}/unsubscribe?t=`);
}

function placesOf(shown: string, words: string): Place[] {
  const places: Place[] = [];
  for (let begin = shown.indexOf(words); begin !== -1; begin = shown.indexOf(words, begin + 1)) {
    places.push({ begin, end: begin + words.length });
  }
  return places;
}

function nearest(places: readonly Place[], to: Place): Place | undefined {
  return places.toSorted((one, other) => gap(one, to) - gap(other, to))[0];
}

function gap(one: Place, other: Place | undefined): number {
  if (!other) return Number.POSITIVE_INFINITY;
  return Math.max(0, one.begin - other.end, other.begin - one.end);
}
