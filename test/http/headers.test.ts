/** The headers of every answer: nothing foreign runs, nothing leaks, and pages behind a token are kept by nobody. */

import { expect, test } from "vitest";
import { DAY } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { enrol, post, signUp, visit } from "../support/visitor.ts";

/** Every kind of page there is: in order, refused, and lost. */
async function pages(): Promise<[string, Response][]> {
  const { confirmLink, stopLink } = await enrol("hanako@example.com");
  return [
    ["the landing page", await visit("/")],
    ["the guide", await visit("/guide")],
    ["a refused sign-up", await post("/signup", { email: "<script>" })],
    ["a received sign-up", await signUp("yuki@example.com")],
    ["the confirm page", await visit(confirmLink)],
    ["the welcome page", await post(confirmLink, {})],
    ["a forged confirm link", await visit("/confirm?t=x")],
    ["the stop page", await visit(stopLink)],
    ["the page after a stop", await post(stopLink, {})],
    ["a forged stop link", await visit("/unsubscribe?t=x")],
    ["a lost page", await visit("/nowhere")],
    ...(await pagesWithScript()),
  ];
}

/** The only pages that may run a script: a file of ours. */
async function pagesWithScript(): Promise<[string, Response][]> {
  return [
    ["the worksheet", await visit("/work")],
    ["the consultation", await visit("/consult")],
    ["a refused consultation", await post("/consult", { name: "<script>" })],
  ];
}

test("a script runs on two pages alone, from a file of ours that may be kept for ever", async () => {
  for (const [name, answer] of await pages()) {
    const policy = answer.headers.get("Content-Security-Policy") ?? "";
    const script = (await answer.text()).match(/<script[^>]*src="([^"]+)"/)?.[1];
    const mayRun = (await pagesWithScript()).some(([one]) => one === name);
    expect([name, /script-src 'self';/.test(policy), script !== undefined]).toEqual([name, mayRun, mayRun]);
    if (script === undefined) continue;
    const file = await visit(script);
    expect(script).toMatch(/^\/scripts\/\w+\.[0-9a-f]{12}\.js$/);
    expect(file.headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
    expect(file.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect((await visit(script.replace(/\.\w{12}\./, ".000000000000."))).status).toBe(404);
  }
});

test("the service worker keeps nothing but the worksheet, and may fetch from us alone", async () => {
  const answer = await visit("/work/offline.js");
  expect(answer.headers.get("Service-Worker-Allowed")).toBe("/work");
  expect(answer.headers.get("Cache-Control")).toBe("no-cache");
  expect(answer.headers.get("Content-Security-Policy")).toContain("connect-src 'self'");
  expect((await visit("/work")).headers.get("Content-Security-Policy")).toContain("worker-src 'self'");
});

test("every page allows only its own style, by the hash of its one style block", async () => {
  for (const [name, answer] of await pages()) {
    const policy = answer.headers.get("Content-Security-Policy") ?? "";
    const html = await answer.text();
    const blocks = [...html.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, style]) => style ?? "");
    const hashes = await Promise.all(blocks.map(sha256));
    expect(policy, name).toContain("default-src 'none'");
    expect(policy, name).toMatch(/frame-ancestors 'none'/);
    expect(policy, name).toMatch(/form-action 'self'/);
    expect(policy, name).toMatch(/base-uri 'none'/);
    expect(policy, name).not.toMatch(/unsafe|\*|https?:/);
    expect(policy.match(/style-src ([^;]+);/)?.[1], name).toBe(`'sha256-${hashes.join()}'`);
  }
});

test("no page holds what the policy would drop: scripts, handlers, inline styles, things from elsewhere", async () => {
  for (const [name, answer] of await pages()) {
    // JSON-LD is read by search engines and run by nobody: no policy is asked about it.
    const html = (await answer.text())
      .replace(/<style.*?<\/style>/gs, "")
      .replace(/<script type="application\/ld\+json">/g, "");
    const policy = answer.headers.get("Content-Security-Policy") ?? "";
    for (const [, code = ""] of html.matchAll(/<script>(.*?)<\/script>/gs)) {
      expect(policy, name).toContain(`script-src 'sha256-${await sha256(code)}';`);
    }
    expect(html.replace(/<script( type="module" src="[^"]+")?>/g, ""), name).not.toMatch(/<script/);
    expect(html, name).not.toMatch(/<iframe|<link rel="stylesheet"|\sstyle=|\son[a-z]+="/i);
    expect(html, name).not.toMatch(/\ssrc="(?!\/|data:)/i);
    expect(html, name).toMatch(/^<!DOCTYPE html><html lang="ja">/);
  }
});

/** As CSP 3 writes it. */
async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Buffer.from(digest).toString("base64");
}

test("the landing page is kept packed for whom nothing is known of, with the words and headers it has otherwise", async () => {
  const plain = await visit("/");
  const packed = await visit("/", { headers: { "Accept-Encoding": "gzip, deflate, br" } });
  const elsewhere = await visit("/?utm_source=line", { headers: { "Accept-Encoding": "gzip" } });
  expect(packed.headers.get("Content-Encoding")).toBe("gzip");
  expect([plain, elsewhere].map(({ headers }) => headers.get("Content-Encoding"))).toEqual([null, null]);
  const named = ({ headers }: Response) => [...headers].filter(([name]) => !/^content-(encoding|length)$/.test(name));
  expect(named(packed)).toEqual(named(plain));
  // Who asks from within is handed it unpacked; how it looks from outside, a browser shows in `test/e2e`.
  expect(await packed.text()).toBe(await plain.text());
});

test("no answer tells another site where the visitor came from, or may be framed or guessed at", async () => {
  const answers = [...(await pages()), ["the health check", await visit("/healthz")] as const];
  for (const [name, { headers }] of answers) {
    expect(headers.get("Referrer-Policy"), name).toMatch(/^(same-origin|no-referrer)$/);
    expect(headers.get("X-Content-Type-Options"), name).toBe("nosniff");
    expect(headers.get("X-Frame-Options"), name).toBe("DENY");
    expect(headers.get("Strict-Transport-Security"), name).toMatch(/^max-age=\d{7,}/);
    expect(headers.get("X-Powered-By"), name).toBeNull();
  }
});

test("pages behind a token are not stored and not indexed, whatever the token is and whoever asks how", async () => {
  const { confirmLink, stopLink } = await enrol("hanako@example.com");
  const links = [
    confirmLink,
    stopLink,
    ...["/confirm", "/unsubscribe", "/consult"].flatMap((path) => [path, `${path}?t=x`]),
  ];
  const answers = [];
  for (const link of links) {
    for (const method of ["GET", "HEAD", "POST"]) answers.push(await visit(link, { method }));
  }
  current.now += 8 * DAY;
  answers.push(await visit(confirmLink), await post(confirmLink, {}));
  for (const { headers, url } of answers) {
    expect(headers.get("Cache-Control"), url).toBe("no-store");
    expect(headers.get("X-Robots-Tag"), url).toMatch(/noindex/);
  }
});

test("a token never stands in a link of the page behind it, where it could be sent on", async () => {
  const { confirmLink, stopLink } = await enrol("hanako@example.com");
  for (const link of [confirmLink, stopLink]) {
    const token = new URL(link).searchParams.get("t") ?? "none";
    const links = [...(await (await visit(link)).text()).matchAll(/(?:href|src)="([^"]+)"/g)].map(([, url]) => url);
    expect(links.filter((url) => url?.includes(token))).toEqual([]);
  }
});

/** Nobody's own, and good to come upon; the guide and the worksheet lead on to the sign-up and the consultation. */
const MAY_BE_FOUND = ["the landing page", "a refused sign-up", "the guide", "the worksheet"];

test("the landing page, the guide and the worksheet may be found, and pages on the way may not", async () => {
  for (const [name, answer] of await pages()) {
    const isHidden = /<meta name="robots" content="noindex"/.test(await answer.text());
    expect([name, isHidden]).toEqual([name, !MAY_BE_FOUND.includes(name)]);
  }
});
