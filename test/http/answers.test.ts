/** When there is no page to show: the right status, a kind word, a way on, and nothing of our insides. */

import { createExecutionContext } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { app } from "../../src/http/app.tsx";
import { engine } from "../support/engine.ts";
import { post, signUp, visit } from "../support/visitor.ts";

/** A house whose database answers nothing. */
async function visitBroken(init: RequestInit): Promise<Response> {
  const { deps } = engine();
  const db = new Proxy(deps.db, {
    get: () => () => {
      throw new TypeError("hanako@example.com cannot be read");
    },
  });
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const request = new Request("http://localhost:8787/signup", init);
  const answer = await app.fetch(request, { deps: { ...deps, db } }, createExecutionContext());
  expect(log.mock.calls.map(([line]) => JSON.parse(String(line)).event)).toEqual(["error"]);
  log.mockRestore();
  return answer;
}

const form = () => ({ method: "POST", body: new URLSearchParams({ email: "hanako@example.com", consent: "yes" }) });

async function tooOften(): Promise<Response> {
  const email = "hanako@example.com";
  const signedUp = cookieOf(await signUp(email));
  const asked = cookieOf(await post("/signup/again", { email }, { Cookie: signedUp }));
  return post("/signup/again", { email }, { Cookie: `${signedUp}; ${asked}` });
}

function cookieOf(answer: Response): string {
  return answer.headers.get("Set-Cookie")?.split(";")[0] ?? "";
}

test.each([
  [404, () => visit("/nowhere")],
  [429, tooOften],
  [500, () => visitBroken(form())],
])("%d has a heading, a button home, and somebody to write to", async (status, ask) => {
  const answer = await ask();
  const html = await answer.text();
  expect(answer.status).toBe(status);
  expect(html).toMatch(/<h1>[^<]{5,}<\/h1>/);
  expect(html).toContain('<a class="button" href="/">はじめのページへ</a>');
  expect(html).toContain('<a href="mailto:author@example.com">');
  expect(html).toContain('<meta name="robots" content="noindex"');
  expect(html).not.toMatch(/TypeError|cannot be read|at .*\.ts/);
});

test("a program that fails is told in JSON, without our insides", async () => {
  const answer = await visitBroken({ ...form(), headers: { Accept: "application/json" } });
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({ ok: false, errors: { form: expect.stringContaining("不具合") } });
});
