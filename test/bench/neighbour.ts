/** A second sender of the same team: takes part of the provider's allowance at a steady pace, whatever we do. */

import { setTimeout as sleep } from "node:timers/promises";

export type Neighbour = {
  requests: number;
  limited: number;
  /** Of accepted requests, unix ms as they left. */
  departures: number[];
};

/** It sends for a second before `work` begins, and until it ends. */
export async function besideNeighbour<Result>(
  { url, perSecond }: { url: string; perSecond: number },
  work: () => Promise<Result>,
): Promise<{ result: Result; neighbour: Neighbour }> {
  const neighbour: Neighbour = { requests: 0, limited: 0, departures: [] };
  const timer = setInterval(() => void send(url, neighbour), 1_000 / perSecond);
  try {
    await sleep(1_000);
    return { result: await work(), neighbour };
  } finally {
    clearInterval(timer);
  }
}

/** Never rejects: when the house is gone at the end, so may an answer be. */
async function send(url: string, neighbour: Neighbour): Promise<void> {
  const at = Date.now();
  neighbour.requests += 1;
  const answer = await fetch(`${url}/emails`, { method: "POST", body: "{}" }).catch(() => undefined);
  await answer?.body?.cancel();
  if (answer?.status === 200) neighbour.departures.push(at);
  if (answer?.status === 429) neighbour.limited += 1;
}
