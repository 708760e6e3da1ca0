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

test("sites that may carry the form are named as origins, several by blanks or commas, and a wrong one is told", async () => {
  const named = { EMBED_ORIGINS: "https://blog.example/, https://www.blog.example\nhttp://localhost:3000" };
  expect((await createDeps({ ...settings(), ...named })).config.embedOrigins).toEqual([
    "https://blog.example",
    "https://www.blog.example",
    "http://localhost:3000",
  ]);
  expect((await createDeps(settings())).config.embedOrigins).toEqual([]);
  for (const wrong of ["*", "blog.example", "https://blog.example/post", "http://blog.example", "https://*.example"]) {
    const env: Env = { ...settings(), EMBED_ORIGINS: `https://blog.example ${wrong}` };
    await expect(createDeps(env), wrong).rejects.toThrow("EMBED_ORIGINS has something that is no origin");
  }
});

test("what the law asks of sellers is there as a whole or not at all", async () => {
  const all = {
    ...{ TOKUSHO_PHONE: "03", TOKUSHO_PRICE: "11,000円", TOKUSHO_PAYMENT: "振込" },
    ...{ TOKUSHO_DELIVERY: "当日", TOKUSHO_RETURNS: "前日まで" },
  };
  expect((await createDeps(settings())).config.tokusho).toBeNull();
  expect((await createDeps({ ...settings(), ...all })).config.tokusho).toEqual({
    ...{ phone: "03", price: "11,000円", payment: "振込", delivery: "当日", returns: "前日まで" },
  });
  const { TOKUSHO_PRICE: _, TOKUSHO_RETURNS: __, ...some } = all;
  await expect(createDeps({ ...settings(), ...some })).rejects.toMatchObject({
    settings: ["TOKUSHO_PRICE", "TOKUSHO_RETURNS"],
  });
});

test("a LINE link is optional, and must be a web address that a browser trusts", async () => {
  expect((await createDeps(settings())).config.lineAddUrl).toBeUndefined();
  const LINE_ADD_URL = "https://lin.ee/abcdefg";
  expect((await createDeps({ ...settings(), LINE_ADD_URL })).config.lineAddUrl).toBe(LINE_ADD_URL);
  for (const wrong of ["@ayumi", "http://lin.ee/abcdefg", "javascript:alert(1)"]) {
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

test("a live site answers nobody and sends nothing while its mails would not say who sends them", async () => {
  const live: Env = { ...settings(), SITE_URL: "https://course.your-domain.jp" };
  delete live.RESEND_BASE_URL;
  const samples = ["MAIL_FROM", "MAIL_REPLY_TO", "AUTHOR_EMAIL", "SENDER_NAME", "SENDER_ADDRESS", "SENDER_CONTACT"];
  await expect(createDeps(live)).rejects.toMatchObject({ settings: samples });

  const hers = {
    ...{ MAIL_FROM: "歩 <ayumi@your-domain.jp>", MAIL_REPLY_TO: "ayumi@your-domain.jp" },
    ...{ AUTHOR_EMAIL: "ayumi@your-domain.jp", SENDER_NAME: "山田 歩" },
    ...{ SENDER_ADDRESS: "〒150-0001 東京都渋谷区神宮前1-2-3", SENDER_CONTACT: "ayumi@your-domain.jp" },
  };
  expect((await createDeps({ ...live, ...hers })).config.sender.name).toBe("山田 歩");
  await expect(createDeps({ ...live, ...hers, RESEND_BASE_URL: "http://127.0.0.1:1" })).rejects.toMatchObject({
    settings: ["RESEND_BASE_URL"],
  });
});

test("Turnstile has both of its keys or none; the missing one is named", async () => {
  const keys = { TURNSTILE_SITE_KEY: "0x4site", TURNSTILE_SECRET_KEY: "0x4secret" };
  expect((await createDeps(settings())).config.turnstile).toBeNull();
  expect((await createDeps({ ...settings(), ...keys })).config.turnstile).toEqual({
    siteKey: "0x4site",
    secretKey: "0x4secret",
    baseUrl: "https://challenges.cloudflare.com",
  });
  for (const missing of Object.keys(keys)) {
    const env: Env = { ...settings(), ...keys, [missing]: undefined };
    await expect(createDeps(env)).rejects.toMatchObject({ settings: [missing] });
  }
});

const RECEIVER = {
  CONSULTATION_WEBHOOK_URL: "https://crm.example/hooks?team=1",
  CONSULTATION_WEBHOOK_SECRET: `whsec_${btoa("x".repeat(24))}`,
};

test("the webhook of consultations has its address and its secret or neither; the missing one is named", async () => {
  expect((await createDeps(settings())).config.consultationWebhook).toBeNull();
  expect((await createDeps({ ...settings(), ...RECEIVER })).config.consultationWebhook).toEqual({
    url: RECEIVER.CONSULTATION_WEBHOOK_URL,
    secret: RECEIVER.CONSULTATION_WEBHOOK_SECRET,
  });
  for (const missing of Object.keys(RECEIVER)) {
    const env: Env = { ...settings(), ...RECEIVER, [missing]: undefined };
    await expect(createDeps(env)).rejects.toMatchObject({ settings: [missing] });
  }
});

test.each([
  ["CONSULTATION_WEBHOOK_URL", "http://crm.example/hooks"],
  ["CONSULTATION_WEBHOOK_URL", "http://localhost.example/hooks"],
  ["CONSULTATION_WEBHOOK_URL", "https://her:secret@crm.example/hooks"],
  ["CONSULTATION_WEBHOOK_URL", "crm.example"],
  ["CONSULTATION_WEBHOOK_SECRET", "x".repeat(40)],
  ["CONSULTATION_WEBHOOK_SECRET", "whsec_not base64!"],
  ["CONSULTATION_WEBHOOK_SECRET", `whsec_${btoa("x".repeat(23))}`],
  ["CONSULTATION_WEBHOOK_SECRET", `whsec_${btoa("x".repeat(65))}`],
])("%s refuses %s", async (setting, value) => {
  await expect(createDeps({ ...settings(), ...RECEIVER, [setting]: value })).rejects.toMatchObject({
    settings: [setting],
  });
});

test("this machine may be told without https, but not by a live site", async () => {
  const local = { ...RECEIVER, CONSULTATION_WEBHOOK_URL: "http://127.0.0.1:9000/hooks" };
  expect((await createDeps({ ...settings(), ...local })).config.consultationWebhook?.url).toBe(
    local.CONSULTATION_WEBHOOK_URL,
  );
  const live: Env = {
    ...{ ...settings(), ...local, SITE_URL: "https://course.your-domain.jp" },
    ...{ MAIL_FROM: "歩 <ayumi@your-domain.jp>", MAIL_REPLY_TO: "ayumi@your-domain.jp" },
    ...{ AUTHOR_EMAIL: "ayumi@your-domain.jp", SENDER_NAME: "山田 歩" },
    ...{ SENDER_ADDRESS: "〒150-0001 東京都渋谷区神宮前1-2-3", SENDER_CONTACT: "ayumi@your-domain.jp" },
  };
  delete live.RESEND_BASE_URL;
  await expect(createDeps(live)).rejects.toMatchObject({ settings: ["CONSULTATION_WEBHOOK_URL"] });
});
