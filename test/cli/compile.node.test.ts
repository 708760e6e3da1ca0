/** What `npm run compile` makes of the course. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { course } from "../../emails/course.ts";
import { findingLine } from "../../src/cli/compile/finding.ts";
import { compile } from "../../src/cli/compile/mails.ts";
import { writeMails } from "../../src/cli/compile/write.ts";
import { unwrittenLessons } from "../../src/cli/new-lesson/template.ts";
import { fill } from "../../src/domain/compiled-mail.ts";
import { activeLessons } from "../../src/domain/course.ts";
import { courseFolder, edit, here } from "../node/course-folder.ts";

const active = activeLessons(course);

test("The course as it stands compiles: each of its lessons, each of its notices, every mark fillable", async () => {
  const compiled = await compile({ root: here });
  if (!compiled.ok) throw new Error(compiled.findings.map(findingLine).join("\n"));
  const { lessons, notices } = compiled.mails;
  expect(Object.keys(lessons)).toEqual(active.map(({ key }) => key));
  expect(Object.keys(notices)).toEqual([
    "address-proof",
    "already-enrolled",
    "confirm",
    "consultation-received",
    "consultation-request",
    "fresh-link",
    "mails-late",
    "quota-near",
    "sending-paused",
    "sending-stopped",
    "sign-in",
    "tick-missed",
    "weekly",
  ]);
  const fears = lessons.fears;
  if (!fears) throw new Error("The lesson fears is missing.");
  expect(fears.html.literals).toHaveLength(fears.html.marks.length + 1);
  const values = Object.fromEntries(fears.text.marks.map((mark) => [mark, `<${mark}>`]));
  expect(fill(fears.text, values, (value) => value)).toContain("<dear>求人を見つけて");
});

test("The article has neither inline styles nor a footer", async () => {
  const compiled = await compile({ root: here });
  if (!compiled.ok) throw new Error(compiled.findings.map(findingLine).join("\n"));
  for (const { article } of Object.values(compiled.mails.lessons)) {
    const html = article.literals.join("");
    expect(html).toMatch(/^<article class="lesson" data-lesson="[^"]+"><p class="eyebrow">/);
    expect(html).not.toContain("style=");
    expect(article.marks).not.toContain("unsubscribe_url");
  }
});

test("Every lesson leads to her own page, quietly, above the sender and the opt-out beside him", async () => {
  const compiled = await compile({ root: here });
  if (!compiled.ok) throw new Error(compiled.findings.map(findingLine).join("\n"));
  for (const { html, text } of Object.values(compiled.mails.lessons)) {
    const order = ["course_url", "sender_name", "unsubscribe_url", "sender_address", "sender_contact"];
    expect(html.marks.filter((mark) => order.includes(mark))).toEqual(order);
    expect(text.marks.filter((mark) => order.includes(mark))).toEqual(order);
    expect(text.literals.join("")).toContain("予定を見る・時刻を変える：\n");
  }
});

test("The text part is written for reading: no tags, no entities, no preheader, addresses on lines of their own", async () => {
  const compiled = await compile({ root: here });
  if (!compiled.ok) throw new Error(compiled.findings.map(findingLine).join("\n"));
  for (const mail of [...Object.values(compiled.mails.lessons), ...Object.values(compiled.mails.notices)]) {
    const values = Object.fromEntries(mail.text.marks.map((mark) => [mark, `https://example.com/${mark}`]));
    const text = fill(mail.text, values, (value) => value);
    expect(text).not.toMatch(/<[a-z/]|&[a-z#]/);
    for (const url of ["unsubscribe_url", "guide_url", "confirm_url", "course_url", "owner_url", "address_url"]) {
      if (text.includes(url)) expect(text).toMatch(new RegExp(`^https://example.com/${url}$`, "m"));
    }
  }
});

test("A mail that asks to prove an address offers no opt-out, and nothing a stranger could have typed", async () => {
  const compiled = await compile({ root: here });
  if (!compiled.ok) throw new Error(compiled.findings.map(findingLine).join("\n"));
  const sender = ["sender_name", "sender_address", "sender_contact"];
  const marksOf = (name: string) => new Set(compiled.mails.notices[name]?.html.marks);
  expect(marksOf("confirm")).toEqual(new Set(["confirm_url", ...sender]));
  expect(marksOf("address-proof")).toEqual(new Set(["address_url", ...sender]));
  expect(marksOf("consultation-received")).toEqual(new Set(sender));
});

test("Two compiles of the same folder are equal, byte by byte", async () => {
  expect(JSON.stringify(await compile({ root: here }))).toBe(JSON.stringify(await compile({ root: here })));
});

test("A changed word changes the digest of its mail, and of no other", async () => {
  const root = await courseFolder();
  const before = await compile({ root });
  await edit(root, "emails/lessons/fears.tsx", "求人を見つけて", "求人を読んで");
  const after = await compile({ root });
  if (!before.ok || !after.ok) throw new Error("It should compile.");
  const changed = Object.keys(after.mails.lessons).filter(
    (key) => after.mails.lessons[key]?.digest !== before.mails.lessons[key]?.digest,
  );
  expect(changed).toEqual(["fears"]);
});

test("The same mails are not written twice, so that a watcher comes to rest", async () => {
  const root = await courseFolder();
  const compiled = await compile({ root });
  if (!compiled.ok) throw new Error("It should compile.");
  expect(await writeMails(root, compiled.mails)).toBe("written");
  expect(await writeMails(root, compiled.mails)).toBe("unchanged");
  expect(await readFile(join(root, "build/mails.ts"), "utf8")).toContain("export const packedMails");
});

test("A line break in the prose leaves no space between Japanese characters", async () => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", "ふつうのことです。", "ふつうの\n        ことです。");
  const compiled = await compile({ root });
  if (!compiled.ok) throw new Error("It should compile.");
  expect(compiled.mails.lessons.fears?.html.literals.join("")).toContain("ふつうのことです。");
});

test("Subjects and preheaders fit the inbox list of a phone", async () => {
  const notices = await readdir(join(here, "emails/notices"));
  const files = ["course.ts", ...notices.map((name) => `notices/${name}`)];
  const sources = await Promise.all(files.map((file) => readFile(join(here, "emails", file), "utf8")));
  const lines = (name: string) =>
    sources
      .flatMap((source) => [...source.matchAll(new RegExp(`\\b${name}(?:: | = )"(.*)"`, "g"))])
      .map(([, line]) => line);
  const subjects = lines("subject");
  const preheaders = lines("preheader");
  const mails = course.lessons.length + notices.length;
  expect([subjects.length, preheaders.length]).toEqual([mails, mails]);
  for (const subject of subjects) expect([...(subject ?? "")].length, subject).toBeLessThanOrEqual(28);
  for (const preheader of preheaders) {
    expect([...(preheader ?? "")].length, preheader).toBeGreaterThanOrEqual(35);
    expect([...(preheader ?? "")].length, preheader).toBeLessThanOrEqual(50);
  }
});

test("Each lesson asks for one thing, can be read in its time, promises nothing, and opens unlike the others", async () => {
  const compiled = await compile({ root: here });
  if (!compiled.ok) throw new Error(compiled.findings.map(findingLine).join("\n"));
  const openings = new Set<string>();
  const unwritten = unwrittenLessons(compiled);
  const written = Object.entries(compiled.mails.lessons).filter(([key]) => !unwritten.includes(key));
  for (const [key, { text }] of written) {
    const whole = fill(text, Object.fromEntries(text.marks.map((mark) => [mark, ""])), (value) => value);
    const prose = whole.slice(0, whole.lastIndexOf("────────────")).replace(/[\s─＿]/g, "");
    const [fewest, most] = key === "intro-guide" ? [2_500, 3_500] : [900, 1_500];
    expect(whole.match(/【今日の10分：/g), key).toHaveLength(1);
    expect(prose.length, key).toBeGreaterThanOrEqual(fewest);
    expect(prose.length, key).toBeLessThanOrEqual(most);
    expect(prose, key).not.toMatch(/必ず|誰でも/);
    openings.add(/────────────\n+(.{6})/.exec(whole)?.[1] ?? "");
  }
  expect(openings.size).toBe(written.length);
});
