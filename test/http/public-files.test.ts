/** What crawlers, browsers and other sites fetch: only what may be found is offered, and everything offered is there. */

import { expect, test } from "vitest";
import { course } from "../../emails/course.ts";
import { VISIT_SCRIPT } from "../../src/pages/landing/visit-script.ts";
import { visitWith } from "../support/settings.ts";
import { visit } from "../support/visitor.ts";
import { TOKUSHO } from "./legal.ts";

const SITE = "http://localhost:8787";

async function addressesIn(answer: Response): Promise<string[]> {
  return [...(await answer.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = ""]) => address);
}

test("the sitemap names the pages that may be found, each of which is there and says the same address of itself", async () => {
  const answer = await visitWith({ tokusho: TOKUSHO }, "/sitemap.xml");
  expect(answer.headers.get("Content-Type")).toBe("application/xml; charset=utf-8");
  const addresses = await addressesIn(answer);
  const paths = ["/", "/guide", "/work", "/privacy", "/contact", "/legal/tokusho"];
  expect(addresses).toEqual(paths.map((path) => SITE + path));
  for (const address of addresses) {
    const page = await visitWith({ tokusho: TOKUSHO }, address);
    const html = await page.text();
    expect([address, page.status]).toEqual([address, 200]);
    expect(html).toContain(`<link rel="canonical" href="${address}"`);
    expect(html).not.toContain("noindex");
  }
});

test("a page that is not there is not in the sitemap", async () => {
  expect(await addressesIn(await visit("/sitemap.xml"))).not.toContain(`${SITE}/legal/tokusho`);
});

test("crawlers are told where the sitemap is, and are kept from nothing that says noindex itself", async () => {
  const answer = await visit("/robots.txt");
  expect(answer.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
  expect(await answer.text()).toBe(`User-agent: *\nDisallow:\n\nSitemap: ${SITE}/sitemap.xml\n`);
});

test("the landing page tells search engines and links elsewhere what it is, with things that are there", async () => {
  const html = await (await visit("/?utm_source=x")).text();
  const told = JSON.parse(html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)?.[1] ?? "null");
  expect(told).toMatchObject({
    "@type": "Course",
    name: course.title,
    url: `${SITE}/`,
    isAccessibleForFree: true,
    provider: { "@type": "Organization", name: "見本 歩" },
    hasCourseInstance: { courseSchedule: { repeatCount: course.lessons.length } },
  });
  expect(html).toContain(`<link rel="canonical" href="${SITE}/"`);
  const picture = html.match(/property="og:image" content="([^"]+)"/)?.[1] ?? "";
  expect((await visit(picture)).status).toBe(200);
  expect((await visit(html.match(/<link rel="icon" href="([^"]+)"/)?.[1] ?? "")).status).toBe(200);
});

test("no word of a setting can end the data for search engines", async () => {
  const sender = { name: "</script><script>a", address: "東京都", contact: "a@example.com" };
  const html = await (await visitWith({ sender }, "/")).text();
  expect(html.replace(`<script>${VISIT_SCRIPT}`, "").match(/<script/g)).toHaveLength(1);
  expect(html).toContain("\\u003c/script>");
});

test("the picture for links is a PNG of the size it says, light enough for a phone", async () => {
  const bytes = new Uint8Array(await (await visit("/link-picture.png")).arrayBuffer());
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const header = new DataView(bytes.buffer, 16, 8);
  expect([header.getUint32(0), header.getUint32(4)]).toEqual([1200, 630]);
  expect(bytes.length).toBeLessThan(20_000);
});

test.each([
  ["/favicon.svg", "image/svg+xml"],
  ["/link-picture.png", "image/png"],
])("%s is kept for a day and may be shown by other sites", async (path, type) => {
  const { status, headers } = await visit(path);
  expect(status).toBe(200);
  expect(headers.get("Content-Type")).toBe(type);
  expect(headers.get("Cache-Control")).toBe("public, max-age=86400");
  expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
});

test("the landing page is made for its visitor and kept by nobody in between", async () => {
  expect((await visit("/")).headers.get("Cache-Control")).toBe("private, no-cache");
});
