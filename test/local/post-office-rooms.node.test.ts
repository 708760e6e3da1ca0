/** The post office as a place: its clock, its rooms, its memory between runs, its door. */

import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resend } from "resend";
import { expect, onTestFinished, test } from "vitest";
import { openPostOffice, type PostOffice, type PostOfficeOptions } from "../../src/local/post-office/post-office.ts";

const webhookSecret = `whsec_${Buffer.from("a secret of the post office").toString("base64")}`;
const mail = { from: "ayumi@course.example", to: "hana@example.com", subject: "一", html: "<p>一</p>" };
const DAY = 24 * 60 * 60 * 1_000;

async function open(options: Partial<PostOfficeOptions> = {}): Promise<PostOffice> {
  const office = await openPostOffice({ port: 0, webhookSecret, ...options });
  onTestFinished(() => office.close());
  return office;
}

async function ask(url: string, method: string, path: string, body?: unknown) {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const answer = await fetch(`${url}/_local${path}`, init);
  return { status: answer.status, body: await answer.json() };
}

test("the clock starts where it is told, can be put forward, and goes on running", async () => {
  const startAt = Date.UTC(2027, 0, 1);
  const { url } = await open({ startAt });
  const { body } = await ask(url, "GET", "/clock");
  expect(body.now).toBeGreaterThanOrEqual(startAt);
  expect(body.now).toBeLessThan(startAt + 5_000);
  await ask(url, "POST", "/clock", { now: startAt + 3 * DAY });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await ask(url, "GET", "/clock")).body.now).toBeGreaterThan(startAt + 3 * DAY);
});

test("the clock refuses to go back, and what is not a time", async () => {
  const { url, now } = await open();
  for (const asked of [{ now: now() - DAY }, { now: "tomorrow" }, {}, { now: null }]) {
    expect(await ask(url, "POST", "/clock", asked)).toEqual({ status: 400, body: { error: expect.any(String) } });
  }
});

test("moving the clock ticks with the new time before it answers, one tick after the other", async () => {
  const ticks: number[] = [];
  let running = 0;
  const { url, now } = await open({
    onTick: async (at) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
      ticks.push(at);
    },
  });
  const later = now() + DAY;
  await ask(url, "POST", "/clock", { now: later });
  expect(ticks).toHaveLength(1);
  expect(ticks[0]).toBeGreaterThanOrEqual(later);
  await Promise.all([ask(url, "POST", "/tick"), ask(url, "POST", "/tick")]);
  expect(ticks).toHaveLength(3);
});

test("a tick that fails says so, and the next one runs", async () => {
  let first = true;
  const { url } = await open({
    onTick: async () => {
      if (!first) return;
      first = false;
      throw new Error("no Worker yet");
    },
  });
  expect(await ask(url, "POST", "/tick")).toEqual({ status: 500, body: { error: "no Worker yet" } });
  expect((await ask(url, "POST", "/tick")).status).toBe(200);
});

test("rooms share nothing", async () => {
  const { url } = await open();
  const rooms = ["", "/rooms/a", "/rooms/b"].map((path) => url + path);
  const [root = "", a = "", b = ""] = rooms;
  await ask(a, "POST", "/clock", { now: Date.now() + DAY });
  await ask(b, "PUT", "/limits", { dailyQuota: 0 });
  await ask(root, "POST", "/faults", [{ kind: "error_500", path: "/emails" }]);
  const answers = [];
  for (const baseUrl of rooms)
    answers.push(await new Resend("re_test", { baseUrl }).emails.send(mail, { idempotencyKey: "k" }));
  expect(answers.map(({ error }) => error?.statusCode ?? 200)).toEqual([500, 200, 429]);
  expect((await ask(a, "GET", "/mails")).body).toHaveLength(1);
  expect((await ask(b, "GET", "/mails")).body).toEqual([]);
  expect((await ask(b, "GET", "/webhooks")).body).toEqual([]);
  expect((await ask(a, "GET", "/requests")).body).toMatchObject({ requests: 1, accepted: 1 });
  expect((await ask(b, "GET", "/clock")).body.now).toBeLessThan(Date.now() + 60_000);
});

test("with a directory, mails, keys, suppressions, quotas and the clock outlive a restart", async () => {
  const directory = mkdtempSync(join(tmpdir(), "post-office-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const first = await openPostOffice({ port: 0, webhookSecret, directory });
  const before = new Resend("re_test", { baseUrl: first.url });
  await first.moveClock(first.now() + 30 * DAY);
  const sent = await before.emails.send(mail, { idempotencyKey: "k" });
  await before.emails.send({ ...mail, to: "bounced@example.com" });
  await ask(first.url, "POST", "/events", { email_id: sent.data?.id, type: "email.opened" });
  await first.close();

  const second = await open({ directory, startAt: 0 });
  const after = new Resend("re_test", { baseUrl: second.url });
  expect(second.now()).toBeGreaterThanOrEqual(Date.now() + 30 * DAY - 1_000);
  expect((await after.emails.send(mail, { idempotencyKey: "k" })).data).toEqual(sent.data);
  expect((await ask(second.url, "GET", "/mails")).body).toMatchObject([
    { last_event: "opened" },
    { last_event: "bounced" },
  ]);
  expect((await ask(second.url, "GET", "/suppressions")).body).toMatchObject([{ address: "bounced@example.com" }]);
  expect((await after.usage.get()).data?.emails.daily.used).toBe(2);
});

test("a taken port is named, with the setting that moves it", async () => {
  const { port } = await open();
  await expect(openPostOffice({ port, webhookSecret })).rejects.toThrow(new RegExp(`${port}.*POST_OFFICE_PORT`));
});

test("a page of another site can neither post here nor, under another name, read here", async () => {
  const { url, port } = await open();
  const posted = await fetch(`${url}/_local/tick`, { method: "POST", headers: { origin: "https://evil.example" } });
  expect(posted.status).toBe(403);
  const status = await new Promise((resolve) => {
    const options = { host: "127.0.0.1", port, path: "/_local/mails", headers: { host: "evil.example" } };
    request(options, (answer) => resolve(answer.resume().statusCode)).end();
  });
  expect(status).toBe(403);
});
