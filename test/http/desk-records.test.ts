/** Readers brought in, taken out and erased at the desk: looked at first, done by a second hand, and bad input loses nothing. */

import { expect, test } from "vitest";
import { EXPORT_PAGE, IMPORT_PAGE_BYTES } from "../../src/domain/numbers.ts";
import { current } from "../support/current.ts";
import { authorAtDesk } from "../support/desk.ts";
import { engine, readers, rows } from "../support/engine.ts";
import { fileOf, lineOf } from "../support/import-file.ts";
import { arrivedMails } from "../support/post-office.ts";
import { allRows, enrol, everythingSent, post, signUp, visit } from "../support/visitor.ts";

const HANAKO = "hanako@example.com";
const YUKI = "yuki@example.com";

type Desk = Awaited<ReturnType<typeof authorAtDesk>>;

test("a file is tried, nothing changes, the button brings them in, and the page tells what became of each line", async () => {
  await enrol(HANAKO);
  const desk = await authorAtDesk();
  const before = await allRows();
  const tried = await tryFile(
    desk,
    fileOf(lineOf(HANAKO), lineOf(YUKI), lineOf("rin@example.com", { wording: "はい" })),
  );
  expect(tried.status).toBe(200);
  const page = await tried.text();
  expect(page).toContain("まだ何も変わっていません。");
  expect(textIn(page)).toContain("2行目 hanako@example.com もう読者です。");
  expect(textIn(page)).toContain("4行目 「同意の文面」：短すぎて");
  expect(await allRows()).toEqual(before);

  const done = await desk.send("/admin/records/import/do", secondStep(page));
  expect(done.status).toBe(303);
  const place = done.headers.get("Location") ?? "";
  expect(place).toMatch(/^\/admin\/records\/imports\/.{22}\?done=begun$/);
  await engine().tick();
  await everythingAsked();
  expect((await arrivedMails(YUKI)).map(({ text }) => text.includes("/confirm?t="))).toEqual([true]);
  expect(textIn(await desk.see(place))).toContain("確認のメールを用意しました。 1");

  const again = await desk.send("/admin/records/import/do", secondStep(page));
  expect(again.headers.get("Location")).toBe(place.replace("begun", "already"));
  expect(await desk.see("/admin/records")).toContain("1 / 1");
});

test("what changed between looking and doing is told, and nothing is done", async () => {
  const desk = await authorAtDesk();
  const page = await (await tryFile(desk, fileOf(lineOf(HANAKO), lineOf(YUKI)))).text();
  await signUp(HANAKO);
  await everythingSent();
  const before = await allRows();

  const changed = await desk.send("/admin/records/import/do", secondStep(page));
  expect(changed.status).toBe(409);
  const now = await changed.text();
  expect(textIn(now)).toContain("さきほどは2人、いまは1人です。");
  expect(await allRows()).toEqual(before);
  expect((await desk.send("/admin/records/import/do", secondStep(now))).status).toBe(303);
  expect(await rows("SELECT email FROM import_rows")).toEqual([{ email: YUKI }]);
});

test("another file under the same key, a broken one or none does nothing", async () => {
  const desk = await authorAtDesk();
  const page = await (await tryFile(desk, fileOf(lineOf(HANAKO)))).text();
  const other = secondStep(page);
  other.set("kept", btoa(String.fromCharCode(...fileOf(lineOf(YUKI)))));
  expect((await desk.send("/admin/records/import/do", other)).status).toBe(409);
  for (const kept of ["%%%", ""]) {
    other.set("kept", kept);
    expect((await desk.send("/admin/records/import/do", other)).status).toBe(422);
  }
  expect(await rows("SELECT 1 FROM imports")).toEqual([]);
});

test("readers who have confirmed elsewhere need the author's word that it was for this course", async () => {
  const desk = await authorAtDesk();
  const page = await (await tryFile(desk, fileOf(lineOf(HANAKO)), "already_confirmed")).text();
  const form = secondStep(page);
  const unsure = await desk.send("/admin/records/import/do", form);
  expect([unsure.status, await rows("SELECT 1 FROM imports")]).toEqual([422, []]);
  expect(await unsure.text()).toContain("確かめられたら、ここに印を付けてください。");
  form.set("sure", "yes");
  expect((await desk.send("/admin/records/import/do", form)).status).toBe(303);
  await engine().tick();
  expect(await rows("SELECT count(*) AS n FROM enrollments")).toEqual([{ n: 1 }]);
});

const BAD_FILES = [
  ["none", new Uint8Array(), "CSVのファイルを選んでください。"],
  ["a workbook", new TextEncoder().encode("PK\u0003\u0004\0\0"), "CSVとして読めません。Excelのファイルでしたら"],
  [
    "another table",
    new TextEncoder().encode("a,b\n1,2"),
    "「メールアドレス」「同意の文面」「同意の日時」「同意の場所」がありません",
  ],
  ["an open quote", fileOf('"x'), "2行目の引用符"],
  ["a header alone", fileOf(), "何も書かれていません"],
  ["too many lines", new TextEncoder().encode(`email\n${"a\n".repeat(20_001)}`), "20,001行あります"],
  ["too large", new Uint8Array(IMPORT_PAGE_BYTES + 1).fill(97), "ファイルが大きすぎます"],
  ["much too large", new Uint8Array(2 * IMPORT_PAGE_BYTES).fill(97), "ファイルが大きすぎます"],
] as const;

test("a file that cannot be used shows the form again, with what to do next to it", async () => {
  const desk = await authorAtDesk();
  for (const [what, bytes, words] of BAD_FILES) {
    const answer = await tryFile(desk, bytes);
    const page = await answer.text();
    expect([what, answer.status, page.includes(words)]).toEqual([what, 422, true]);
    expect(page).toContain('id="file-error"');
  }
});

test("a stranger's file is not even read, and nobody takes readers out", async () => {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(3 * IMPORT_PAGE_BYTES)], "x.csv"));
  expect((await visit("/admin/records/import", { method: "POST", body: form })).status).toBe(401);
  expect((await visit("/admin/records/import/do", { method: "POST", body: form })).status).toBe(413);
  expect((await visit("/admin/records/readers.csv")).status).toBe(401);
  expect((await post("/admin/records/erase/do", { email: HANAKO })).status).toBe(401);
});

test("what a file says is text on every page, never markup", async () => {
  const desk = await authorAtDesk();
  const script = "<script>alert(1)</script>";
  const row = (email: string) => lineOf(email, { wording: `"${script}メールに同意します"`, source: `"${script}"` });
  const named = row(YUKI).replace("花子", `"${script}"`);
  const page = await (await tryFile(desk, fileOf(row(HANAKO), named, row(`${script}@example.com`)))).text();
  await desk.send("/admin/records/import/do", secondStep(page));
  await engine().tick();
  await everythingAsked();
  const place = (await rows<{ id: string }>("SELECT id FROM imports"))[0]?.id;
  const seen = await (await desk.post("/admin/records/erase", { email: `${script}@example.com` })).text();
  for (const html of [page, seen, await desk.see(`/admin/records/imports/${place}?done=${script}`)]) {
    expect(html).not.toContain("<script");
  }
  const csv = await desk.see("/admin/records/readers.csv");
  expect(csv).toContain(script);
});

test("5,000 readers are taken out as CSV and as JSON, streamed, as files of the author's alone", async () => {
  for (let thousand = 0; thousand < 5; thousand++)
    await readers(EXPORT_PAGE, { next: "fears", course: engine().deps.course });
  const desk = await authorAtDesk();
  const csv = await desk.visit("/admin/records/readers.csv");
  expect(csv.headers.get("Content-Disposition")).toMatch(/^attachment; filename=".+-readers-2026-11-02\.csv"$/);
  expect(csv.headers.get("Cache-Control")).toBe("no-store");
  expect((await csv.text()).trimEnd().split("\r\n")).toHaveLength(5_001);
  expect(await (await desk.visit("/admin/records/readers.json")).json()).toHaveLength(5_000);
});

test("an address is looked at, erased with a receipt, and once more there is nothing", async () => {
  await enrol(HANAKO);
  await post("/consult", { name: "花子", email: HANAKO, day1: "2026-11-20", part1: "noon" });
  await everythingSent();
  const desk = await authorAtDesk();
  const before = await allRows();
  const seen = await (await desk.post("/admin/records/erase", { email: " HANAKO@example.com" })).text();
  expect(textIn(seen)).toContain("個別相談のお申し込み 1件");
  expect(await allRows()).toEqual(before);

  const form = { email: HANAKO, found: seen.match(/name="found" value="(\w+)"/)?.[1] ?? "" };
  const receipt = await (await desk.post("/admin/records/erase/do", form)).text();
  expect(receipt).toContain("消したもの\n");
  const again = await (await desk.post("/admin/records/erase/do", form)).text();
  expect(again).toContain("すべて消してあります");
  expect(again).not.toContain("ありませんでした");
  expect(receipt).toContain("日時：2026年11月2日（月）12:00");
  expect(receipt.match(/<textarea[^>]*>([^<]*)</)?.[1]).not.toContain("@");
  expect(JSON.stringify(await allRows())).not.toContain(HANAKO);
  const nobody = await (await desk.post("/admin/records/erase", { email: HANAKO })).text();
  expect(nobody).toContain("お預かりしているものは、ありません。");
});

test("what is no address is shown again as it was typed", async () => {
  const desk = await authorAtDesk();
  for (const step of ["erase", "erase/do"]) {
    const answer = await desk.post(`/admin/records/${step}`, { email: "hanako@" });
    const page = await answer.text();
    expect([answer.status, page.includes('value="hanako@"'), page.includes('id="email-error"')]).toEqual([
      422,
      true,
      true,
    ]);
  }
});

test("the rest of an import is stopped by a button; a second press finds it over", async () => {
  const desk = await authorAtDesk();
  const lines = Array.from({ length: 30 }, (_, place) => lineOf(`reader-${place}@example.com`));
  await desk.send("/admin/records/import/do", secondStep(await (await tryFile(desk, fileOf(...lines))).text()));
  const [{ id } = { id: "" }] = await rows<{ id: string }>("SELECT id FROM imports");
  const stopped = await desk.post("/admin/records/imports/stop", { id });
  expect(stopped.headers.get("Location")).toBe(`/admin/records/imports/${id}?done=stopped`);
  const again = (await desk.post("/admin/records/imports/stop", { id })).headers.get("Location") ?? "";
  expect(await desk.see(again)).toContain("もう終わっています");
  current.now += 1;
  await engine().tick();
  expect(await rows("SELECT 1 FROM subscribers")).toEqual([]);
});

function tryFile(desk: Desk, bytes: Uint8Array, mode = "ask"): Promise<Response> {
  const form = new FormData();
  form.set("mode", mode);
  form.set("file", new File([bytes], "readers.csv", { type: "text/csv" }));
  return desk.send("/admin/records/import", form);
}

/** The form of the page that was looked at, as the browser sends it. */
function secondStep(page: string): FormData {
  const form = new FormData();
  for (const [, name = "", value = ""] of page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)) {
    form.set(name, value);
  }
  return form;
}

/** Mails that a tick of the engine wrote: nobody rang for them here. */
async function everythingAsked(): Promise<void> {
  const house = engine();
  current.now += 11 * 60_000;
  await house.tick();
  await house.answerBells();
}

function textIn(html: string): string {
  return html
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
