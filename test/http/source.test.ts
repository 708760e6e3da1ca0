/** Where she came from: taken from the address and the page before, carried by the form, kept with her consent. */

import { expect, test } from "vitest";
import { VISIT_SCRIPT } from "../../src/pages/landing/visit-script.ts";
import { rows } from "../support/engine.ts";
import { post, visit } from "../support/visitor.ts";

const GOOD = { email: "hanako@example.com", consent: "yes" };

async function kept() {
  const [row] = await rows<{ utm: string | null; referrer: string | null }>("SELECT utm, referrer FROM consents");
  return { utm: JSON.parse(row?.utm ?? "null"), referrer: row?.referrer };
}

/** The hidden fields of the page's first form, as a browser would send them. */
async function hiddenFields(answer: Response): Promise<Record<string, string>> {
  const form = (await answer.text()).match(/<form [^>]*action="\/signup".*?<\/form>/s)?.[0] ?? "";
  const hidden = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...hidden].map(([, name = "", value = ""]) => [name, value.replaceAll("&amp;", "&")]));
}

test("the words of the link and the host before it travel with the form and are kept with the consent", async () => {
  const link = "/?utm_source=line&utm_campaign=%E6%98%A5&fbclid=abc";
  const page = await visit(link, { headers: { Referer: "https://Blog.Example/post?id=7" } });
  const fields = await hiddenFields(page);
  expect(fields).toEqual({ utm_source: "line", utm_campaign: "春", referrer: "blog.example" });

  await post("/signup", { ...GOOD, ...fields }, { Referer: "http://localhost:8787/" });
  expect(await kept()).toEqual({ utm: { utm_source: "line", utm_campaign: "春" }, referrer: "blog.example" });
});

test("who comes by herself leaves nothing", async () => {
  expect(await hiddenFields(await visit("/"))).toEqual({});
  await post("/signup", GOOD);
  expect(await kept()).toEqual({ utm: null, referrer: null });
});

test("coming from a page of our own is coming from nowhere", async () => {
  const page = await visit("/", { headers: { Referer: "http://localhost:8787/guide" } });
  expect(await hiddenFields(page)).toEqual({});
});

test("a form on another site tells by itself where it stood", async () => {
  await post("/signup", { ...GOOD, utm_source: "blog" }, { Referer: "https://blog.example/" });
  expect(await kept()).toEqual({ utm: { utm_source: "blog" }, referrer: "blog.example" });
});

test("what the form had is still there when something has to be mended or asked", async () => {
  const source = { utm_source: "line", referrer: "blog.example" };
  expect(await hiddenFields(await post("/signup", { email: "", ...source }))).toMatchObject(source);
  expect(await hiddenFields(await post("/signup", { ...GOOD, email: "a@gmial.com", ...source }))).toMatchObject(source);
  expect(await hiddenFields(await post("/signup/other", source))).toMatchObject(source);
});

test.each([
  ["markup", '"><script>', '"&gt;'],
  ["somebody's address", "hanako@example.com", "hanako"],
])("%s in a link does no harm", async (_, word, trace) => {
  const html = await (await visit(`/?utm_source=${encodeURIComponent(word)}`)).text();
  expect(html.replace(`<script>${VISIT_SCRIPT}`, "")).not.toContain("<script>");
  expect(html.includes(`value="${trace}`)).toBe(false);
  await post("/signup", { ...GOOD, utm_source: word, referrer: word });
  expect((await kept()).referrer).toBeNull();
  expect(JSON.stringify(await kept())).not.toContain("hanako");
});

test("JSON may tell the words too", async () => {
  const body = JSON.stringify({ ...GOOD, utm_source: "lp", utm_medium: ["x"] });
  await visit("/signup", { method: "POST", body, headers: { "Content-Type": "application/json" } });
  expect(await kept()).toEqual({ utm: { utm_source: "lp" }, referrer: null });
});

test("of two visits each page has its own source, on both forms, and nothing of the other", async () => {
  const from = async (word: string) => (await visit(`/?utm_source=${word}`)).text();
  const line = await from("line");
  const blog = await from("blog");

  expect(blog.match(/value="blog"/g)).toHaveLength(2);
  expect(blog).not.toContain('value="line"');
  expect(blog.replaceAll('value="blog"', 'value="line"')).toBe(line);
});
