/** The form on another page: which sites may send it and read the answer, and what the author is given to paste. */

import { expect, test } from "vitest";
import { visitWith } from "../support/settings.ts";
import { allRows, post, visit } from "../support/visitor.ts";

const BLOG = "https://blog.example";
const ALLOWED = { embedOrigins: [BLOG, "https://www.blog.example"] };
const GOOD = { email: "hanako@example.com", name: "花子", consent: "yes" };

function send(Origin: string, headers: Record<string, string> = {}): Promise<Response> {
  const init = { method: "POST", body: new URLSearchParams(GOOD), headers: { Origin, ...headers } };
  return visitWith(ALLOWED, "/signup", init);
}

test("a site that is named may send the form and read the answer, without cookies", async () => {
  const asks = {
    Origin: BLOG,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "content-type",
  };
  const permission = await visitWith(ALLOWED, "/signup", { method: "OPTIONS", headers: asks });
  expect(permission.status).toBe(204);
  expect(permission.headers.get("Access-Control-Allow-Methods")).toBe("POST");
  expect(permission.headers.get("Access-Control-Allow-Headers")).toMatch(/^content-type$/i);

  const answer = await send(BLOG, { Accept: "application/json" });
  expect(await answer.json()).toMatchObject({ ok: true });
  for (const { headers } of [permission, answer]) {
    expect(headers.get("Access-Control-Allow-Origin")).toBe(BLOG);
    expect(headers.get("Vary")).toBe("Origin");
    expect(headers.get("Access-Control-Allow-Credentials")).toBeNull();
  }
  for (const path of ["/", "/confirm", "/unsubscribe", "/healthz", "/signup/again", "/embed"]) {
    const { headers } = await visitWith(ALLOWED, path, { headers: asks });
    expect(headers.get("Access-Control-Allow-Origin"), path).toBeNull();
  }
});

test.each([
  ["a stranger's site", "https://evil.example", {}],
  ["the site under another scheme", "http://blog.example", {}],
  ["a site whose name begins the same", "https://blog.example.evil.example", {}],
  ["a page that hides where it is", "null", {}],
  ["a stranger that says it is another site of ours", "https://evil.example", { "Sec-Fetch-Site": "same-site" }],
])("%s can neither sign anybody up nor read anything", async (_, origin, headers) => {
  const before = await allRows();
  const permission = await visitWith(ALLOWED, "/signup", { method: "OPTIONS", headers: { Origin: origin } });
  const page = await send(origin, headers);
  const json = await send(origin, { Accept: "application/json", ...headers });
  for (const answer of [permission, page, json]) expect(answer.headers.get("Access-Control-Allow-Origin")).toBeNull();
  expect([page.status, json.status]).toEqual([403, 403]);
  expect(await allRows()).toEqual(before);

  // Whoever was led here has a form that works, with what she had typed.
  const html = await page.text();
  expect(html).toContain('value="hanako@example.com"');
  expect(html).toContain("ここからもう一度お送りください。");
  expect(await json.json()).toMatchObject({ ok: false, errors: { form: expect.any(String) } });
});

test.each([
  ["our own page", { Origin: "http://localhost:8787" }],
  ["our own page in a browser that hides it", { Origin: "null", "Sec-Fetch-Site": "same-origin" }],
  ["a program that is no browser", {}],
])("the form of %s is ours", async (_, headers) => {
  expect((await post("/signup", GOOD, headers)).status).toBe(200);
});

test("the form to paste is whole: an address, the wording that is recorded, and where her address is cared for", async () => {
  const html = await (await visit("/embed")).text();
  const [form = "", script = ""] = [...html.matchAll(/<textarea[^>]*>(.*?)<\/textarea>/gs)].map(([, text = ""]) =>
    text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
  );
  expect(form).toContain('<form action="http://localhost:8787/signup" method="post" accept-charset="utf-8">');
  expect(form).toContain("個別相談のご案内（広告を含むメール）が見本 歩から届くことに同意します。");
  expect(form).toContain('href="http://localhost:8787/privacy"');
  expect(form).toContain('name="utm_source"');
  expect(form).not.toContain("<script");
  expect(script).toBe('<script src="http://localhost:8787/embed.js" defer></script>');
});

test("a name with marks in it stays a name in the form to paste", async () => {
  const sender = { name: '歩 "A" <b>', address: "東京都", contact: "a@example.com" };
  const html = await (await visitWith({ sender }, "/embed")).text();
  expect(html).not.toContain("<b>");
  expect(html).toContain("歩 &amp;#34;A&amp;#34; &amp;#60;b&amp;#62;");
});

test("the page says which sites may send, or how to name one", async () => {
  expect(await (await visit("/embed")).text()).toContain("いまは、ほかのサイトからは送れません。");
  const html = await (await visitWith(ALLOWED, "/embed")).text();
  for (const origin of ALLOWED.embedOrigins) expect(html).toContain(`<code>${origin}</code>`);
});

test("the page is not to be found, and runs only its own script, by what it says", async () => {
  const answer = await visit("/embed");
  const policy = answer.headers.get("Content-Security-Policy") ?? "";
  const html = await answer.text();
  const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, code]) => code ?? "");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(scripts[0]));
  expect(scripts).toHaveLength(1);
  expect(policy).toContain(`script-src 'sha256-${Buffer.from(digest).toString("base64")}';`);
  expect(html).not.toMatch(/\son[a-z]+="/);
  expect(html).toContain('<meta name="robots" content="noindex"');
  expect((await visit("/privacy")).headers.get("Content-Security-Policy")).not.toContain("script-src");
});

test("the script is small, may be loaded by other sites, and is kept for an hour", async () => {
  const { headers, ...answer } = await fetched("/embed.js");
  expect(answer.bytes).toBeLessThan(3_000);
  expect(headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
  expect(headers.get("Cache-Control")).toBe("public, max-age=3600");
  expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
});

async function fetched(path: string) {
  const answer = await visit(path);
  return { headers: answer.headers, bytes: (await answer.arrayBuffer()).byteLength };
}
