/** What Resend's account and a resolver over HTTPS answer, asked of the post office by the SDK and as a resolver is asked. */

import { Resend } from "resend";
import { expect, onTestFinished, test } from "vitest";
import { openPostOffice } from "../../src/local/post-office/post-office.ts";

const webhookSecret = `whsec_${Buffer.from("a secret of the post office").toString("base64")}`;

async function openDesk(webhookUrl?: string) {
  const office = await openPostOffice({ port: 0, webhookSecret, ...(webhookUrl ? { webhookUrl } : {}) });
  onTestFinished(() => office.close());
  const put = async (path: string, body: unknown) => {
    const response = await fetch(`${office.url}/_local${path}`, { method: "PUT", body: JSON.stringify(body) });
    return [response.status, await response.json()] as const;
  };
  return { url: office.url, resend: new Resend("re_test", { baseUrl: office.url }), put };
}

test("domains are listed without their records, and one alone with them, as the specification has it", async () => {
  const { resend } = await openDesk();
  const { data: list } = await resend.domains.list();
  expect(list).toMatchObject({ object: "list", has_more: false });
  expect(list?.data).toEqual([
    {
      id: expect.any(String),
      name: "example.com",
      status: "verified",
      created_at: expect.any(String),
      region: "ap-northeast-1",
      open_tracking: false,
      click_tracking: false,
      capabilities: { sending: "enabled", receiving: "disabled" },
    },
  ]);
  const { data: domain } = await resend.domains.get(list?.data[0]?.id ?? "");
  expect(domain).toMatchObject({ object: "domain", name: "example.com" });
  expect(domain?.records.map(({ record, name, type }) => [record, name, type])).toEqual([
    ["SPF", "send", "MX"],
    ["SPF", "send", "TXT"],
    ["DKIM", "resend._domainkey", "TXT"],
  ]);
  expect((await resend.domains.get("nobody's")).error).toMatchObject({ statusCode: 404, name: "not_found" });
});

test("the webhook that the post office pushes to is the one that is registered; its secret stands in its own answer alone", async () => {
  const { resend, put } = await openDesk("http://127.0.0.1:9/webhooks/resend");
  const { data: list } = await resend.webhooks.list();
  expect(list?.data).toEqual([
    {
      id: expect.any(String),
      endpoint: "http://127.0.0.1:9/webhooks/resend",
      status: "enabled",
      events: expect.arrayContaining(["email.bounced", "email.complained"]),
      created_at: expect.any(String),
    },
  ]);
  const one = await resend.webhooks.get(list?.data[0]?.id ?? "");
  expect(one.data).toMatchObject({ object: "webhook", signing_secret: webhookSecret });
  const other = { ...one.data, endpoint: "https://blog.example/hook" };
  await put("/account", { webhooks: [other], domains: [] });
  expect((await resend.webhooks.list()).data?.data).toMatchObject([{ endpoint: "https://blog.example/hook" }]);
  expect((await resend.domains.list()).data?.data).toEqual([]);
  expect(await put("/account", { domain: [] })).toEqual([400, { error: 'no list "domain" in an account' }]);
});

test("a key with sending access sends, and may look at nothing", async () => {
  const { resend, put } = await openDesk();
  await put("/limits", { sendingKeys: ["re_test"] });
  const refused = { statusCode: 401, name: "restricted_api_key" };
  expect((await resend.domains.list()).error).toMatchObject(refused);
  expect((await resend.webhooks.list()).error).toMatchObject(refused);
  expect((await resend.usage.get()).error).toMatchObject(refused);
  const mail = { from: "a@example.com", to: "hana@example.com", subject: "一", html: "<p>一</p>" };
  expect((await resend.emails.send(mail)).error).toBeNull();
});

test("names are answered as Cloudflare's resolver does: texts quoted and cut, no such name, and a failure", async () => {
  const { url, put } = await openDesk();
  const ask = async (name: string, type: string) => {
    const headers = { accept: "application/dns-json" };
    const response = await fetch(`${url}/dns-query?name=${name}&type=${type}`, { headers });
    return (await response.json()) as { Status: number; Answer?: { type: number; data: string }[] };
  };
  const long = `p=${"A".repeat(300)}`;
  await put("/zone", [
    { name: "key.course.example", type: "TXT", data: long },
    { name: "course.example", type: "MX", data: "10 mail.course.example." },
  ]);
  const { Status, Answer } = await ask("KEY.course.example.", "TXT");
  expect([Status, Answer?.[0]?.type, Answer?.[0]?.data]).toEqual([
    0,
    16,
    `"${long.slice(0, 255)}" "${long.slice(255)}"`,
  ]);
  expect(await ask("course.example", "MX")).toMatchObject({ Answer: [{ type: 15, data: "10 mail.course.example." }] });
  expect(await ask("course.example", "TXT")).not.toHaveProperty("Answer");
  expect(await ask("other.example", "TXT")).toMatchObject({ Status: 3 });
  expect((await fetch(`${url}/dns-query?name=course.example`)).status).toBe(400);
  await put("/zone", null);
  expect(await ask("course.example", "MX")).toMatchObject({ Status: 2 });
  expect(await put("/zone", [{ name: "a" }])).toEqual([400, { error: expect.stringContaining("a zone must be") }]);
});
