/** What the platform's counters stop, and what they never do. */

import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import type { RateLimits } from "../../src/deps.ts";
import { app } from "../../src/http/app.tsx";
import { engine, rows } from "../support/engine.ts";
import { visit } from "../support/visitor.ts";

const MAILING = ["/signup", "/signup/again", "/consult", "/course/next", "/course/again", "/course/address"];
const OPENING = ["/confirm?t=x", "/course?t=x", "/course/own?t=x", "/course/lesson?t=x&key=a", "/consult?t=x"];
const GOOD = new URLSearchParams({ email: "hanako@gmail.com", consent: "yes" });

/** A counter that lets nobody pass and remembers for whom it was asked. */
function full() {
  const asked: string[] = [];
  const limit = { limit: async ({ key }: { key: string }) => ({ success: asked.push(key) < 0 }) };
  return { asked, limit: limit as unknown as RateLimit };
}

async function visitWith(rateLimits: Partial<RateLimits>, path: string, init: RequestInit): Promise<Response> {
  const deps = { ...engine().deps, rateLimits: { mails: null, links: null, ...rateLimits } };
  const ctx = createExecutionContext();
  const headers = { "CF-Connecting-IP": "203.0.113.9", ...Object.fromEntries(new Headers(init.headers)) };
  const answer = await app.fetch(new Request(`http://localhost:8787${path}`, { ...init, headers }), { deps }, ctx);
  await waitOnExecutionContext(ctx);
  return answer;
}

test.each(MAILING)("POST %s is refused for a minute beyond the limit, before anything is looked at", async (path) => {
  const { asked, limit } = full();
  const answer = await visitWith({ mails: limit }, path, { method: "POST", body: GOOD });
  expect(answer.status).toBe(429);
  expect(answer.headers.get("Retry-After")).toBe("60");
  expect(await answer.text()).toContain("もう一度お試しください");
  expect(asked).toEqual(["203.0.113.0/24"]);
  const json = await visitWith({ mails: limit }, path, {
    method: "POST",
    body: GOOD,
    headers: { Accept: "application/json" },
  });
  expect(await json.json()).toEqual({ ok: false, errors: { form: expect.any(String) } });
  expect(await rows("SELECT 1 FROM subscribers")).toEqual([]);
});

test("looking at pages counts for nothing", async () => {
  const { asked, limit } = full();
  for (const path of ["/", "/signup", "/consult", "/course?t=x"]) {
    expect((await visitWith({ mails: limit }, path, {})).status).not.toBe(429);
  }
  expect(asked).toEqual([]);
});

test.each(OPENING)("%s is refused beyond the limit of links", async (path) => {
  const { limit } = full();
  expect((await visitWith({ links: limit }, path, {})).status).toBe(429);
});

test("to stop the course is never refused", async () => {
  const { limit, asked } = full();
  for (const method of ["GET", "POST"]) {
    const answer = await visitWith({ links: limit, mails: limit }, "/unsubscribe?t=x", { method });
    expect(answer.status).toBe(400);
  }
  expect(asked).toEqual([]);
});

test("a counter that fails stops nobody, and the log tells", async () => {
  const said = vi.spyOn(console, "log");
  const limit = { limit: () => Promise.reject(new Error("out of reach")) };
  expect((await visitWith({ mails: limit }, "/signup", { method: "POST", body: GOOD })).status).toBe(200);
  expect(said.mock.calls.flat().join()).toContain("out of reach");
});

test("another site whose form is refused may read why", async () => {
  const { deps } = engine();
  const { limit } = full();
  const config = { ...deps.config, embedOrigins: ["https://blog.example"] };
  const headers = { Origin: "https://blog.example", Accept: "application/json", "CF-Connecting-IP": "203.0.113.9" };
  const request = new Request("http://localhost:8787/signup", { method: "POST", body: GOOD, headers });
  const all = { ...deps, config, rateLimits: { mails: limit, links: null } };
  const answer = await app.fetch(request, { deps: all }, createExecutionContext());
  expect(answer.status).toBe(429);
  expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("https://blog.example");
});

test("the counters that wrangler.toml binds count each network by itself", async () => {
  const statuses = [];
  for (let n = 0; n < 25; n++) statuses.push(await again("198.51.100.1"));
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
  expect(statuses[0]).toBe(303);
  expect(await again("198.51.101.1")).toBe(303);
});

/** Without an address it only leads back to the form. */
async function again(ip: string): Promise<number> {
  return (await visit("/signup/again", { method: "POST", headers: { "CF-Connecting-IP": ip } })).status;
}
