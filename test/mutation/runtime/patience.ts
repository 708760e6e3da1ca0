/** Waiting in tests that run in Node: what happens in one process is over in milliseconds, so they look every three and not every fifty. */

import { vi } from "vitest";

const { waitUntil } = vi;

vi.waitUntil = (callback, options) =>
  waitUntil(callback, typeof options === "number" ? options : { interval: 3, ...options });
