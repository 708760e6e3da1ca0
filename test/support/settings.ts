/** The site as it is with other settings than those of the tests. */

import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import type { Config } from "../../src/domain/config.ts";
import { app } from "../../src/http/app.tsx";
import { engine } from "./engine.ts";

export type Change = Partial<Config>;

/** Asks the front door. `url` is a path. */
export async function visitWith(change: Change, url: string, init: RequestInit = {}): Promise<Response> {
  const { deps } = engine();
  const ctx = createExecutionContext();
  const request = new Request(new URL(url, deps.config.siteUrl), init);
  const answer = await app.fetch(request, { deps: { ...deps, config: { ...deps.config, ...change } } }, ctx);
  await waitOnExecutionContext(ctx);
  return answer;
}
