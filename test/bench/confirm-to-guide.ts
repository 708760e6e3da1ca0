/** From the form to the confirm mail, and from the confirm button to the guide in the inbox, one reader after the other. */

import type { Funnel } from "../../src/local/funnel.ts";
import { confirmLink, openConfirmPage } from "../../src/local/reader.ts";
import type { Measured } from "./table.ts";

const READERS = 100;
const WARM_UP = 3;
const ASK_EVERY_MS = 5;
const PATIENCE_MS = 60_000;
/** What the issue asks for. */
const TARGET_MS = 3_000;

export async function confirmToGuide(funnel: Funnel): Promise<Measured[]> {
  await liftRateLimit(funnel);
  const signUps: number[] = [];
  const answers: number[] = [];
  const guides: number[] = [];
  for (let n = -WARM_UP; n < READERS; n++) {
    const email = `reader${n}@example.com`;
    const signUp = await post(`${funnel.siteUrl}/signup`, { email, name: "", consent: "yes" });
    const token = await openConfirmPage(await confirmLink(funnel, email));
    const { answered, arrived } = await confirm(funnel, email, token);
    if (n < 0) continue;
    signUps.push(signUp);
    answers.push(answered);
    guides.push(arrived);
  }
  return [
    { what: "POST /signup until its answer", times: signUps },
    { what: "POST /confirm until its answer", times: answers },
    { what: "POST /confirm until the guide is accepted", times: guides, targetMs: TARGET_MS },
  ];
}

/** The provider's pace is not what is measured: a hundred readers within seconds is more than it would take. */
async function liftRateLimit({ postOfficeUrl }: Funnel): Promise<void> {
  const body = JSON.stringify({ requestsPerSecond: null });
  await fetch(`${postOfficeUrl}/_local/limits`, {
    method: "PUT",
    body,
    headers: { "Content-Type": "application/json" },
  });
}

/** Both in milliseconds from sending the request. */
async function confirm(funnel: Funnel, email: string, token: string): Promise<{ answered: number; arrived: number }> {
  const begun = performance.now();
  const guide = guideOf(funnel, email).then(() => performance.now() - begun);
  const [answered, arrived] = await Promise.all([post(`${funnel.siteUrl}/confirm`, { t: token }), guide]);
  return { answered, arrived };
}

/** Resolves when the guide has been accepted; throws after a minute. */
async function guideOf({ postOfficeUrl }: Funnel, email: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const answer = await fetch(`${postOfficeUrl}/_local/mails?to=${email}&bodies=0`);
    const mails = (await answer.json()) as { tags: Record<string, string> }[];
    if (mails.some(({ tags }) => tags.lesson === "intro-guide")) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  throw new Error(`the guide did not come to ${email} within ${PATIENCE_MS / 1_000} s`);
}

/** Milliseconds until the whole answer was there. Throws when it is not 200. */
async function post(url: string, fields: Record<string, string>): Promise<number> {
  const begun = performance.now();
  const headers = { Origin: new URL(url).origin };
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields), headers });
  await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return performance.now() - begun;
}
