/** Webhooks of the post office: signed as Resend signs them, telling what became of each mail. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Resend } from "resend";
import { expect, onTestFinished, test } from "vitest";
import { openPostOffice, type PostOfficeOptions } from "../../src/local/post-office/post-office.ts";

const webhookSecret = `whsec_${Buffer.from("a secret of the post office").toString("base64")}`;
const mail = { from: "ayumi@course.example", to: "hana@example.com", subject: "一", html: "<p>一</p>" };
type Signed = { headers: Record<string, string>; body: string };

async function openDesk(options: Partial<PostOfficeOptions> = {}) {
  const office = await openPostOffice({ port: 0, webhookSecret, ...options });
  onTestFinished(() => office.close());
  const resend = new Resend("re_test", { baseUrl: office.url });
  const ask = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    return await (await fetch(`${office.url}/_local${path}`, init)).json();
  };
  const pull = async () => ((await ask("GET", "/webhooks")) as Signed[]).map((signed) => verified(resend, signed));
  return { office, resend, ask, pull };
}

/** Throws unless the SDK itself finds the signature good. */
function verified(resend: Resend, { headers, body }: Signed): { type: string; data: Record<string, unknown> } {
  const { "svix-id": id = "", "svix-timestamp": timestamp = "", "svix-signature": signature = "" } = headers;
  return resend.webhooks.verify({ payload: body, headers: { id, timestamp, signature }, webhookSecret }) as never;
}

async function openListener(statuses: number[]) {
  const arrived: Signed[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      arrived.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { arrived, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/resend` };
}

test("an accepted mail is sent, then delivered, in the shape of Resend's OpenAPI", async () => {
  const { resend, pull } = await openDesk({ startAt: Date.UTC(2027, 3, 1) });
  const headers = { "List-Unsubscribe": "<https://course.example/stop>" };
  const { data } = await resend.emails.send({ ...mail, headers, tags: [{ name: "delivery", value: "e1_day-1" }] });
  const [sent, delivered, ...more] = await pull();
  expect(more).toEqual([]);
  expect(sent).toEqual({
    type: "email.sent",
    created_at: expect.stringMatching(/^2027-04-01T00:00:/),
    data: {
      email_id: data?.id,
      message_id: expect.stringContaining("@"),
      created_at: expect.stringMatching(/^2027-04-01T00:00:/),
      from: mail.from,
      to: ["hana@example.com"],
      subject: "一",
      tags: { delivery: "e1_day-1" },
      headers: [{ name: "List-Unsubscribe", value: "<https://course.example/stop>" }],
    },
  });
  expect(delivered).toMatchObject({ type: "email.delivered", data: { email_id: data?.id } });
  expect(await pull()).toEqual([]);
});

test("a signature over another body does not verify", async () => {
  const { resend, ask } = await openDesk();
  await resend.emails.send(mail);
  const [signed] = (await ask("GET", "/webhooks")) as [Signed];
  expect(() => verified(resend, { ...signed, body: `${signed.body} ` })).toThrow();
});

test.each([
  ["delivered", ["email.sent", "email.delivered"]],
  ["bounced", ["email.sent", "email.bounced"]],
  ["softbounced", ["email.sent", "email.bounced"]],
  ["complained", ["email.sent", "email.delivered", "email.complained"]],
  ["suppressed", ["email.sent", "email.suppressed"]],
])("a mail to %s@ on a test domain meets its fate", async (label, types) => {
  const { resend, pull } = await openDesk();
  for (const domain of ["resend.dev", "example.jp"]) {
    await resend.emails.send({ ...mail, to: `${label}+7@${domain}` });
    expect((await pull()).map(({ type }) => type)).toEqual(types);
  }
  await resend.emails.send({ ...mail, to: `${label}@gmail.test` });
  expect((await pull()).map(({ type }) => type)).toEqual(["email.sent", "email.delivered"]);
});

test("bounces and suppressions say why, as Resend does", async () => {
  const { resend, pull } = await openDesk();
  const reasons = [];
  for (const label of ["bounced", "softbounced", "suppressed"]) {
    await resend.emails.send({ ...mail, to: `${label}@resend.dev` });
    reasons.push((await pull())[1]?.data);
  }
  expect(reasons).toMatchObject([
    { bounce: { type: "Permanent", subType: "General", diagnosticCode: [expect.any(String)] } },
    { bounce: { type: "Transient", subType: "MailboxFull" } },
    { suppressed: { type: "OnAccountSuppressionList", reason: "previous_bounce", diagnosticCode: [] } },
  ]);
});

test("after a hard bounce or a complaint the next mail is accepted and suppressed; after a soft bounce it is not", async () => {
  const { resend, ask, pull } = await openDesk();
  for (const to of ["Bounced@example.com", "complained@example.com", "softbounced@example.com"]) {
    await resend.emails.send({ ...mail, to });
  }
  await pull();
  for (const to of ["bounced@example.com", "complained@example.com", "softbounced@example.com"]) {
    expect((await resend.emails.send({ ...mail, to })).error).toBeNull();
  }
  const fates = (await pull()).filter(({ type }) => type !== "email.sent");
  expect(fates.map(({ type }) => type)).toEqual(["email.suppressed", "email.suppressed", "email.bounced"]);
  expect(fates[1]?.data).toMatchObject({ suppressed: { reason: "previous_complaint" } });
  expect(await ask("GET", "/suppressions")).toHaveLength(2);
});

test("an event can be made by hand, and counts like a real one", async () => {
  const { resend, ask, pull } = await openDesk();
  const { data } = await resend.emails.send(mail);
  await pull();
  const { webhook_id } = (await ask("POST", "/events", { email_id: data?.id, type: "email.complained" })) as never;
  await ask("POST", "/events", { email_id: data?.id, type: "email.failed", failed: { reason: "x" }, webhook_id });
  const events = await pull();
  expect(events).toMatchObject([
    { type: "email.complained" },
    { type: "email.failed", data: { failed: { reason: "x" } } },
  ]);
  expect((await resend.emails.get(data?.id ?? "")).data?.last_event).toBe("failed");
  await resend.emails.send(mail);
  expect((await pull()).at(-1)?.type).toBe("email.suppressed");
  expect(await ask("POST", "/events", { email_id: "none", type: "email.bounced" })).toEqual({
    error: expect.stringContaining("none"),
  });
});

test("with an address to post to, webhooks are pushed, and again until they are taken", async () => {
  const { arrived, url } = await openListener([500, 503]);
  const { resend, pull } = await openDesk({ webhookUrl: url });
  await resend.emails.send(mail);
  await expect.poll(() => arrived.length).toBe(4);
  const types = arrived.map((signed) => verified(resend, signed).type).sort();
  expect(types).toEqual(["email.delivered", "email.delivered", "email.sent", "email.sent"]);
  expect(new Set(arrived.map(({ headers }) => headers["svix-id"])).size).toBe(2);
  expect(await pull()).toEqual([]);
});

test("a room can be given its own address, or be told to keep its webhooks", async () => {
  const { arrived, url } = await openListener([]);
  const { resend, ask, pull } = await openDesk();
  await resend.emails.send(mail);
  await ask("PUT", "/webhooks", { url });
  await expect.poll(() => arrived.length).toBe(2);
  await ask("PUT", "/webhooks", { url: null });
  await resend.emails.send(mail);
  expect(await pull()).toHaveLength(2);
});
