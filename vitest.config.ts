/** Three kinds of tests in one run: inside workerd (real D1, real queues), in Node with browsers and commands, and of pure functions. */

import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { TEST_SECRETS } from "./test/support/secrets.ts";

const IN_NODE = ["test/**/*.node.test.ts"];
const PURE = ["test/{domain,pages}/**/*.test.{ts,tsx}"];
/** Begun first, so that no core is left with one long file at the end. */
const LONG = ["test/e2e/", "test/cli/restore", "test/cli/", "test/local/", "test/actions/"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONG.findIndex((place) => moduleId.includes(place));
  return rank === -1 ? LONG.length : rank;
}

export default defineConfig(async () => ({
  test: {
    // One more than there are cores: who drives a browser or a command mostly waits. By itself Vitest leaves a core free.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    globalSetup: ["./test/node/global-setup.ts"],
    projects: [
      {
        extends: true,
        plugins: [
          cloudflareTest({
            main: "./test/support/entry.ts",
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: { ...TEST_SECRETS, TEST_MIGRATIONS: await readD1Migrations("./src/db/migrations") },
            },
          }),
        ],
        test: {
          name: "workerd",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: [...IN_NODE, ...PURE],
          // Each test begins with an empty house of its own (setupFiles), so that files can share a runtime; starting one takes a second.
          isolate: false,
          setupFiles: ["./test/support/migrate.ts"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "node",
          include: IN_NODE,
          exclude: PURE,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A hundred commands and wranglers are started: each takes a fifth less when Node need not compile it again.
          env: { NODE_COMPILE_CACHE: fileURLToPath(new URL("node_modules/.cache/node", import.meta.url)) },
        },
      },
      {
        extends: true,
        test: { name: "pure", include: PURE, isolate: false, testTimeout: 60_000 },
      },
    ],
  },
}));
