/** The smoke test of a deploy against sites on this machine: one that is right, and each way of being wrong. */

import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { smokeTest } from "../../src/cli/deploy/smoke.ts";
import { wayBackWords } from "../../src/cli/deploy/way-back.ts";

const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

type Answers = Readonly<Record<string, [status: number, body: string]>>;

const RIGHT: Answers = {
  "/": [200, '<form action="/signup">'],
  "/healthz": [503, '{"ok":false,"last_tick_age_seconds":null}'],
  "/admin": [401, "作業台に入る"],
};

async function site(answers: Answers, firstAnswers = answers): Promise<string> {
  let asked = 0;
  const listener: RequestListener = ({ url = "" }, response) => {
    const [status, body] = (asked++ < 3 ? firstAnswers : answers)[url] ?? [404, ""];
    response.writeHead(status).end(body);
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const tried = (url: string) => smokeTest(url, { tries: 2, betweenMs: 1 });

test("a site that answers as the house does passes, also before its first tick", async () => {
  const { ok, lines } = await tried(await site(RIGHT));
  expect(ok).toBe(true);
  expect(lines).toHaveLength(3);
});

test("a version that comes up a moment later passes", async () => {
  expect((await tried(await site(RIGHT, {}))).ok).toBe(true);
});

test.each<[string, Answers, string]>([
  ["the 503 of a missing setting", { ...RIGHT, "/": [503, "準備中"] }, "/ answers 503 instead of the landing page"],
  ["another site's landing page", { ...RIGHT, "/": [200, "hello"] }, "/ answers 200 instead of the landing page"],
  ["a health that is no JSON", { ...RIGHT, "/healthz": [200, "<html>"] }, "/healthz answers 200 instead of the state"],
  ["a desk that stands open", { ...RIGHT, "/admin": [200, "今日"] }, "/admin answers 200 instead of a shut desk"],
])("%s is told", async (_, answers, told) => {
  const { ok, lines } = await tried(await site(answers));
  expect(ok).toBe(false);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(told);
});

test("a site that cannot be reached is told as such", async () => {
  const { ok, lines } = await tried("http://127.0.0.1:9");
  expect(ok).toBe(false);
  expect(lines[0]).toContain("cannot be reached");
});

test("the way back names the bookmark, or how to find one", () => {
  expect(wayBackWords("0000-1111")).toContain("--bookmark=0000-1111");
  expect(wayBackWords(null)).toContain("time-travel info");
});
