/** `npm run deploy`: what it refuses, what it weighs, and that a dry run stays at home. */

import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { BUNDLE_LIMIT_BYTES, bundleProblems, kib, weigh } from "../../src/cli/deploy/bundle.ts";
import { unfitSettings } from "../../src/domain/sample-settings.ts";

const root = join(import.meta.dirname, "../..");
const run = promisify(execFile);
const LIMIT = kib(BUNDLE_LIMIT_BYTES);
const fit = {
  SITE_URL: "https://course.ayumi-letters.jp",
  MAIL_FROM: "歩 <course@ayumi-letters.jp>",
  MAIL_REPLY_TO: "ayumi@ayumi-letters.jp",
  AUTHOR_EMAIL: "ayumi@ayumi-letters.jp",
  SENDER_NAME: "佐藤 歩",
  SENDER_ADDRESS: "〒530-0001 大阪府大阪市北区梅田1-2-3",
  SENDER_CONTACT: "ayumi@ayumi-letters.jp",
};

/** A proxy that answers nobody and counts who tried; everything wrangler asks of a network goes through it. */
async function listeningProxy() {
  const asked: string[] = [];
  const server = createServer((socket) => {
    asked.push(String(socket.remotePort));
    socket.destroy();
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  return { asked, env: { HTTP_PROXY: url, HTTPS_PROXY: url, http_proxy: url, https_proxy: url, NO_PROXY: "" } };
}

async function deploy(args: string[], env: Record<string, string> = {}) {
  const options = { cwd: root, env: { ...process.env, ...env } };
  try {
    const { stdout } = await run(process.execPath, ["src/cli/deploy.ts", ...args], options);
    return { code: 0, printed: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, printed: stdout + stderr };
  }
}

test("settings of one's own are fit to go live", () => {
  expect(unfitSettings(fit)).toEqual([]);
});

test.each([
  ["SITE_URL", "http://localhost:8787"],
  ["SITE_URL", "http://course.ayumi-letters.jp"],
  ["SITE_URL", "https://course.example.com"],
  ["SITE_URL", "course.ayumi-letters.jp"],
  ["MAIL_FROM", "あゆみ <course@example.com>"],
  ["MAIL_REPLY_TO", "author@mail.example.org"],
  ["AUTHOR_EMAIL", ""],
  ["SENDER_NAME", "見本 歩"],
  ["SENDER_ADDRESS", "〒100-0001 東京都千代田区千代田1-1"],
  ["SENDER_CONTACT", "author@example.com"],
  ["RESEND_BASE_URL", "http://127.0.0.1:8788"],
])("a sample is found: %s = %s", (setting, value) => {
  expect(unfitSettings({ ...fit, [setting]: value }).map((unfit) => unfit.setting)).toEqual([setting]);
});

test("a bundle too heavy is refused with its heaviest parts, and one with React by its marker", () => {
  const inputs = {
    "node_modules/hono/dist/hono.js": { bytesInOutput: 300_000 },
    "src/pages/a.tsx": { bytesInOutput: 9 },
  };
  const heavy = weigh(Buffer.alloc(BUNDLE_LIMIT_BYTES + 1, "a"), { "index.js": { inputs } });
  expect(bundleProblems(heavy)).toEqual([`the bundle is ${LIMIT}, over ${LIMIT}: hono 293.0 KiB, src/pages 0.0 KiB`]);
  const withReact = weigh(Buffer.from('Symbol.for("react.transitional.element")'), {});
  expect(bundleProblems(withReact)[0]).toContain("contains React (react.transitional.element)");
});

test("an unknown flag is an error that says which are known", async () => {
  const { code, printed } = await deploy(["--dryrun"]);
  expect(code).toBe(1);
  expect(printed).toContain("--dryrun");
  expect(printed).toContain("npm run deploy [-- --dry-run] [--accept skip:fears …]");
});

test("with the sample's settings a real deploy is refused before anything is built, each setting named", async () => {
  const proxy = await listeningProxy();
  const { code, printed } = await deploy([], proxy.env);
  expect(code).toBe(1);
  for (const setting of Object.keys(fit)) expect(printed).toContain(setting);
  expect(printed).not.toContain("bundle");
  expect(proxy.asked).toEqual([]);
});

test("a dry run weighs the bundle, lists the migrations and asks nothing of any network", async () => {
  const proxy = await listeningProxy();
  const { code, printed } = await deploy(["--dry-run"], proxy.env);
  expect(printed).toMatch(/bundle +\d+\.\d KiB of at most \d+\.\d KiB, gzip \d+\.\d KiB, no React/);
  expect(printed).toContain(`of at most ${LIMIT}`);
  expect(printed).toContain("0001_house.sql");
  expect(printed).toContain("nothing uploaded");
  expect(printed).toContain("would ask http://localhost:8787 for /, /healthz and /admin");
  expect(printed).toContain("could not be made; a real deploy would stop here");
  expect(code).toBe(0);
  expect(proxy.asked).toEqual([]);
});
