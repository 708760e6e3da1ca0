/** The settings: read once for each env, and told by name when they are wrong, each time anew. */

import { env as bindings } from "cloudflare:workers";
import { expect, test } from "vitest";
import { createDeps, type Env } from "../src/deps.ts";
import { current } from "./support/current.ts";

test("the settings of one env are read once, however many requests it serves", async () => {
  const { env, reads } = watched(settings());
  const first = await createDeps(env);
  const readOnce = reads();
  expect(readOnce).toBeGreaterThan(0);
  for (let time = 0; time < 3; time++) expect(await createDeps(env)).toEqual({ ...first, clock: expect.any(Function) });
  expect(reads()).toBe(readOnce);
});

test("another env has its own settings, and each request its own clock", async () => {
  const env = settings();
  const [hers, others] = [await createDeps(env), await createDeps({ ...env, SENDER_NAME: "別の人" })];
  expect([hers.config.sender.name, others.config.sender.name]).toEqual([env.SENDER_NAME, "別の人"]);
  expect((await createDeps(env, () => current.now)).clock()).toBe(current.now);
  expect((await createDeps(env, () => 7)).clock()).toBe(7);
});

test("wrong settings are told all at once and again at every request, until they are mended", async () => {
  const env: Env = { ...settings(), SITE_URL: "ayumi.example", LINK_SECRET: "short" };
  for (let time = 0; time < 2; time++) {
    await expect(createDeps(env)).rejects.toMatchObject({ settings: ["SITE_URL", "LINK_SECRET"] });
  }
  const mended = { SITE_URL: "https://ayumi.example/", LINK_SECRET: settings().LINK_SECRET };
  expect((await createDeps(Object.assign(env, mended))).config.siteUrl).toBe("https://ayumi.example");
});

test("the address of LINE is optional, and must be one that a browser opens safely", async () => {
  expect((await createDeps(settings())).config.lineAddUrl).toBeUndefined();
  const line = "https://lin.ee/abc";
  expect((await createDeps({ ...settings(), LINE_ADD_URL: line })).config.lineAddUrl).toBe(line);
  for (const wrong of ["", "lin.ee/abc", "http://lin.ee/abc", "javascript:alert(1)"]) {
    await expect(createDeps({ ...settings(), LINE_ADD_URL: wrong })).rejects.toMatchObject({
      settings: ["LINE_ADD_URL"],
    });
  }
});

function settings(): Env {
  return { ...(bindings as unknown as Env) };
}

/** Counts how often a setting is looked at. */
function watched(settings: Env): { env: Env; reads: () => number } {
  let reads = 0;
  const env = new Proxy(settings, {
    get(target, name) {
      reads += 1;
      return Reflect.get(target, name);
    },
  });
  return { env, reads: () => reads };
}
