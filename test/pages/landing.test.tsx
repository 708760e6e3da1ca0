/** What the landing page promises its forms: typing kept and harmless, errors beside their fields, ids told apart. */

import { expect, test } from "vitest";
import { packedMails } from "../../build/mails.ts";
import { course } from "../../emails/course.ts";
import { NO_SOURCE } from "../../src/domain/source.ts";
import { unpackMails } from "../../src/mail/unpack.ts";
import { LandingPage, type SignUpFormState } from "../../src/pages/landing.tsx";
import { page } from "../../src/pages/layout.tsx";
import { site } from "./site.ts";

const untouched: SignUpFormState = { email: "", name: "", consent: false, source: NO_SOURCE, errors: {} };

function landing(form: SignUpFormState): string {
  const lessons = course.lessons.map(({ key, subject, preheader }, day) => ({ key, subject, preheader, day }));
  return page(<LandingPage site={site} form={form} lessons={lessons} />);
}

test("the page lists every mail of the course", () => {
  const html = landing(untouched);
  for (const lesson of course.lessons) expect(html).toContain(lesson.subject);
});

test("both forms ask for an address and for consent, and nothing is ticked beforehand", () => {
  const html = landing(untouched);
  expect(html.match(/<form [^>]*method="post" action="\/signup"/g)).toHaveLength(2);
  expect(html.match(/<input [^>]*type="email"[^>]* required/g)).toHaveLength(2);
  expect(html.match(/<input [^>]*type="checkbox"[^>]* required/g)).toHaveLength(2);
  expect(html).not.toMatch(/<input [^>]*checked/);
  expect(html.match(/広告を含むメール）が見本 歩から届く/g)).toHaveLength(2);
});

test("no id stands twice, and every label points at a field", () => {
  const html = landing(untouched);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const match of html.matchAll(/<label for="([^"]+)"/g)) expect(ids).toContain(match[1]);
});

test("what she typed is kept and cannot become markup", () => {
  const html = landing({ ...untouched, email: '"><script>a</script>', name: "<b>花子", consent: true });
  expect(html).toContain('value="&quot;&gt;&lt;script&gt;a&lt;/script&gt;"');
  expect(html).toContain('value="&lt;b&gt;花子"');
  expect(html.replace(/<script type="application\/ld\+json">/, "")).not.toContain("<script");
  expect(html.match(/<input [^>]*checked/g)).toHaveLength(2);
});

test("an error stands beside its field and is read out with it", () => {
  const html = landing({ ...untouched, errors: { email: "アドレスの形を確かめてください。" } });
  expect(html).toMatch(/id="top-email"[^>]*aria-invalid="true" aria-describedby="top-email-error"/);
  expect(html).toContain('<p class="error" id="top-email-error">アドレスの形を確かめてください。</p>');
  expect(html).toContain('<a href="#top-email">アドレスの形を確かめてください。</a>');
  expect(html).not.toContain('id="top-name-error"');
});

test("the piece of the guide is in the guide, word for word", async () => {
  const mails = await unpackMails(packedMails);
  const guide = mails.lessons["intro-guide"]?.article.literals.join("") ?? "";
  const leaf = landing(untouched).match(/<div class="leaf">(.*?)<\/div>/s)?.[1] ?? "";
  const lines = [...leaf.matchAll(/<(p|dt|dd|h3)>(.*?)<\/\1>/gs)].map((match) => match[2] ?? "");
  expect(lines.length).toBeGreaterThan(8);
  for (const line of lines) expect(guide).toContain(line);
});

test("it stays a small page", async () => {
  const packed = new Blob([landing(untouched)]).stream().pipeThrough(new CompressionStream("gzip"));
  expect((await new Response(packed).arrayBuffer()).byteLength).toBeLessThan(14 * 1024);
});
