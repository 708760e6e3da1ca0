/** What the engine's mutation tests are given beside the post office. */

import type { D1Migration } from "cloudflare:test";

declare module "vitest" {
  interface ProvidedContext {
    /** `[vars]` of wrangler.toml. */
    vars: Record<string, string>;
    migrations: D1Migration[];
  }
}
