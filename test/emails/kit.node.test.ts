/** What the kit promises of every mail's HTML: light, Japanese throughout, and laid out with what the mail programs know. */
import { expect, test } from "vitest";
import { findingLine } from "../../src/cli/compile/finding.ts";
import { compile } from "../../src/cli/compile/mails.ts";
import type { CompiledMails } from "../../src/domain/compiled-mail.ts";
import { courseFolder, edit, here } from "../node/course-folder.ts";

async function mailsIn(root: string): Promise<CompiledMails> {
  const compiled = await compile({ root });
  if (!compiled.ok) throw new Error(compiled.findings.map(findingLine).join("\n"));
  return compiled.mails;
}

const course = await mailsIn(here);
const mails = Object.entries({ ...course.lessons, ...course.notices }).map(
  ([name, { html }]) => [name, html.literals.join("")] as const,
);

test.each(mails)("%s: light enough to be copied for each reader", (name, html) => {
  expect(Buffer.byteLength(html)).toBeLessThan((name === "intro-guide" ? 16 : 11) * 1024);
});

test.each(mails)("%s: in Japanese for whoever throws away html and body, and in standards mode", (_name, html) => {
  expect(html).toMatch(/^<!DOCTYPE html [^>]+><html dir="ltr" lang="ja">/);
  expect(html).toMatch(/<body lang="ja"[^>]*><table[^>]*><tbody><tr><td dir="ltr" lang="ja"/);
});

test.each(mails)(
  "%s: begins with its preheader, in full and without a tail of blanks, and hides nothing else",
  (_name, html) => {
    const body = html.slice(html.indexOf("<body"));
    const hidden = [...body.matchAll(/<(\w+) style="[^"]*display:none[^"]*">([^<]*)<\/\1>/g)];
    expect(body.match(/display:none/g)).toHaveLength(1);
    expect([...(hidden[0]?.[2] ?? "")].length).toBeLessThanOrEqual(50);
    expect([...(hidden[0]?.[2] ?? "")].length).toBeGreaterThanOrEqual(35);
    expect(body.slice(0, hidden[0]?.index).replace(/<[^>]*>/g, "")).toBe("");
  },
);

test.each(mails)(
  "%s: Outlook for Windows gets a column of its own around the one with a greatest width",
  (_name, html) => {
    const asWord = html.replace(/<!--\[if mso\]>|<!\[endif\]-->/g, "");
    expect(asWord).toMatch(/width="560"><tr><td><table[^>]* style="max-width:560px/);
    for (const tag of ["table", "tr", "td"]) {
      expect(asWord.match(new RegExp(`<${tag}[ >]`, "g"))).toHaveLength(
        asWord.match(new RegExp(`</${tag}>`, "g"))?.length ?? 0,
      );
    }
    expect(html.replace(/<!--.*?-->/gs, "")).not.toContain('width="560"');
  },
);

test.each(mails)("%s: no space between blocks depends on what Word does not know", (_name, html) => {
  const body = html.slice(html.indexOf("<body"));
  for (const [tag] of body.matchAll(/<(?:div|span|blockquote|ul|li)\b[^>]*>/g))
    expect(tag).not.toMatch(/margin|padding/);
  for (const [tag] of body.matchAll(/<(?:p|h\d|table)\b[^>]*>/g)) expect(tag).not.toMatch(/padding:/);
});

test.each(mails)("%s: carries no image, so that none can be missing", (_name, html) => {
  expect(html).not.toMatch(/<img|background-image|url\(/);
});

test("How many mails come, and at what hour, follows the course", async () => {
  const root = await courseFolder();
  await edit(root, "emails/course.ts", "minute: 21 * 60 + 30", "minute: 7 * 60");
  await edit(root, "emails/course.ts", 'key: "fears",', 'key: "fears", retired: true,');
  const { lessons, notices } = await mailsIn(root);
  expect(notices.confirm?.text.literals.join("")).toContain("毎日7時に短いメールを1通ずつ、あわせて6通");
  expect(lessons["intro-guide"]?.text.literals.join("")).toContain("短いメールが6通");
  expect(lessons.stories?.text.literals.join("")).toContain("5 / 6");
});
