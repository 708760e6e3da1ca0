/** Waiting for the provider three hundred times shorter than the product does: its own timeout, and 30 seconds last a tenth of one. */

import { onTestFinished, vi } from "vitest";
import { requestCounts } from "./post-office.ts";

/** Until the test is over. Returns how long the product asked to wait each time, in milliseconds. */
export function shortPatience(): number[] {
  const asked: number[] = [];
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  const spy = vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
    asked.push(ms);
    return timeout(ms / 300);
  });
  onTestFinished(() => spy.mockRestore());
  return asked;
}

/** The post office has noticed that the caller went away: only then is his key free again. */
export async function noticedThatWeLeft(): Promise<void> {
  await vi.waitUntil(async () => (await requestCounts()).errors > 0, { timeout: 20_000 });
}
