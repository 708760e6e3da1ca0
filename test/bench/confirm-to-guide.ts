/** From the form to the confirm mail, and from the confirm button to the guide in the inbox, one reader after the other. */

import { type Funnel, startFunnel } from "../../src/local/funnel.ts";
import { confirmLink, openConfirmPage } from "../../src/local/reader.ts";
import type { Bench } from "./benchmark.ts";
import { percentile } from "./numbers.ts";
import type { Row } from "./table.ts";

const READERS = { long: 100, short: 10 };
const WARM_UP = 3;
const ASK_EVERY_MS = 5;
const PATIENCE_MS = 60_000;
/** What the issue asks for. */
const TARGET_MS = 3_000;

/** On the real local funnel: wrangler dev and the post office. */
export async function confirmToGuide({ short }: Bench): Promise<Row[]> {
  const funnel = await startFunnel();
  try {
    return await walk(funnel, short ? READERS.short : READERS.long);
  } finally {
    await funnel.stop();
  }
}

async function walk(funnel: Funnel, readers: number): Promise<Row[]> {
  await liftRateLimit(funnel);
  const signUps: number[] = [];
  const answers: number[] = [];
  const guides: number[] = [];
  for (let n = -WARM_UP; n < readers; n++) {
    // Nobody shares a domain or a network with another: what one of them may ask for in an hour is less.
    const email = `hana@reader${n + WARM_UP}.example`;
    const from = { "CF-Connecting-IP": `203.0.${n + WARM_UP}.1` };
    const signUp = await post(`${funnel.siteUrl}/signup`, { email, name: "", consent: "yes" }, from);
    const token = await openConfirmPage(await confirmLink(funnel, email));
    const { answered, arrived } = await confirm(funnel, email, token);
    if (n < 0) continue;
    signUps.push(signUp);
    answers.push(answered);
    guides.push(arrived);
  }
  return [
    rowOf("POST /signup until its answer", signUps),
    rowOf("POST /confirm until its answer", answers),
    {
      ...rowOf("POST /confirm until the guide is accepted", guides),
      target: `p95 under ${TARGET_MS} ms`,
      met: percentile(guides, 95) < TARGET_MS,
    },
  ];
}

function rowOf(what: string, times: readonly number[]): Row {
  const [p50, p95, most] = [50, 95, 100].map((share) => percentile(times, share).toFixed(0));
  return { figure: `${what}, ${times.length} readers`, measured: `p50 ${p50} ms, p95 ${p95} ms, most ${most} ms` };
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
async function post(url: string, fields: Record<string, string>, from: Record<string, string> = {}): Promise<number> {
  const begun = performance.now();
  const headers = { Origin: new URL(url).origin, ...from };
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields), headers });
  await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return performance.now() - begun;
}
