/** Where Chromium is looked for, and what is said when there is none. */

import { expect, test } from "vitest";
import { findChromium } from "./browser.ts";

test("the browser that CHROMIUM_PATH names is taken, and a wrong path is told by its name", () => {
  expect(findChromium({ CHROMIUM_PATH: "/opt/mine" }, (path) => path === "/opt/mine")).toBe("/opt/mine");
  expect(() => findChromium({ CHROMIUM_PATH: "/opt/gone" }, () => false)).toThrow("CHROMIUM_PATH is /opt/gone");
});

test("otherwise it is found on the PATH or where systems put it", () => {
  expect(findChromium({ PATH: "/home/me/bin" }, (path) => path === "/home/me/bin/google-chrome")).toMatch(/^\/home/);
  expect(findChromium({}, (path) => path === "/usr/bin/chromium-browser")).toBe("/usr/bin/chromium-browser");
});

test("without any, the error says which command installs one", () => {
  expect(() => findChromium({ PATH: "/usr/bin" }, () => false)).toThrow(/Install it with: \S+/);
});
