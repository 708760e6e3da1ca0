/** The faults a script can order from the post office: what the caller sees, and what was really accepted. */

import { Resend } from "resend";
import { expect, onTestFinished, test } from "vitest";
import { openPostOffice } from "../../src/local/post-office/post-office.ts";

const webhookSecret = `whsec_${Buffer.from("a secret of the post office").toString("base64")}`;
const mail = { from: "ayumi@course.example", to: "hana@example.com", subject: "一", html: "<p>一</p>" };
const unknown = { statusCode: null, name: "application_error" };

async function openDesk() {
  const office = await openPostOffice({ port: 0, webhookSecret });
  onTestFinished(() => office.close());
  const resend = new Resend("re_test", { baseUrl: office.url });
  const ask = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    return await (await fetch(`${office.url}/_local${path}`, init)).json();
  };
  return { resend, ask };
}

test.each([
  [{ kind: "reset_before" }, unknown, 0],
  [{ kind: "reset_after" }, unknown, 2],
  [{ kind: "error_500" }, { statusCode: 500, name: "internal_server_error" }, 0],
  [{ kind: "error_500_after" }, { statusCode: 500, name: "internal_server_error" }, 2],
  [{ kind: "hang", hangMs: 50 }, unknown, 0],
  [{ kind: "hang_after", hangMs: 50 }, unknown, 2],
  [{ kind: "half_body" }, unknown, 2],
  [{ kind: "unreadable_200" }, unknown, 2],
  [{ kind: "limited" }, { statusCode: 429, name: "rate_limit_exceeded" }, 0],
  [{ kind: "daily_quota" }, { statusCode: 429, name: "daily_quota_exceeded" }, 0],
  [{ kind: "monthly_quota" }, { statusCode: 429, name: "monthly_quota_exceeded" }, 0],
  [{ kind: "conflict" }, { statusCode: 409, name: "invalid_idempotent_request" }, 0],
  [{ kind: "in_flight" }, { statusCode: 409, name: "concurrent_idempotent_requests" }, 0],
  [{ kind: "refuse_batch_422" }, { statusCode: 422, name: "validation_error" }, 0],
  [{ kind: "refuse_indexes", indexes: [1] }, { statusCode: 422, name: "validation_error" }, 0],
  [{ kind: "invalid_key" }, { statusCode: 403, name: "invalid_api_key" }, 0],
  [{ kind: "suspended" }, { statusCode: 403, name: "suspended_api_key" }, 0],
])("%o hits one batch; asked again under its key, two mails have been sent in all", async (fault, error, accepted) => {
  const { resend, ask } = await openDesk();
  await ask("POST", "/faults", [fault]);
  const first = await resend.batch.send([mail, mail], { idempotencyKey: "b.0" });
  expect(first.error).toMatchObject(error);
  expect(await ask("GET", "/requests")).toMatchObject({ accepted });
  const second = await resend.batch.send([mail, mail], { idempotencyKey: "b.0" });
  expect(second.data?.data).toHaveLength(2);
  expect(await ask("GET", "/requests")).toMatchObject({
    requests: 2,
    accepted: 2,
    replayed: accepted === 2 ? 1 : 0,
    keys: { "b.0": 2 },
  });
});

test("refuse_indexes in a permissive batch refuses exactly those mails", async () => {
  const { resend, ask } = await openDesk();
  await ask("POST", "/faults", { kind: "refuse_indexes", indexes: [0, 2] });
  const answer = await resend.batch.send([mail, { ...mail, to: "b@example.com" }, mail], {
    batchValidation: "permissive",
  });
  expect(answer.data?.errors.map(({ index }) => index)).toEqual([0, 2]);
  expect(answer.data?.data).toHaveLength(1);
});

test("a fault applies as often as asked, only where asked, and can be called off", async () => {
  const { resend, ask } = await openDesk();
  await ask("POST", "/faults", [{ kind: "error_500", times: 2, path: "/emails/batch" }]);
  expect((await resend.emails.send(mail)).error).toBeNull();
  expect((await resend.batch.send([mail])).error).toMatchObject({ statusCode: 500 });
  expect((await resend.batch.send([mail])).error).toMatchObject({ statusCode: 500 });
  expect((await resend.batch.send([mail])).error).toBeNull();
  await ask("POST", "/faults", [{ kind: "error_500", times: 5 }]);
  expect(await ask("DELETE", "/faults")).toHaveLength(1);
  expect((await resend.emails.send(mail)).error).toBeNull();
});

test("a limited answer says how long to wait", async () => {
  const { resend, ask } = await openDesk();
  await ask("POST", "/faults", [{ kind: "limited", retryAfter: 7 }, { kind: "daily_quota" }]);
  expect((await resend.emails.send(mail)).headers?.["retry-after"]).toBe("7");
  const untilMidnight = Number((await resend.emails.send(mail)).headers?.["retry-after"]);
  expect(untilMidnight).toBeGreaterThan(0);
  expect(untilMidnight).toBeLessThanOrEqual(86_400);
});

test("a caller who gives up on a slow answer finds the key in flight, and later the mail sent once", async () => {
  const { resend, ask } = await openDesk();
  await ask("POST", "/faults", [{ kind: "slow", hangMs: 200 }]);
  const impatient = await resend.emails.send(mail, { idempotencyKey: "k", signal: AbortSignal.timeout(50) });
  expect(impatient.error).toMatchObject(unknown);
  const early = await resend.emails.send(mail, { idempotencyKey: "k" });
  expect(early.error).toMatchObject({ name: "concurrent_idempotent_requests" });
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect((await resend.emails.send(mail, { idempotencyKey: "k" })).error).toBeNull();
  expect(await ask("GET", "/requests")).toMatchObject({ accepted: 1, replayed: 1 });
});

test("a hang ends when the caller goes away, so its key is free again", async () => {
  const { resend, ask } = await openDesk();
  await ask("POST", "/faults", [{ kind: "hang" }]);
  await resend.emails.send(mail, { idempotencyKey: "k", signal: AbortSignal.timeout(50) });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await resend.emails.send(mail, { idempotencyKey: "k" })).error).toBeNull();
  expect(await ask("GET", "/mails")).toHaveLength(1);
});

test("a misspelt fault is refused by name", async () => {
  const { ask } = await openDesk();
  expect(await ask("POST", "/faults", [{ kind: "explode" }])).toEqual({ error: expect.stringContaining("explode") });
});
