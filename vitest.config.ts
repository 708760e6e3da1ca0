/** Two kinds of tests in one run: those inside workerd (real D1, real queues) and those in Node, which is there at once. */

import { availableParallelism } from "node:os";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { TEST_SECRETS } from "./test/support/secrets.ts";

const IN_NODE = ["test/**/*.node.test.ts", "test/{domain,pages}/**/*.test.{ts,tsx}"];

export default defineConfig(async () => ({
  test: {
    // By itself Vitest leaves a core free: on two cores that doubles the time.
    maxWorkers: availableParallelism(),
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
          exclude: IN_NODE,
          setupFiles: ["./test/support/migrate.ts"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: { name: "node", include: IN_NODE, testTimeout: 60_000, hookTimeout: 60_000 },
      },
    ],
  },
}));
