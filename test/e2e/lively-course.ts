/** Two weeks of a course that goes well, for pictures of the author's desk: visits, sign-ups, lessons, a bounce, requests for a talk. */

import type { Funnel } from "../../src/local/funnel.ts";
import { linkIn, waitForMails } from "../../src/local/inbox.ts";
import { confirmLink, openConfirmPage, pressConfirm, signUp } from "../../src/local/reader.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Wednesday, seven in the evening in Tokyo: before the hour of the course. */
export const FIRST_EVENING = Date.UTC(2026, 10, 11, 10);
/** From seven to just after the lessons have left. */
const UNTIL_LESSONS_MS = 155 * MINUTE_MS;

const NEWCOMERS = [2, 3, 3, 5, 6, 3, 4, 4, 3, 6, 7, 5, 4, 5];
const SOURCES = ["note", "instagram", "note", "seminar", "note", "instagram", "friend"];
const NAMES = ["花", "由紀", "", "美咲", "恵子", ""];
/** Of each so many one only signs up, one gave an address that bounces, one stops, one asks for a talk. */
const ONE_IN = { forgets: 7, mistypes: 29, stops: 11, asks: 13 };

/** Ends right after the lessons of the last evening, with nothing under way. */
export async function liveTwoWeeks(funnel: Funnel): Promise<void> {
  await liftRateLimit(funnel);
  let arrived = 0;
  for (const [day, count] of NEWCOMERS.entries()) {
    if (day > 0) await funnel.moveClock(FIRST_EVENING + day * DAY_MS);
    for (const one of Array.from({ length: count }, () => ++arrived)) await comeIn(funnel, one);
    await funnel.moveClock(FIRST_EVENING + day * DAY_MS + UNTIL_LESSONS_MS);
    await untilQuiet(funnel);
  }
}

/** A visitor who becomes a reader, and two or three who do not. */
async function comeIn(funnel: Funnel, one: number): Promise<void> {
  const utm = { utm_source: SOURCES[one % SOURCES.length] ?? "" };
  for (let visits = 2 + (one % 3); visits > 0; visits--) await post(funnel, "/visit", utm);
  const email = one % ONE_IN.mistypes === 0 ? `bounced+${one}@resend.dev` : `reader${one}@example.com`;
  const name = NAMES[one % NAMES.length] ?? "";
  await signUp(funnel, { email, name }, utm);
  await waitForMails(funnel.postOfficeUrl, email, { count: 1 });
  if (one % ONE_IN.forgets === 0 || one % ONE_IN.mistypes === 0) return;
  await pressConfirm(funnel, await openConfirmPage(await confirmLink(funnel, email)));
  const [, guide] = await waitForMails(funnel.postOfficeUrl, email, { count: 2 });
  const stop = guide && linkIn(guide, "/unsubscribe");
  if (one % ONE_IN.stops === 0 && stop) await post(funnel, stop.pathname + stop.search, {});
  if (one % ONE_IN.asks === 0) await askForTalk(funnel, { email, name: name || "匿名" });
}

async function askForTalk(funnel: Funnel, who: { email: string; name: string }): Promise<void> {
  const day1 = new Date(funnel.now() + 6 * DAY_MS).toISOString().slice(0, 10);
  await post(funnel, "/consult", { ...who, day1, part1: "night", topic: "残るか移るか、決めかねています。" });
}

async function post({ siteUrl }: Funnel, path: string, fields: Record<string, string>): Promise<void> {
  const body = new URLSearchParams(fields);
  const answer = await fetch(siteUrl + path, { method: "POST", body, headers: { Origin: siteUrl } });
  await answer.text();
  if (!answer.ok) throw new Error(`POST ${path.split("?")[0]} answered ${answer.status}`);
}

/** The provider's pace would only make the two weeks longer. */
async function liftRateLimit({ postOfficeUrl }: Funnel): Promise<void> {
  const body = JSON.stringify({ requestsPerSecond: null });
  await fetch(`${postOfficeUrl}/_local/limits`, { method: "PUT", body });
}

/** When for a second no further mail came. */
async function untilQuiet({ postOfficeUrl }: Funnel): Promise<void> {
  for (let before = -1; ; ) {
    const mails = (await (await fetch(`${postOfficeUrl}/_local/mails?bodies=0`)).json()) as unknown[];
    if (mails.length === before) return;
    before = mails.length;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
