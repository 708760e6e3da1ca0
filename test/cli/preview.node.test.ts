/** `npm run preview`: React Email's own preview, filled, following edits, and at home on this machine. */

import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { previewFiles, writePreview } from "../../src/cli/preview/files.ts";
import { freePort } from "../../src/local/ports.ts";
import type { Proof } from "../../src/local/proofs/proof.ts";
import { SAMPLE_READERS } from "../../src/local/proofs/sample-readers.ts";
import { edit, here } from "../node/course-folder.ts";
import { projectCopy, runThere } from "../node/project-copy.ts";

const PATIENCE = { timeout: 30_000, interval: 50 };
const mail = { from: "", to: "", subject: "", html: "<p>本文</p>", text: "", headers: {}, tags: [] };

function proof(kind: Proof["kind"], name: string): Proof {
  return { kind, name, subject: name, copies: SAMPLE_READERS.map((reader) => ({ reader, mail })) };
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "preview-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test("each lesson and notice has a page for each sample reader, lessons in the course's order", () => {
  const files = previewFiles([proof("lesson", "zeal"), proof("lesson", "a"), proof("notice", "confirm")]);
  expect([...files.keys()]).toEqual(
    ["lessons/01 zeal", "lessons/02 a", "notices/01 confirm"].flatMap((name) =>
      ["花子さん", "名前なし", "長い名前"].map((reader) => `${name}/${reader}.html`),
    ),
  );
});

test("no folder has a name that the preview would pass over or take for another's", () => {
  const names = ["static", "_hidden", "fears", "fears-2"];
  const folders = [...previewFiles(names.map((name) => proof("lesson", name))).keys()].map(
    (file) => file.split("/")[1] ?? "",
  );
  for (const one of folders) {
    expect(one).toMatch(/^\d\d /);
    expect(folders.filter((other) => other !== one && other.startsWith(one))).toEqual([]);
  }
});

test("only what changed is written, and what is no more is taken away with its folder", async () => {
  const root = await folder();
  await mkdir(join(root, "lessons/01 gone"), { recursive: true });
  await writeFile(join(root, "lessons/01 gone/花子さん.html"), "");
  expect(
    await writePreview(
      root,
      new Map([
        ["lessons/01 a/b.html", "1"],
        ["lessons/01 a/c.html", "1"],
      ]),
    ),
  ).toBe(2);
  await expect(stat(join(root, "lessons/01 gone"))).rejects.toThrow("ENOENT");
  await utimes(join(root, "lessons/01 a/b.html"), 1, 1);
  expect(
    await writePreview(
      root,
      new Map([
        ["lessons/01 a/b.html", "1"],
        ["lessons/01 a/c.html", "2"],
      ]),
    ),
  ).toBe(1);
  expect((await stat(join(root, "lessons/01 a/b.html"))).mtimeMs).toBe(1_000);
  expect(await readFile(join(root, "lessons/01 a/c.html"), "utf8")).toBe("2");
});

test("React Email and its pages are of the same version, as they must be", async () => {
  const { devDependencies } = JSON.parse(await readFile(join(here, "package.json"), "utf8"));
  expect(devDependencies["@react-email/ui"]).toBe(devDependencies["react-email"]);
  expect(devDependencies["react-email"]).toMatch(/^\d+\.\d+\.\d+$/);
});

test("it names its address, shows a filled mail, follows an edit, and sends no word anywhere", {
  timeout: 120_000,
}, async () => {
  const root = await projectCopy();
  const lesson = await readFile(join(root, "emails/lessons/fears.tsx"), "utf8");
  const opening = /\{mark\("dear"\)\}([^。\s]{6,12})/.exec(lesson)?.[1] ?? "";
  const port = await freePort();
  const preview = runThere(root, ["src/cli/preview.ts"], { PREVIEW_PORT: String(port), STATE_DIRECTORY: "" });
  await expect.poll(preview.printed, { timeout: 60_000 }).toContain(`Preview  http://localhost:${port}`);
  const url = `http://127.0.0.1:${port}/preview/${encodeURI("lessons/03 fears/花子さん")}`;
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get("content-security-policy")]).toEqual([200, "connect-src 'self'"]);
  expect(await answer.text()).toContain(`花子さん、${opening}`);
  await edit(root, "emails/lessons/fears.tsx", opening, `そっと${opening}`);
  const file = join(root, "build/preview/lessons/03 fears/名前なし.html");
  await expect.poll(() => readFile(file, "utf8"), PATIENCE).toContain(`>そっと${opening}`);
  await edit(root, "emails/lessons/fears.tsx", "</Callout>", "</Calout>");
  await expect.poll(preview.printed, PATIENCE).toMatch(/fears\.tsx:\d+ \(fears\): does not bundle/);
  preview.child.kill("SIGINT");
  await preview.ended;
  await expect(fetch(url)).rejects.toThrow();
});

test("a taken port ends it with the setting to change", async () => {
  const root = await projectCopy();
  const port = await freePort();
  const server = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => void server.close());
  const preview = runThere(root, ["src/cli/preview.ts"], { PREVIEW_PORT: String(port) });
  expect((await preview.ended)[0]).toBe(1);
  expect(preview.printed()).toContain(`port ${port} is taken: set PREVIEW_PORT to a free one`);
});
