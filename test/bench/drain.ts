/** Draining: from everybody due, through two ticks that overlap and the queue's one consumer, to every outcome recorded. */

import { setTimeout as sleep } from "node:timers/promises";
import type { House } from "./house.ts";
import type { Provider, ProviderCounts, ProviderLimits } from "./provider.ts";
import { beginAgain } from "./seed.ts";

export type Drained = { seconds: number; cpu: number; counts: ProviderCounts };

const PATIENCE_MS = 180_000;
const ASK_EVERY_MS = 10;

export const UNLIMITED: ProviderLimits = { perSecond: null, latencyMs: 0 };

/** All readers of the house get the guide, `mails` of them. Throws when somebody gets two or none. */
export async function drain(
  house: House,
  provider: Provider,
  { mails, limits }: { mails: number; limits: ProviderLimits },
): Promise<Drained> {
  await beginAgain(house, 0);
  provider.begin(limits);
  const cpuBefore = house.cpu();
  const begun = performance.now();
  await house.ask("two-ticks");
  await until(() => provider.counts.mails >= mails);
  await until(async () => (await openBatches(house)) === 0);
  const seconds = (performance.now() - begun) / 1_000;
  const cpu = house.cpu() - cpuBefore;
  if (provider.counts.mails !== mails) throw new Error(`${provider.counts.mails} mails were sent to ${mails} readers`);
  return { seconds, cpu, counts: { ...provider.counts } };
}

async function openBatches(house: House): Promise<number> {
  const [rows] = await house.sql<{ open: number }>([
    { sql: "SELECT count(*) AS open FROM batches WHERE state <> 'closed'", values: [] },
  ]);
  return rows?.[0]?.open ?? 0;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const patience = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > patience) throw new Error(`the drain did not end within ${PATIENCE_MS / 1_000} s`);
    await sleep(ASK_EVERY_MS);
  }
}
