/** The tests of the engine's actions, but for storms, deaths, outages and great numbers: those take minutes and notice little that the others do not. */

import { defineConfig } from "vitest/config";
import { inNode } from "./in-node.ts";

export default defineConfig(() =>
  inNode([
    "test/actions/!(storm|dying|edits|growth|outage).test.ts",
    "test/http/{confirm,health,sign-up,sign-up-again,unsubscribe,webhooks}.test.ts",
  ]),
);
