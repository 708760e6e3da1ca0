/** Tests of the house in Node, where Stryker can switch mutants on and see which test reaches which. */

import { join } from "node:path";
import { readD1Migrations } from "@cloudflare/vitest-plugin";
import type { ViteUserConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { ROOT, readSettings } from "../../src/local/wrangler.ts";

const RUNTIME = join(import.meta.dirname, "runtime");

/** By name: the same order in every run, and what goes through HTTP, and is slower, after what does not. */
class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/** What the tests get from workerd otherwise is given by `runtime/`; all else is as in `npm test`. */
export async function inNode(include: string[]): Promise<ViteUserConfig> {
  return {
    resolve: {
      alias: { "cloudflare:workers": join(RUNTIME, "workers.ts"), "cloudflare:test": join(RUNTIME, "test.ts") },
    },
    test: {
      include,
      globalSetup: ["./test/node/global-setup.ts"],
      setupFiles: [
        "./test/mutation/runtime/seed.ts",
        "./test/mutation/runtime/patience.ts",
        "./test/support/migrate.ts",
      ],
      sequence: { sequencer: InOrder },
      provide: {
        vars: (await readSettings(join(ROOT, "wrangler.toml"))).vars as Record<string, string>,
        migrations: await readD1Migrations(join(ROOT, "src/db/migrations")),
      },
      // Stryker starts this anew for each mutant; between files there is nothing that one could do to the next.
      isolate: false,
      testTimeout: 20_000,
    },
  };
}
