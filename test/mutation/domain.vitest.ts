/** The domain's own tests: its mutants must be noticed there, and not only by an engine that happens to use them. */

import { defineConfig } from "vitest/config";
import { inNode } from "./in-node.ts";

export default defineConfig(() => inNode(["test/domain/**/*.test.ts"]));
