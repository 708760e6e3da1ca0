/** A walk past every state of a reader's own page, and of what only she may do. */

import type { Page } from "playwright-core";
import { course } from "../../emails/course.ts";
import { activeLessons } from "../../src/domain/course.ts";
import { linkIn, mailsTo, waitForMails } from "../../src/local/inbox.ts";
import * as reader from "../../src/local/reader.ts";
import type { Door } from "./outbox.ts";
import type { Look } from "./walk.ts";

const FRESH = "手続きのリンクをメールで受けとる";
const NEXT = "次のレッスンを、いま受けとる";

/** A reader who has had the guide; `page` then shows her own page. */
export async function openCourse(site: Door, page: Page, email: string): Promise<void> {
  await reader.signUp(site, { email, name: "花" });
  await reader.pressConfirm(site, await reader.openConfirmPage(await reader.confirmLink(site, email)));
  await page.goto(await mailedLink(site, email, "/course"));
}

/** The newest link to this path that came to her; waits for it. */
export async function mailedLink({ postOfficeUrl }: Door, email: string, path: string): Promise<string> {
  for (let patience = 100; patience > 0; patience--) {
    const links = (await mailsTo(postOfficeUrl, email)).flatMap((mail) => linkIn(mail, path) ?? []);
    const newest = links.at(-1);
    if (newest) return newest.href;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no mail to ${email} has a link to ${path}`);
}

/** Presses a button of the page, and waits for what it says. */
export async function press(page: Page, name: string, says: string): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name, exact: true }).click();
  await answered;
  await page.getByText(says).first().waitFor();
}

/** Her next lesson now; the page then shows that it went out. */
export async function pressNext(page: Page): Promise<void> {
  await press(page, NEXT, "次のレッスンをお送りします");
  for (let patience = 100; patience > 0; patience--) {
    await page.reload();
    if ((await page.getByText("いまお送りしています").count()) === 0) return;
  }
  throw new Error("a lesson is still on its way");
}

/** `page` is a window of its own; `email` an address that nobody used before. */
export async function walkCourse(site: Door, page: Page, email: string, look: Look): Promise<void> {
  await openCourse(site, page, email);
  // In a tab behind another one, each click waits two seconds to see that nothing moves any more.
  await page.bringToFront();
  await look("course", page);
  await walkClock(page, look);
  await page.getByRole("link", { name: "セルフブランディング入門" }).click();
  await page.locator("article").waitFor();
  await look("course-lesson", page);
  await page.getByRole("link", { name: "コースの予定と設定へ戻る" }).click();
  await walkToTheEnd(site, page, email, look);
  const newEmail = `new-${email}`;
  await walkToNewAddress(site, page, { email, newEmail }, look);
  await walkOutForGood(site, page, newEmail, look);
  await page.goto(`${site.siteUrl}/course?t=cut-off`);
  await look("course-link-unknown", page);
  await page.goto(`${site.siteUrl}/course/new-address?t=cut-off`);
  await look("new-address-gone", page);
}

async function walkClock(page: Page, look: Look): Promise<void> {
  for (const day of ["月", "火", "水", "木", "金", "土", "日"]) await page.getByLabel(day, { exact: true }).check();
  await press(page, "お休みの日を決める", "毎日をお休みには");
  await look("course-refused", page);
  await page.getByLabel("日", { exact: true }).check();
  await page.getByLabel("祝日", { exact: true }).check();
  await press(page, "お休みの日を決める", "お休みの日を変えました");
  await page.getByLabel("週に1通").check();
  await press(page, "この間隔にする", "届く間隔を変えました");
  await page.getByLabel("朝 6:30").check();
  await press(page, "この時刻にする", "届ける時刻を変えました");
  await look("course-weekly", page);
}

async function walkToTheEnd({ postOfficeUrl }: Door, page: Page, email: string, look: Look): Promise<void> {
  const others = activeLessons(course).length - 1;
  for (let had = 1; had <= others; had++) await pressNext(page);
  await waitForMails(postOfficeUrl, email, { count: others + 2 });
  await look("course-finished", page);
}

async function walkToNewAddress(
  site: Door,
  page: Page,
  { email, newEmail }: { email: string; newEmail: string },
  look: Look,
): Promise<void> {
  await press(page, FRESH, "2時間のうちに");
  await page.goto(await mailedLink(site, email, "/course/own"));
  await look("owner", page);
  await page.getByLabel("新しいメールアドレス").fill("hana@example");
  await page.getByRole("button", { name: "確認のメールを送る" }).click();
  await page.getByRole("alert").waitFor();
  await look("owner-mistyped", page);
  await page.getByLabel("新しいメールアドレス").fill(newEmail);
  await press(page, "確認のメールを送る", "新しいアドレスの受信箱");
  await look("owner-asked", page);
  await page.goto(await mailedLink(site, newEmail, "/course/new-address"));
  await look("new-address", page);
  await press(page, "このアドレスに変える", "届け先を変えました");
  await look("address-changed", page);
}

async function walkOutForGood(site: Door, page: Page, email: string, look: Look): Promise<void> {
  await page.getByRole("link", { name: "コースの予定と設定を見る" }).click();
  await press(page, FRESH, "2時間のうちに");
  const stopped = page.url();
  await page.getByRole("button", { name: "配信を停止する" }).click();
  await page.getByRole("heading", { name: "配信を停止しました" }).waitFor();
  await page.goto(stopped);
  await look("course-stopped", page);
  const own = await mailedLink(site, email, "/course/own");
  await page.goto(own);
  await press(page, "登録と記録を消す", "残っているもの");
  await look("erased", page);
  await page.goto(own);
  await look("owner-link-gone", page);
}
