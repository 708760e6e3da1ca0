/** `npm run new-letter`: a file that compiles and is in the formatter's form, is shown as a proof and sent as a test, or nothing at all. */

import { execFile } from "node:child_process";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { course } from "../../emails/course.ts";
import { checkMail } from "../../src/cli/check-mail/gate.ts";
import { compile } from "../../src/cli/compile/mails.ts";
import { unwrittenMails } from "../../src/cli/new-lesson/template.ts";
import { addLetter } from "../../src/cli/new-letter/add.ts";
import { previewFiles } from "../../src/cli/preview/files.ts";
import { localConfig } from "../../src/local/local-config.ts";
import { proofsOf } from "../../src/local/proofs/proof.ts";
import { courseFolder, edit, findingsIn, here } from "../node/course-folder.ts";

const FILE = "emails/letters/2026-autumn.tsx";

async function letterFolder() {
  const root = await courseFolder();
  expect(await addLetter(root, course, "2026-autumn")).toEqual({ ok: true, file: FILE });
  return root;
}

test("a new letter compiles, is in the formatter's form, and a deploy knows that it is not written yet", async () => {
  const root = await letterFolder();
  const compiled = await compile({ root });
  if (!compiled.ok) throw new Error("It should compile.");
  expect(Object.keys(compiled.mails.letters)).toEqual(["2026-autumn"]);
  expect(unwrittenMails(compiled)).toEqual(["2026-autumn"]);
  await edit(root, FILE, /〔ここに書く/g, "〔");
  const written = await compile({ root });
  expect(written.ok && unwrittenMails(written)).toEqual([]);
  const biome = join(here, "node_modules/.bin/biome");
  const settings = ["--config-path", join(here, "biome.json"), "--vcs-enabled=false"];
  await promisify(execFile)(biome, ["format", ...settings, FILE], { cwd: root });
}, 30_000);

test("it stands among the proofs and in the preview, with a reader's opt-out and no word of a next lesson", async () => {
  const compiled = await compile({ root: await letterFolder() });
  if (!compiled.ok) throw new Error("It should compile.");
  const proofs = proofsOf(await localConfig(), compiled, Date.UTC(2026, 10, 25));
  const letter = proofs.find(({ kind }) => kind === "letter");
  expect(letter?.copies.map(({ mail }) => mail.text.slice(0, 60))).toHaveLength(3);
  expect(letter?.copies[0]?.mail.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
  expect(letter?.copies[0]?.mail.text).not.toContain("次のメールは");
  expect([...previewFiles(proofs).keys()]).toContain("letters/01 2026-autumn/花子さん.html");
});

test("check:mail judges letters like every mail", async () => {
  const root = await letterFolder();
  await edit(root, FILE, /export const preheader = .*/, 'export const preheader = "短い";');
  const { findings } = await checkMail({ root });
  expect(findings).toContainEqual(expect.objectContaining({ file: FILE, rule: "preheader-length" }));
}, 60_000);

test("a key that is taken, a file that is there, and a name that is no tag are refused", async () => {
  const root = await letterFolder();
  expect(await addLetter(root, course, "2026-autumn")).toMatchObject({ ok: false });
  expect(await addLetter(root, course, "fears")).toMatchObject({ ok: false });
  expect(await addLetter(root, course, "../course")).toMatchObject({ ok: false });
  await writeFile(join(root, FILE), "");
  expect(await compile({ root })).toMatchObject({ ok: false });
});

test("a letter may not have a lesson's key, a former one neither, nor a name that is no tag", async () => {
  const root = await courseFolder();
  await addLetter(root, course, "autumn-news");
  await edit(root, "emails/course.ts", 'key: "fears",', 'key: "fears", formerly: ["worries"],');
  const taken = (file: string, key: string) =>
    `emails/letters/${file}.tsx (${key}): a lesson has this key, or had it → give the file another name [letter-key]`;
  for (const name of ["two-faces", "worries", "秋"]) {
    await cp(join(root, "emails/letters/autumn-news.tsx"), join(root, `emails/letters/${name}.tsx`));
  }
  expect(await findingsIn(root)).toEqual([
    taken("two-faces", "two-faces"),
    taken("worries", "worries"),
    "emails/letters/秋.tsx (秋): its name cannot be a tag at the provider → use 1–64 ASCII letters, digits, _ and - [letter-key]",
  ]);
});

test("a letter must have its opt-out, its subject and no sentence about the next lesson", async () => {
  const root = await courseFolder();
  await addLetter(root, course, "autumn-news");
  const file = "emails/letters/autumn-news.tsx";
  await edit(root, file, "<Letter subject={subject} preheader={preheader}>", "<>");
  await edit(root, file, "</Letter>", '{mark("next_line")}</>');
  await edit(root, file, /export const subject = .*/, 'export const subject = "";');
  expect(await findingsIn(root)).toEqual([
    expect.stringContaining(`${file} (autumn-news): the subject is empty`),
    expect.stringContaining("the mark {{next_line}} is not for a letter → take it out"),
    expect.stringMatching(/the footer lacks .*\{\{unsubscribe_url\}\} → wrap everything in <Letter …>/),
  ]);
});
