/** Stands for `cloudflare:test` where tests run in Node. */

import type { D1Migration } from "cloudflare:test";
import { context, database, forgetBells, settled } from "./workers.ts";

/** Nothing of one test reaches the next. */
export async function reset(): Promise<void> {
  await forgetBells();
}

export async function applyD1Migrations(_db: D1Database, migrations: D1Migration[]): Promise<void> {
  database.beginAnew(migrations.flatMap(({ queries }) => queries));
}

export const createExecutionContext = context;

export const waitOnExecutionContext = settled;

export function createScheduledController(options: object): object {
  return { ...options, noRetry() {} };
}
