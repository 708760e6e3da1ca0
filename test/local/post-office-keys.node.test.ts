/** Idempotency keys of the post office: one key sends once, whatever happens to the answer. */

import { Resend } from "resend";
import { expect, onTestFinished, test } from "vitest";
import { openPostOffice } from "../../src/local/post-office/post-office.ts";

const webhookSecret = `whsec_${Buffer.from("a secret of the post office").toString("base64")}`;
const mail = { from: "ayumi@course.example", to: "hana@example.com", subject: "一", html: "<p>一</p>" };
const DAY = 24 * 60 * 60 * 1_000;

async function openDesk() {
  const office = await openPostOffice({ port: 0, webhookSecret });
  onTestFinished(() => office.close());
  const resend = new Resend("re_test", { baseUrl: office.url });
  const get = async (path: string) => await (await fetch(`${office.url}/_local${path}`)).json();
  const put = async (limits: object) =>
    await fetch(`${office.url}/_local/limits`, { method: "PUT", body: JSON.stringify(limits) });
  return { office, resend, get, put };
}

test("the same request under the same key gets the same answer and sends nothing more", async () => {
  const { resend, get } = await openDesk();
  const first = await resend.batch.send([mail, mail], { idempotencyKey: "b1.0" });
  const second = await resend.batch.send([mail, mail], { idempotencyKey: "b1.0" });
  expect(second.data).toEqual(first.data);
  expect(await get("/mails")).toHaveLength(2);
  expect(await get("/requests")).toMatchObject({ requests: 2, accepted: 2, replayed: 1, keys: { "b1.0": 2 } });
});

test("another body under the same key is a conflict", async () => {
  const { resend, get } = await openDesk();
  await resend.emails.send(mail, { idempotencyKey: "k" });
  const other = await resend.emails.send({ ...mail, subject: "二" }, { idempotencyKey: "k" });
  expect(other.error).toMatchObject({ statusCode: 409, name: "invalid_idempotent_request" });
  expect(await get("/requests")).toMatchObject({ accepted: 1, conflicts: 1 });
});

test("a second request while the first is in flight is told so", async () => {
  const { resend, get, put } = await openDesk();
  await put({ latencyMs: 150 });
  const answers = await Promise.all([
    resend.emails.send(mail, { idempotencyKey: "k" }),
    resend.emails.send(mail, { idempotencyKey: "k" }),
  ]);
  const late = answers.filter(({ error }) => error !== null);
  expect(late).toHaveLength(1);
  expect(late[0]?.error).toMatchObject({ statusCode: 409, name: "concurrent_idempotent_requests" });
  expect(await get("/mails")).toHaveLength(1);
});

test("a key remembers only what was accepted", async () => {
  const { resend, put } = await openDesk();
  await put({ dailyQuota: 0 });
  expect((await resend.emails.send(mail, { idempotencyKey: "k" })).error).toMatchObject({ statusCode: 429 });
  await put({ dailyQuota: null });
  expect((await resend.emails.send({ ...mail, subject: "二" }, { idempotencyKey: "k" })).error).toBeNull();
});

test("a key is forgotten after 24 hours of the post office's clock", async () => {
  const { office, resend, get } = await openDesk();
  await resend.emails.send(mail, { idempotencyKey: "k" });
  await office.moveClock(office.now() + DAY - 60_000);
  await resend.emails.send(mail, { idempotencyKey: "k" });
  expect(await get("/mails")).toHaveLength(1);
  await office.moveClock(office.now() + 120_000);
  await resend.emails.send(mail, { idempotencyKey: "k" });
  expect(await get("/requests")).toMatchObject({ replayed: 1, keys: { k: 2 } });
});

test("a key has 1 to 256 characters", async () => {
  const { office, resend } = await openDesk();
  expect((await resend.emails.send(mail, { idempotencyKey: "k".repeat(256) })).error).toBeNull();
  const long = await resend.emails.send(mail, { idempotencyKey: "k".repeat(257) });
  expect(long.error).toMatchObject({ statusCode: 400, name: "invalid_idempotency_key" });
  const headers = { authorization: "Bearer re_test", "idempotency-key": "" };
  const empty = await fetch(`${office.url}/emails`, { method: "POST", body: JSON.stringify(mail), headers });
  expect(empty.status).toBe(400);
});

test("the same key at another address, or in another mode, is another request", async () => {
  const { resend } = await openDesk();
  await resend.batch.send([mail], { idempotencyKey: "k", batchValidation: "permissive" });
  const strict = await resend.batch.send([mail], { idempotencyKey: "k", batchValidation: "strict" });
  expect(strict.error).toMatchObject({ name: "invalid_idempotent_request" });
});
