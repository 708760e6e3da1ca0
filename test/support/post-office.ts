/** The post office as tests use it: mails read back, faults ordered, its clock kept with the test's. */

import { current } from "./current.ts";

export type ArrivedMail = {
  id: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  tags: Record<string, string>;
};

export async function arrivedMails(to?: string): Promise<ArrivedMail[]> {
  const query = to === undefined ? "" : `?to=${encodeURIComponent(to)}`;
  return ask(`/_local/mails${query}`);
}

/** Without their words: quick to read when there are many. */
export async function lightMails(): Promise<(Omit<ArrivedMail, "html" | "text"> & { last_event: string })[]> {
  return ask("/_local/mails?bodies=0");
}

/** How often each (reader, lesson or notice) arrived; `many` lists those that came more than once. */
export async function arrivals() {
  const counts = new Map<string, number>();
  for (const { to, tags } of await lightMails()) {
    const mail = `${to.join()} ${tags.lesson ?? tags.notice}`;
    counts.set(mail, (counts.get(mail) ?? 0) + 1);
  }
  const many = [...counts].filter(([, count]) => count > 1).map(([mail]) => mail);
  return { total: [...counts.values()].reduce((sum, count) => sum + count, 0), many, counts };
}

export async function orderFaults(...faults: Record<string, unknown>[]): Promise<void> {
  await tell("POST", "/_local/faults", faults);
}

export async function clearFaults(): Promise<void> {
  await tell("DELETE", "/_local/faults", null);
}

export async function setLimits(limits: {
  dailyQuota?: number | null;
  requestsPerSecond?: number | null;
}): Promise<void> {
  await tell("PUT", "/_local/limits", limits);
}

/** Moves the test's clock, and the post office's when that lies ahead of its own. */
export async function moveTo(now: number): Promise<void> {
  current.now = now;
  const { now: theirs } = await ask<{ now: number }>("/_local/clock");
  if (now > theirs) await tell("POST", "/_local/clock", { now });
}

export type Webhook = { headers: Record<string, string>; body: string };

/** Signed webhooks that wait to be fetched. */
export async function pullWebhooks(): Promise<Webhook[]> {
  return ask("/_local/webhooks");
}

/** What the post office answered so far; `errors` counts connections it broke, too. */
export async function requestCounts(): Promise<{
  requests: number;
  accepted: number;
  replayed: number;
  errors: number;
}> {
  return ask("/_local/requests");
}

/** Makes the post office tell something about a mail. */
export async function emitEvent(mail: { id: string }, type: string, more: Record<string, unknown> = {}): Promise<void> {
  await tell("POST", "/_local/events", { email_id: mail.id, type, ...more });
}

async function ask<T>(path: string): Promise<T> {
  return (await fetch(`${current.room}${path}`)).json();
}

async function tell(method: string, path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${current.room}${path}`, { method, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
}
