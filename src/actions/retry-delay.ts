/** How long to wait before an attempt whose outcome is unknown is repeated. */

import { MINUTE } from "../domain/numbers.ts";

const MINUTES = [0.5, 2, 5, 10, 30] as const;

/** Milliseconds after the given number of attempts: soon at first, then every half hour. */
export function retryDelay(attempts: number): number {
  return (MINUTES[attempts - 1] ?? 30) * MINUTE;
}
