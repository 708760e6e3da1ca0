/** A walk through the author's desk: its door, and every place in it. */

import type { Page } from "playwright-core";
import { linkIn, mailsTo, waitForMails } from "../../src/local/inbox.ts";
import type { Door } from "./outbox.ts";
import type { Look } from "./walk.ts";

const AUTHOR = "author@example.com";

/** Signs in as she would: asks for the link, opens it from the mail, presses the button. */
export async function enterDesk(site: Door, page: Page, look: Look = async () => {}): Promise<void> {
  const before = (await mailsTo(site.postOfficeUrl, AUTHOR)).length;
  await page.goto(`${site.siteUrl}/admin`);
  await look("desk-door", page);
  await page.getByLabel("運営者のメールアドレス").fill("author");
  await page.getByRole("button", { name: "リンクを送る" }).click();
  await look("desk-door-with-error", page);
  await page.getByLabel("運営者のメールアドレス").fill(AUTHOR);
  await page.getByRole("button", { name: "リンクを送る" }).click();
  await page.getByRole("heading", { name: "メールをご覧ください" }).waitFor();
  await look("desk-link-asked", page);
  const mail = (await waitForMails(site.postOfficeUrl, AUTHOR, { count: before + 1 })).at(-1);
  const link = mail && linkIn(mail, "/admin/enter");
  if (!link) throw new Error("No link to the desk came.");
  await page.goto(link.href);
  await look("desk-enter", page);
  await page.getByRole("button", { name: "入る" }).click();
  await page.getByRole("heading", { name: "今日", exact: true }).waitFor();
}

const PLACES = [
  ["today", "/admin"],
  ["funnel", "/admin/funnel?weeks=4"],
  ["stuck", "/admin/stuck"],
  ["letters", "/admin/letters"],
  ["readers", "/admin/readers"],
  ["reader", "/admin/readers/1"],
  ["reader-erase", "/admin/readers/1/erase"],
  ["records", "/admin/records"],
  ["plan", "/admin/plan"],
  ["simulate", "/admin/simulate?date=2026-12-25&at=21:00&hour=06:30&quiet_32=on&quiet_64=on&quiet_128=on"],
  ["simulate-wrong", "/admin/simulate?date=1999-12-31&hour=23:59&quiet_1=on"],
] as const;

export async function walkDesk(site: Door, page: Page, look: Look): Promise<void> {
  await enterDesk(site, page, look);
  for (const [name, path] of PLACES) {
    await page.goto(site.siteUrl + path);
    await look(`desk-${name}`, page);
  }
  await walkConsultations(site, page, look);
  await page.goto(`${site.siteUrl}/admin/sending`);
  await look("desk-sending", page);
  await page.getByLabel("理由").fill("年末の休み");
  await page.getByRole("button", { name: "すべての送信を止める" }).click();
  await page.getByRole("status").waitFor();
  await look("desk-sending-paused", page);
  await page.getByRole("button", { name: "送信を再開する" }).click();
  await page.getByText("再開しました。").waitFor();
  await page.getByRole("button", { name: "この端末から出る" }).click();
  await page.getByRole("heading", { name: "作業台に入る" }).waitFor();
}

/** A request of somebody who writes at length, and what the author does about it. */
async function walkConsultations(site: Door, page: Page, look: Look): Promise<void> {
  await page.goto(`${site.siteUrl}/admin/consultations`);
  await look("desk-consultations-none", page);
  const form = await (await page.request.get(`${site.siteUrl}/consult`)).text();
  const day1 = /<option value="(\d{4}-\d\d-\d\d)"/.exec(form)?.[1] ?? "";
  const hers = {
    name: "とても長いニックネームを使っているさくらんぼ農家の母ちゃん",
    email: "a.very.long.address@mail.example.com",
  };
  const topic = `残るか移るか、決めかねています。\n\nhttps://example.com/${"without-a-break".repeat(10)}`;
  await page.request.post(`${site.siteUrl}/consult`, { form: { ...hers, day1, part1: "night", topic } });
  await page.goto(`${site.siteUrl}/admin/consultations`);
  await look("desk-consultations", page);
  await page.getByRole("rowheader", { name: hers.name }).getByRole("link").click();
  await page.getByLabel("書きとめる").fill("金曜の夜に電話した。\n折り返し待ち。");
  await page.getByRole("button", { name: "書きとめる" }).click();
  await page.getByText("メモを書きとめました。").waitFor();
  await page.getByRole("button", { name: "「返信済み」にする" }).click();
  await page.getByText("「返信済み」にしました。").waitFor();
  await look("desk-consultation", page);
}
