/** The smoke test after a deploy: the live site answers as the house does, and its desk is shut. */

import { setTimeout as wait } from "node:timers/promises";

export type Smoked = { readonly ok: boolean; readonly lines: readonly string[] };

type Check = {
  readonly path: string;
  /** What is wrong with the answer, or null. */
  readonly judge: (status: number, body: string) => string | null;
};

/** Nothing of these changes a row. */
const CHECKS: readonly Check[] = [
  {
    path: "/",
    judge: (status, body) =>
      notAs(status === 200 && body.includes('action="/signup"'), "the landing page with its form", status),
  },
  { path: "/healthz", judge: (status, body) => notAs(isHealth(body), "the state of the machine as JSON", status) },
  { path: "/admin", judge: (status) => notAs(status === 401 || status === 403, "a shut desk (401 or 403)", status) },
];

/** A new version is everywhere within seconds; a minute is patience enough. */
const TRIES = 12;
const BETWEEN_MS = 5_000;
const TIMEOUT_MS = 15_000;

/** Asks `siteUrl` until everything is right, or the tries are used up. */
export async function smokeTest(siteUrl: string, { tries = TRIES, betweenMs = BETWEEN_MS } = {}): Promise<Smoked> {
  let problems: string[] = [];
  for (let time = 0; time < tries; time++) {
    if (time > 0) await wait(betweenMs);
    problems = (await Promise.all(CHECKS.map((check) => problemOf(siteUrl, check)))).flatMap(
      (problem) => problem ?? [],
    );
    if (problems.length === 0)
      return { ok: true, lines: CHECKS.map(({ path }) => `${siteUrl}${path} answers as it should`) };
  }
  return { ok: false, lines: problems };
}

async function problemOf(siteUrl: string, { path, judge }: Check): Promise<string | null> {
  try {
    const answer = await fetch(siteUrl + path, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
    const wrong = judge(answer.status, await answer.text());
    return wrong === null ? null : `${siteUrl}${path} ${wrong}`;
  } catch (error) {
    return `${siteUrl}${path} cannot be reached: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function notAs(isRight: boolean, expected: string, status: number): string | null {
  return isRight ? null : `answers ${status} instead of ${expected}`;
}

/** What /healthz of this Worker looks like, and of nobody else. Paused or before its first tick it may be unwell. */
export function isHealth(body: string): boolean {
  try {
    const health: unknown = JSON.parse(body);
    return typeof health === "object" && health !== null && "ok" in health && "last_tick_age_seconds" in health;
  } catch {
    return false;
  }
}
