/** What cannot be accepted gets the clear answer of its kind, keeps what was typed, and changes no row. */

import { afterEach, beforeEach, expect, test } from "vitest";
import { allRows, post, visit } from "../support/visitor.ts";

let before: unknown;

beforeEach(async () => {
  before = await allRows();
});

afterEach(async () => {
  expect(await allRows()).toEqual(before);
});

const GOOD = { email: "hanako@example.com", name: "花子", consent: "yes" };

test.each([
  ["no address", { ...GOOD, email: "" }, "メールアドレスを入力してください。"],
  ["an impossible address", { ...GOOD, email: "hanako.example.com" }, "メールアドレスの形になっていないようです。"],
  ["two addresses", { ...GOOD, email: "a@example.com,b@example.com" }, "メールアドレスの形になっていないようです。"],
  [
    "a header in the address",
    { ...GOOD, email: "a@example.com\nBcc: b@example.com" },
    "メールアドレスの形になっていないようです。",
  ],
  ["no consent", { email: GOOD.email, name: GOOD.name }, "同意のチェックをお願いします。"],
  ["a consent of no", { ...GOOD, consent: "no" }, "同意のチェックをお願いします。"],
  [
    "a link in the name",
    { ...GOOD, name: "見て https://example.com" },
    "お名前には、URLやメールアドレス、かっこなどの記号は使えません。",
  ],
  [
    "a header in the name",
    { ...GOOD, name: "花子\r\nBcc: b@example.com" },
    "お名前には、URLやメールアドレス、かっこなどの記号は使えません。",
  ],
  [
    "markup in the name",
    { ...GOOD, name: "<b>花子</b>" },
    "お名前には、URLやメールアドレス、かっこなどの記号は使えません。",
  ],
  ["a long name", { ...GOOD, name: "花".repeat(41) }, "お名前は40文字までで、お願いします。"],
])(
  "%s is refused with a sentence beside the field, and the typing stays",
  async (_, fields: Record<string, string>, sentence) => {
    const answer = await post("/signup", fields);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain(sentence);
    for (const field of ["email", "name"]) expect(unescaped(html)).toContain(`value="${fields[field]}"`);
    expect(/name="consent"[^>]*checked/.test(html)).toBe(fields.consent === "yes");
  },
);

test("in JSON each wrong field has its sentence", async () => {
  const answer = await postJson(JSON.stringify({ email: "nobody", name: "www.example" }));
  expect(answer.status).toBe(422);
  expect(await answer.json()).toEqual({
    ok: false,
    errors: { email: expect.any(String), name: expect.any(String), consent: expect.any(String) },
  });
});

test.each([
  ["lists and objects in place of text", { email: ["hanako@example.com"], name: { first: "花子" }, consent: "yes" }],
  ["an address deep inside", { email: { value: "hanako@example.com" }, consent: true }],
  ["numbers", { email: 7, name: 7, consent: 7 }],
  ["nulls", { email: null, name: null, consent: null }],
  ["another prototype", JSON.parse('{"__proto__": {"email": "hanako@example.com", "consent": true}}')],
  ["nothing", {}],
])("%s count as not typed", async (_, body) => {
  const answer = await postJson(JSON.stringify(body));
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ ok: false, errors: { email: "メールアドレスを入力してください。" } });
});

test.each(["", "{", '{"email": "hanako@example.com"', "[]", '"hanako@example.com"', "null", "7", "\u0000"])(
  "JSON that says %j cannot be read",
  async (body) => {
    const answer = await postJson(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      ok: false,
      errors: { form: expect.stringContaining("読み取れません") },
    });
  },
);

test("JSON in another encoding than UTF-8 cannot be read", async () => {
  const answer = await postJson(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]));
  expect(answer.status).toBe(400);
});

test.each(["text/plain", "application/xml", "application/octet-stream", ""])(
  "a body of the type %j is not for us",
  async (type) => {
    const body = new TextEncoder().encode("email=hanako@example.com&consent=yes");
    const answer = await visit("/signup", { method: "POST", body, headers: type ? { "Content-Type": type } : {} });
    expect(answer.status).toBe(415);
    expect(await answer.text()).toContain("この形式の送信は受け取れません。");
  },
);

test("a broken multipart form cannot be read", async () => {
  for (const headers of [
    { "Content-Type": "multipart/form-data" },
    { "Content-Type": "multipart/form-data; boundary=x" },
  ]) {
    const answer = await visit("/signup", { method: "POST", body: "--y\r\nnonsense", headers });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("読み取れませんでした");
  }
});

test("a file in place of the address counts as not typed", async () => {
  const body = new FormData();
  body.set("email", new File(["hanako@example.com"], "hanako@example.com"));
  body.set("consent", "yes");
  const answer = await visit("/signup", { method: "POST", body });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain("メールアドレスを入力してください。");
});

test("a body of 10 MB is refused, whether or not it says so beforehand", async () => {
  const fields = new URLSearchParams({ ...GOOD, name: "a".repeat(10_000_000) }).toString();
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024).fill(0x61)),
  });
  const told = { "Content-Length": String(fields.length) };
  for (const [body, more] of [[fields, told] as const, [fields, {}] as const, [endless, {}] as const]) {
    const answer = await visit("/signup", { method: "POST", body, headers: { ...headers, ...more } });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain("大きすぎて");
  }
});

test.each(["PUT", "DELETE", "PATCH"])("%s is no way to sign up", async (method) => {
  expect((await visit("/signup", { method, body: new URLSearchParams(GOOD) })).status).toBe(404);
});

function postJson(body: BodyInit): Promise<Response> {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  return visit("/signup", { method: "POST", body, headers });
}

/** As the browser reads it back into the form. */
function unescaped(html: string): string {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
