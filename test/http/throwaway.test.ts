/** Addresses that are thrown away after minutes: taken, unless the settings say otherwise. */

import { expect, test } from "vitest";
import { rows } from "../support/engine.ts";
import { visitWith } from "../support/settings.ts";

function send(refusesThrowaway: boolean, email: string, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({ email, name: "花子", consent: "yes", sure: "yes" });
  return visitWith({ refusesThrowaway }, "/signup", { method: "POST", body, headers });
}

test("by itself the house takes them", async () => {
  expect((await send(false, "hanako@mailinator.com")).status).toBe(200);
});

test("where they are refused, she is told so beside the field, and nothing is stored", async () => {
  const answer = await send(true, "hanako@mailinator.com");
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toMatch(/id="top-email-error">[^<]*使い捨てのアドレス/);
  expect(html).toContain('value="hanako@mailinator.com"');
  const json = await send(true, "hanako@mailinator.com", { Accept: "application/json" });
  expect(await json.json()).toEqual({ ok: false, errors: { email: expect.stringContaining("使い捨て") } });
  expect(await rows("SELECT 1 FROM subscribers")).toEqual([]);
  expect((await send(true, "hanako@gmail.com")).status).toBe(200);
});
