/** What Resend's API promises, asked of the post office by Resend's own SDK. */

import { Resend } from "resend";
import { expect, onTestFinished, test } from "vitest";
import { openPostOffice, type PostOffice, type PostOfficeOptions } from "../../src/local/post-office/post-office.ts";

const webhookSecret = `whsec_${Buffer.from("a secret of the post office").toString("base64")}`;
const mail = {
  from: "歩み <ayumi@course.example>",
  to: "hana@example.com",
  subject: "はじめの一歩",
  html: "<p>一</p>",
};

async function open(options: Partial<PostOfficeOptions> = {}): Promise<PostOffice> {
  const office = await openPostOffice({ port: 0, webhookSecret, ...options });
  onTestFinished(() => office.close());
  return office;
}

async function control(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  return await (await fetch(`${url}/_local${path}`, init)).json();
}

test("a mail is accepted, kept as it was sent, and can be looked up", async () => {
  const office = await open();
  const resend = new Resend("re_test", { baseUrl: office.url });
  const sent = await resend.emails.send(
    {
      ...mail,
      text: "一",
      replyTo: "author@course.example",
      headers: { "List-Unsubscribe": "<https://course.example/stop>" },
      tags: [{ name: "lesson", value: "day-1" }],
    },
    { idempotencyKey: "batch.0" },
  );
  expect(sent.error).toBeNull();
  const id = sent.data?.id ?? "";
  expect(await control(office.url, "GET", "/mails")).toEqual([
    expect.objectContaining({
      id,
      from: mail.from,
      to: ["hana@example.com"],
      subject: mail.subject,
      html: "<p>一</p>",
      text: "一",
      headers: { "List-Unsubscribe": "<https://course.example/stop>" },
      tags: { lesson: "day-1" },
      reply_to: ["author@course.example"],
      received_at: expect.any(Number),
      idempotency_key: "batch.0",
      last_event: "delivered",
    }),
  ]);
  const found = await resend.emails.get(id);
  expect(found.data).toMatchObject({ object: "email", id, to: ["hana@example.com"], last_event: "delivered" });
  expect((await resend.emails.get("nobody")).error).toMatchObject({ statusCode: 404, name: "not_found" });
});

test("mails can be asked for by address and by time, and be emptied", async () => {
  const office = await open();
  const resend = new Resend("re_test", { baseUrl: office.url });
  await resend.emails.send({ ...mail, to: "Hana <Hana@Example.com>" });
  await resend.emails.send({ ...mail, to: "yuki@example.com" });
  expect(await control(office.url, "GET", "/mails?to=hana@example.com")).toHaveLength(1);
  expect(await control(office.url, "GET", `/mails?since=${office.now() + 60_000}`)).toEqual([]);
  expect(await control(office.url, "GET", "/mails?bodies=0")).toMatchObject([{ html: null }, { html: null }]);
  expect(await control(office.url, "DELETE", "/mails")).toEqual({ emptied: 2 });
  expect(await control(office.url, "GET", "/mails")).toEqual([]);
});

test.each([
  ["no address", { to: "hana" }, 422, "validation_error"],
  ["a space in the address", { to: "ha na@example.com" }, 422, "validation_error"],
  ["the refused test recipient", { to: "refused+1@example.com" }, 422, "validation_error"],
  ["no recipient", { to: [] }, 422, "missing_required_field"],
  ["51 recipients", { to: Array.from({ length: 51 }, (_, n) => `r${n}@example.com`) }, 422, "validation_error"],
  ["a sender without an address", { from: "歩み" }, 422, "invalid_from_address"],
  ["a domain nobody verified", { from: "a@unverified.example" }, 403, "validation_error"],
  ["no subject", { subject: "" }, 422, "missing_required_field"],
  ["no body", { html: undefined }, 422, "validation_error"],
  ["a tag with a dot", { tags: [{ name: "lesson", value: "day.1" }] }, 422, "validation_error"],
  ["a tag too long", { tags: [{ name: "lesson", value: "x".repeat(257) }] }, 422, "validation_error"],
])("a mail with %s is refused by Resend's name for it", async (_, change, statusCode, name) => {
  const office = await open();
  const answer = await new Resend("re_test", { baseUrl: office.url }).emails.send({
    ...mail,
    ...change,
  } as typeof mail);
  expect(answer.error).toEqual({ statusCode, name, message: expect.any(String) });
  expect(await control(office.url, "GET", "/mails")).toEqual([]);
});

test("a local part that ends with a dot, or has two in a row, is a Japanese carrier's and is accepted", async () => {
  const office = await open();
  const resend = new Resend("re_test", { baseUrl: office.url });
  for (const to of ["hana.@docomo.example", "ha..na@ezweb.example"]) {
    expect((await resend.emails.send({ ...mail, to })).error).toBeNull();
  }
});

test("without a key, with an invalid one, or with one set as refused, nothing is sent", async () => {
  const office = await open();
  const bare = await fetch(`${office.url}/emails`, { method: "POST", body: JSON.stringify(mail) });
  expect([bare.status, await bare.json()]).toEqual([401, expect.objectContaining({ name: "missing_api_key" })]);
  await control(office.url, "PUT", "/limits", { refusedKeys: ["re_old"] });
  const answer = await new Resend("re_old", { baseUrl: office.url }).emails.send(mail);
  expect(answer.error).toMatchObject({ statusCode: 403, name: "invalid_api_key" });
  const other = await open();
  const invalid = await new Resend("re_invalid", { baseUrl: other.url }).emails.send(mail);
  expect(invalid.error).toMatchObject({ statusCode: 403, name: "invalid_api_key" });
});

test("a body that is not JSON is refused", async () => {
  const office = await open();
  const headers = { authorization: "Bearer re_test" };
  const answer = await fetch(`${office.url}/emails`, { method: "POST", body: "{", headers });
  expect([answer.status, await answer.json()]).toEqual([422, expect.objectContaining({ name: "validation_error" })]);
});

test("a strict batch is all or nothing", async () => {
  const office = await open();
  const resend = new Resend("re_test", { baseUrl: office.url });
  const answer = await resend.batch.send([mail, { ...mail, to: "refused@example.com" }]);
  expect(answer.error).toMatchObject({ statusCode: 422, name: "validation_error" });
  expect(await control(office.url, "GET", "/mails")).toEqual([]);
  const sound = await resend.batch.send([mail, { ...mail, to: "yuki@example.com" }]);
  expect(sound.data).toEqual({ data: [{ id: expect.any(String) }, { id: expect.any(String) }] });
});

test("a permissive batch answers ids for the sound mails only and the index of each refused one", async () => {
  const office = await open();
  const resend = new Resend("re_test", { baseUrl: office.url });
  const to = ["one@example.com", "refused@example.com", "two@example.com", "nobody", "three@example.com"];
  const answer = await resend.batch.send(
    to.map((address) => ({ ...mail, to: address })),
    { batchValidation: "permissive" },
  );
  expect(answer.data?.errors.map((error) => error.index)).toEqual([1, 3]);
  const mails = (await control(office.url, "GET", "/mails")) as { id: string; to: string[] }[];
  expect(mails.map((kept) => kept.to[0])).toEqual(["one@example.com", "two@example.com", "three@example.com"]);
  expect(answer.data?.data).toEqual(mails.map(({ id }) => ({ id })));
});

test("a batch holds at most 100 mails and at least one", async () => {
  const office = await open();
  const resend = new Resend("re_test", { baseUrl: office.url });
  const many = Array.from({ length: 101 }, () => mail);
  expect((await resend.batch.send(many)).error).toMatchObject({ statusCode: 422 });
  expect((await resend.batch.send([])).error).toMatchObject({ statusCode: 422 });
  expect((await resend.batch.send(many.slice(1))).data?.data).toHaveLength(100);
});

test("every answer tells the rate limit, and the request past it is refused until the second is over", async () => {
  const office = await open();
  await control(office.url, "PUT", "/limits", { requestsPerSecond: 2 });
  const resend = new Resend("re_test", { baseUrl: office.url });
  const answers = [await resend.emails.send(mail), await resend.emails.send(mail), await resend.emails.send(mail)];
  expect(answers[0]?.headers).toMatchObject({
    "ratelimit-limit": "2",
    "ratelimit-remaining": "1",
    "ratelimit-reset": "1",
  });
  expect(answers[2]?.error).toMatchObject({ statusCode: 429, name: "rate_limit_exceeded" });
  expect(answers[2]?.headers).toMatchObject({ "ratelimit-remaining": "0", "retry-after": "1" });
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect((await resend.emails.send(mail)).error).toBeNull();
});

test("quotas count every recipient, by the UTC day and month of the post office's clock", async () => {
  const startAt = Date.UTC(2027, 0, 30, 23, 0);
  const office = await open({ startAt });
  await control(office.url, "PUT", "/limits", { dailyQuota: 3, monthlyQuota: 5 });
  const resend = new Resend("re_test", { baseUrl: office.url });
  const two = { ...mail, to: "a@example.com", cc: "b@example.com" };
  expect((await resend.emails.send(two)).error).toBeNull();
  const full = await resend.emails.send(two);
  expect(full.error).toMatchObject({ statusCode: 429, name: "daily_quota_exceeded" });
  expect(Number(full.headers?.["retry-after"])).toBeGreaterThan(3_500);
  await office.moveClock(Date.UTC(2027, 0, 31, 0, 1));
  expect((await resend.emails.send(two)).error).toBeNull();
  expect((await resend.usage.get()).data?.emails.monthly).toMatchObject({ used: 4, limit: 5 });
  await control(office.url, "PUT", "/limits", { dailyQuota: null });
  expect((await resend.emails.send(two)).error).toMatchObject({ statusCode: 429, name: "monthly_quota_exceeded" });
  await office.moveClock(Date.UTC(2027, 1, 1, 0, 1));
  expect((await resend.emails.send(two)).error).toBeNull();
});

test("with keepBodies off a mail is remembered without its bodies", async () => {
  const office = await open();
  await control(office.url, "PUT", "/limits", { keepBodies: false });
  await new Resend("re_test", { baseUrl: office.url }).emails.send(mail);
  expect(await control(office.url, "GET", "/mails")).toMatchObject([{ subject: mail.subject, html: null, text: null }]);
});
