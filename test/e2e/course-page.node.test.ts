/** A reader's own page in a real browser, on a phone and a desk, without JavaScript: her clock, the next lesson, another start, and out for good. */

import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { followLink, namesOfMails, namesSoFar } from "./outbox.ts";
import { openSite, PHONE } from "./site.ts";
import { CONFIRM_MAIL, enroll } from "./steps.ts";
import { mailedLink, openCourse, press, pressNext } from "./walk-course.ts";

const site = await openSite();
const DESK = { width: 1280, height: 800 };
const SIZES = [
  ["phone", PHONE],
  ["desk", DESK],
] as const;
const DAY_MS = 24 * 60 * 60 * 1_000;
const NEXT = "次のレッスンを、いま受けとる";

function nextDueOf(email: string): number {
  return site.ledger.count(`(SELECT next_due_at AS due FROM enrollments e JOIN subscribers s ON s.id = e.subscriber_id
    WHERE s.email = '${email}' AND e.next_due_at IS NOT NULL AND (e.next_due_at / 60000 + 540) % 1440 = 390)`);
}

async function asks(page: Page, name: string, clicks: number): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  await (clicks === 2 ? button.dblclick() : button.click());
  await page.getByRole("status").waitFor();
}

describe.each(SIZES)("on a %s", (size, viewport) => {
  const windows = { viewport, javaScriptEnabled: false };

  test("she follows the quiet link of a lesson, sets her hour, her days and her pace, and the page tells the new date", async () => {
    const email = `clock-${size}@example.com`;
    const page = await site.openWindow(windows);
    await enroll(site, page, email);
    await namesOfMails(site, email, 2);
    const subject = "セルフブランディング入門";
    const tab = await followLink(site, page, { to: email, subject, link: "予定を見る・時刻を変える" });
    await tab.getByLabel("朝 6:30").check();
    await press(tab, "この時刻にする", "届ける時刻を変えました");
    expect(await tab.locator(".next").textContent()).toContain("6:30");
    expect(nextDueOf(email)).toBe(1);

    await tab.getByLabel("祝日").check();
    await press(tab, "お休みの日を決める", "お休みの日を変えました");
    await tab.getByLabel("週に1通").check();
    await press(tab, "この間隔にする", "届く間隔を変えました");
    expect(await tab.locator("main").textContent()).toContain("週に1通のペースで、前の1通から7日後");
    expect(await tab.getByLabel("朝 6:30").isChecked()).toBe(true);
    expect(await tab.getByLabel("祝日").isChecked()).toBe(true);

    await tab.goBack();
    await tab.reload();
    expect(await tab.getByLabel("週に1通").isChecked()).toBe(true);
    await site.moveClock(site.now() + 8 * DAY_MS);
    await namesOfMails(site, email, 3);
    expect(await namesSoFar(site, email)).toEqual([CONFIRM_MAIL, "intro-guide", "two-faces"]);
  });

  test("she sets her hour on the page after confirming", async () => {
    const page = await site.openWindow(windows);
    const email = `welcome-${size}@example.com`;
    const tab = await enroll(site, page, email);
    expect(await tab.locator(".plan li").count()).toBe(7);
    await tab.getByLabel("ほかの時刻", { exact: true }).first().check();
    await tab.locator("input[type=time]").fill("06:30");
    await press(tab, "この時刻にする", "届ける時刻を変えました");
    expect(nextDueOf(email)).toBe(1);
  });

  test("a double click, the way back and a second tab get her the next lesson once", async () => {
    const email = `next-${size}@example.com`;
    const page = await site.openWindow(windows);
    await openCourse(site, page, email);
    const other = await page.context().newPage();
    await other.goto(page.url());

    await asks(page, NEXT, 2);
    await namesOfMails(site, email, 3);
    await page.goBack();
    await asks(other, NEXT, 1);
    expect(await other.getByRole("status").textContent()).toContain("もうお送りしています");
    await site.settle();
    expect(await namesSoFar(site, email)).toEqual([CONFIRM_MAIL, "intro-guide", "two-faces"]);
  });

  test("she starts again from a lesson, once, although two tabs ask", async () => {
    const email = `again-${size}@example.com`;
    const page = await site.openWindow(windows);
    await openCourse(site, page, email);
    await pressNext(page);
    const other = await page.context().newPage();
    await other.goto(page.url());

    for (const tab of [page, other]) {
      await tab.getByLabel("読みはじめるレッスン").selectOption("two-faces");
      await asks(tab, "ここから、もう一度", 1);
    }
    expect(await other.getByRole("status").textContent()).toContain("すでにすんでいます");
    await namesOfMails(site, email, 4);
    await site.settle();
    expect(await namesSoFar(site, email)).toEqual([CONFIRM_MAIL, "intro-guide", "two-faces", "two-faces"]);
  });

  test("she moves to another address, reads her copy, and is erased; her old links open nothing", async () => {
    const email = `moving-${size}@example.com`;
    const newEmail = `moved-${size}@example.com`;
    const page = await site.openWindow(windows);
    await openCourse(site, page, email);
    const oldPage = page.url();
    await press(page, "手続きのリンクをメールで受けとる", "2時間のうちに");
    await page.goto(await mailedLink(site, email, "/course/own"));
    await page.getByLabel("新しいメールアドレス").fill(newEmail);
    await press(page, "確認のメールを送る", "新しいアドレスの受信箱");
    await page.goto(await mailedLink(site, newEmail, "/course/new-address"));
    await press(page, "このアドレスに変える", "届け先を変えました");
    await page.reload();
    expect(await page.locator("h1").textContent()).toBe("届け先を変えました");
    const newPage = await page.getByRole("link", { name: "コースの予定と設定を見る" }).getAttribute("href");
    expect((await page.goto(oldPage))?.status()).toBe(410);

    await page.goto(`${site.siteUrl}${newPage}`);
    await press(page, "手続きのリンクをメールで受けとる", "2時間のうちに");
    const own = await mailedLink(site, newEmail, "/course/own");
    await page.goto(own);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "控えを受けとる" }).click();
    const copy = JSON.parse(await readFile(await (await download).path(), "utf8"));
    expect(copy.subscribers).toMatchObject([{ email: newEmail }]);
    expect(copy.former_addresses).toHaveLength(1);

    await press(page, "登録と記録を消す", "残っているもの");
    expect(site.ledger.count(`subscribers WHERE email IN ('${email}', '${newEmail}')`)).toBe(0);
    await page.reload();
    expect(await page.locator("h1").textContent()).toBe("お預かりしているものはありません");
    expect((await page.goto(own))?.status()).toBe(410);
  });
});
