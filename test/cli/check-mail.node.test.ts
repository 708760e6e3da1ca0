/** That `npm run check:mail` asks every rule, and how it tells what it found. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkMail } from "../../src/cli/check-mail/gate.ts";
import { findingLine } from "../../src/cli/compile/finding.ts";
import { courseFolder, edit } from "../node/course-folder.ts";

/** Everything that can be wrong with a lesson that still compiles. */
const ALL_WRONG = `/** A lesson with every fault there is. */
import { useForm } from "../_kit/form.ts";
import { Lesson, mark, Paragraph } from "../_kit/index.ts";

export default function Fears() {
  const forEyes = useForm() === "mail" ? "目だけのことば" : "";
  return (
    <Lesson of="fears">
      <meta charSet="shift_jis" />
      <style>{"a[href*=unsubscribe]{display:none}"}</style>
      <Paragraph>朝早く起きれます。{forEyes}{"mark('dear')\\ue000"}</Paragraph>
      <h4>ひとつ飛ばして</h4>
      <p style={{ color: "#777", background: "#777", display: "flex" }}>見えない</p>
      <a href="/guide">ガイド</a> <a href="http://example.com/">外</a> <a href="https://example.com/">外</a>
      <img src="https://example.com/a.png" />
      <Paragraph>{mark("sender_address").repeat(2000)}</Paragraph>
    </Lesson>
  );
}
`;

test("Every rule is asked: a lesson with every fault there is breaks each", async () => {
  const root = await courseFolder();
  await writeFile(join(root, "emails/lessons/fears.tsx"), ALL_WRONG);
  await edit(root, "emails/course.ts", /(?<=key: "fears",\s+subject: )".*"/, JSON.stringify(`①${"不安".repeat(14)}`));
  await edit(root, "emails/course.ts", /(?<=key: "fears",\s+subject: .*\s+preheader: )".*"/, '"短い"');
  const findings = await checkMail({ root }).then((judged) => judged.findings.filter(({ mail }) => mail === "fears"));
  const rules = new Set(findings.map(({ rule }) => rule));
  expect([...rules].filter((rule) => !rule.startsWith("japanese/")).sort()).toEqual([
    "alt",
    "contrast",
    "footer",
    "headings",
    "link-absolute",
    "link-https",
    "link-known",
    "preheader-length",
    "programs",
    "size",
    "subject-characters",
    "subject-width",
    "text-lines",
    "text-part",
    "unfilled-marks",
    "utf-8",
  ]);
  expect(findings.filter(({ rule }) => rule === "utf-8").map(({ wrong }) => wrong)).toEqual(
    expect.arrayContaining([expect.stringContaining("calls itself"), expect.stringContaining("U+E000")]),
  );
  expect(rules).toContain("japanese/no-dropping-the-ra");
});

test("A finding names file, lesson, what is wrong, what to do and the rule, and is told once for all readers", async () => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", '{mark("dear")}', '{mark("dear")}<a href="/guide">ガイド</a>');
  const { findings } = await checkMail({ root });
  expect(findings.map(findingLine).filter((line) => line.includes("(fears)"))).toEqual(
    expect.arrayContaining([
      "emails/lessons/fears.tsx (fears): the link 「ガイド」 leads to /guide, which is no whole address → begin it with https:// [link-absolute]",
    ]),
  );
  expect(findings.filter(({ rule }) => rule === "link-absolute")).toHaveLength(1);
});

test("What only some readers' words bring about is found too", async () => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", '{mark("dear")}', '{mark("dear").repeat(16)}');
  const { findings } = await checkMail({ root });
  expect(findings.filter(({ rule }) => rule === "text-lines")).toEqual([
    expect.objectContaining({ mail: "fears", wrong: expect.stringContaining("「O'Brien") }),
  ]);
});

test("What does not compile is told in place of the rest", async () => {
  const root = await courseFolder();
  await edit(root, "emails/lessons/fears.tsx", '{mark("dear")}', "{'{{nickname}}'}");
  const { findings, copies } = await checkMail({ root });
  expect(findings).toEqual([expect.objectContaining({ rule: "marks", mail: "fears" })]);
  expect(copies).toBe(0);
});
