/** Proofs: what the author sees is what would be sent, and her edit reaches the page and the next reader by itself. */

import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { NAME_MAX, nameProblem, tidyName } from "../../src/domain/reader-name.ts";
import { waitForMails } from "../../src/local/inbox.ts";
import { localConfig } from "../../src/local/local-config.ts";
import { openPostOffice } from "../../src/local/post-office/post-office.ts";
import { openProofDesk } from "../../src/local/proofs/proof-desk.ts";
import { SAMPLE_READERS } from "../../src/local/proofs/sample-readers.ts";
import { confirmLink, openConfirmPage, pressConfirm, signUp } from "../../src/local/reader.ts";
import { courseFolder, edit, here } from "../node/course-folder.ts";
import { projectCopy, runThere } from "../node/project-copy.ts";

const PATIENCE = { timeout: 30_000, interval: 50 };
const webhookSecret = `whsec_${Buffer.from("a secret of the post office").toString("base64")}`;

/** How the lesson begins after the reader's name. */
const lesson = await readFile(join(here, "emails/lessons/fears.tsx"), "utf8");
const opening = /\{mark\("dear"\)\}([^。\s]{6,12})/.exec(lesson)?.[1] ?? "";

/** The outbox over a copy of the course. */
async function openDesk() {
  const root = await courseFolder();
  const proofs = openProofDesk({ root, config: localConfig, now: () => Date.UTC(2027, 3, 1) });
  const office = await openPostOffice({ port: 0, webhookSecret, proofs });
  onTestFinished(() => office.close());
  const page = async (path: string) => await (await fetch(office.url + path)).text();
  return { root, office, page };
}

test("sample readers are readers whom the sign-up form would take, one of them as long as it allows", () => {
  for (const { name } of SAMPLE_READERS) expect([tidyName(name), nameProblem(name)]).toEqual([name, null]);
  expect([...SAMPLE_READERS[2].name]).toHaveLength(NAME_MAX);
  expect(SAMPLE_READERS[1].name).toBe("");
});

test("each lesson and notice stands in the list, in the course's order, with a copy for each sample reader", async () => {
  const { page } = await openDesk();
  const shown = await page("/proofs");
  const links = [...shown.matchAll(/href="\/proofs\?of=([a-z]+\.[\w-]+)&amp;to=hanako"/g)].map(([, of]) => of);
  expect(links.slice(0, 3)).toEqual(["lesson.intro-guide", "lesson.two-faces", "lesson.fears"]);
  expect(links).toContain("notice.confirm");
  for (const { id, name } of SAMPLE_READERS) {
    const body = await page(`/_outbox/proofs/body?of=lesson.fears&to=${id}`);
    expect(body).toContain(name === "" ? `>${opening}` : `${name}さん、${opening}`);
    expect(body).toContain("次のメールは、4月2日（金）21:30にお届けします。");
    expect(body).not.toContain("{{");
  }
});

test("a proof stands side by side at a desk, on a phone, dark by itself and by force, without images, as text and source", async () => {
  const { page } = await openDesk();
  const shown = await page("/proofs?of=lesson.fears&to=hanako");
  const captions = [...shown.matchAll(/<figcaption>([^<]+)/g)].map(([, words]) => words);
  expect(captions).toEqual([
    "パソコン",
    "スマホ",
    "ダーク（メールの配色）",
    "ダーク（アプリが色を反転）",
    "画像なし",
    "テキスト",
    "ソース",
  ]);
  const frames = [...shown.matchAll(/<iframe[^>]* src="([^"]+)"/g)].map(([, src = ""]) => src.replaceAll("&amp;", "&"));
  const asked = frames.map((src) => [...new URL(src, "http://x").searchParams].slice(-2).map(([, value]) => value));
  expect(asked).toEqual([
    ["light", "on"],
    ["light", "on"],
    ["dark", "on"],
    ["inverted", "on"],
    ["light", "off"],
  ]);
  expect(shown).toContain("■ 私の経験は、よそで通用するのか");
});

test("nothing runs in a proof, and one that is not there is not found", async () => {
  const { office } = await openDesk();
  const body = await fetch(`${office.url}/_outbox/proofs/body?of=lesson.fears&to=hanako`);
  expect(body.headers.get("content-security-policy")).toMatch(/^sandbox (?!.*allow-scripts).*default-src 'none'/);
  expect((await fetch(`${office.url}/_outbox/proofs/body?of=lesson.feers&to=hanako`)).status).toBe(404);
  const plain = await openPostOffice({ port: 0, webhookSecret });
  onTestFinished(() => plain.close());
  expect((await fetch(`${plain.url}/proofs`)).status).toBe(404);
  expect(await (await fetch(plain.url)).text()).not.toContain("/proofs");
});

test("an edit that does not compile is told with its place, the proof before it stays, and the mended one follows", async () => {
  const { root, page } = await openDesk();
  await page("/proofs");
  await edit(root, "emails/lessons/fears.tsx", "</Callout>", "</Calout>");
  await expect
    .poll(() => page("/proofs?of=lesson.fears"), PATIENCE)
    .toMatch(/emails\/lessons\/fears\.tsx:\d+ \(fears\)/);
  expect(await page("/_outbox/proofs/body?of=lesson.fears&to=hanako")).toContain(opening);
  await edit(root, "emails/lessons/fears.tsx", "</Calout>", "</Callout>");
  await edit(root, "emails/lessons/fears.tsx", opening, `そっと${opening}`);
  await expect
    .poll(() => page("/_outbox/proofs/body?of=lesson.fears&to=hanako"), PATIENCE)
    .toContain(`そっと${opening}`);
  expect(await page("/proofs?of=lesson.fears")).not.toContain("findings");
});

test("a lesson taken out of the course leaves the proofs", async () => {
  const { root, page } = await openDesk();
  expect(await page("/proofs")).toContain("lesson.stories");
  await edit(
    root,
    "emails/course.ts",
    /(key: "stories",[^}]*wait: 1,)/,
    'key: "stories", subject: "s", preheader: "p", wait: 1, retired: true,',
  );
  await rm(join(root, "emails/lessons/stories.tsx"));
  await expect.poll(() => page("/proofs"), PATIENCE).not.toContain("lesson.stories");
});

test("an edit while npm start runs shows by itself, the next reader has it, and what was sent stays", {
  timeout: 120_000,
}, async () => {
  const root = await projectCopy();
  const started = runThere(root, ["src/local/start.ts"], { PORT: "0", POST_OFFICE_PORT: "0", STATE_DIRECTORY: "" });
  await expect.poll(started.printed, { timeout: 60_000 }).toContain("Ctrl-C stops.");
  const siteUrl = /Landing page +(\S+)/.exec(started.printed())?.[1] ?? "";
  const postOfficeUrl = /Outbox +(\S+)/.exec(started.printed())?.[1] ?? "";
  const site = { siteUrl, postOfficeUrl };
  const open = async (url: string) => await (await fetch(url)).text();
  const guide = `${postOfficeUrl}/_outbox/proofs/body?of=lesson.intro-guide&to=hanako`;
  const guideOf = async (email: string) => {
    await signUp(site, { email, name: "" });
    await pressConfirm(site, await openConfirmPage(await confirmLink(site, email)));
    return (await waitForMails(postOfficeUrl, email, { count: 2 }))[1]?.text;
  };
  const [before, after] = ["自分の名前", "自分の、新しい名前"].map((words) => `${words}で働く、という話`);
  await edit(root, "emails/lessons/intro-guide.tsx", "</Lesson>", `<Paragraph>${before}</Paragraph></Lesson>`);
  await expect.poll(() => open(`${siteUrl}/guide`), PATIENCE).toContain(before);
  expect(await guideOf("early@example.com")).toContain(before);
  expect(await open(guide)).toContain(before);

  await edit(root, "emails/lessons/intro-guide.tsx", before ?? "", after ?? "");

  await expect.poll(() => open(guide), PATIENCE).toContain(after);
  await expect.poll(() => open(`${siteUrl}/guide`), PATIENCE).toContain(after);
  expect(await guideOf("late@example.com")).toContain(after);
  expect((await waitForMails(postOfficeUrl, "early@example.com", { count: 2 }))[1]?.text).toContain(before);
});
