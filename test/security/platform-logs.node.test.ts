/** What Cloudflare itself writes down of a request: no token, and nothing that leaves the author's account. */

import { join } from "node:path";
import { expect, test } from "vitest";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import { here } from "../node/course-folder.ts";

const { rawConfig } = readRawConfig({ config: join(here, "wrangler.toml") });

test("logs and traces are kept, without the query in which tokens travel, and go to nobody else", () => {
  expect(rawConfig.observability).toEqual({ enabled: true, redact_query_string: true, traces: { enabled: true } });
  expect(rawConfig).not.toHaveProperty("tail_consumers");
  expect(rawConfig).not.toHaveProperty("logpush");
});
