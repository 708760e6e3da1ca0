/** The scripts that run in a reader's browser: small, hashed, and the service worker knows what it keeps. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { scripts } from "../../build/scripts.ts";
import { compileScripts } from "../../src/cli/compile/scripts.ts";
import { writeModule } from "../../src/cli/compile/write.ts";
import { here } from "../node/course-folder.ts";

test("the worksheet's script has at most 8 KB compressed, the others less", () => {
  const [worksheet, attach, offline] = [scripts.worksheet, scripts.attach, scripts.offline].map(
    ({ code }) => gzipSync(code).length,
  );
  expect(worksheet).toBeGreaterThan(500);
  expect(worksheet).toBeLessThanOrEqual(8 * 1024);
  expect(attach).toBeLessThanOrEqual(2 * 1024);
  expect(offline).toBeLessThanOrEqual(1024);
});

test("no script reaches for the network, a cookie, or code from text; only the service worker fetches", () => {
  for (const { file, code } of Object.values(scripts)) {
    expect(code, file).not.toMatch(
      /\beval\b|Function\(|innerHTML|document\.cookie|XMLHttpRequest|sendBeacon|WebSocket|https?:/,
    );
    expect([file, /\bfetch\(/.test(code)]).toEqual([file, file === scripts.offline.file]);
  }
});

test("the service worker is another file of bytes whenever the worksheet's script is", () => {
  expect(scripts.offline.code).toContain(`/scripts/${scripts.worksheet.file}`);
  expect(scripts.worksheet.file).toMatch(/^worksheet\.[0-9a-f]{12}\.js$/);
});

test("compiled again they are the same, and the file is left alone", async () => {
  const before = await readFile(join(here, "build/scripts.ts"), "utf8");
  expect(await compileScripts(here)).toBe("unchanged");
  expect(await readFile(join(here, "build/scripts.ts"), "utf8")).toBe(before);
});

test("a module is written where it was not", async () => {
  const root = await mkdtemp(join(tmpdir(), "scripts-"));
  onTestFinished(() => rm(root, { recursive: true }));
  expect(await writeModule(root, "one", "export {};\n")).toBe("written");
  expect(await writeModule(root, "one", "export {};\n")).toBe("unchanged");
  expect(await readFile(join(root, "build/one.ts"), "utf8")).toBe("export {};\n");
});
