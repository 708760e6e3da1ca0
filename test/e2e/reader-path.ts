/** The main path as a reader walks it on her phone: page, mail, button, guide, and out again. */

import { expect, test } from "vitest";
import { followLink, namesOfMails, namesSoFar } from "./outbox.ts";
import { PHONE, type Site } from "./site.ts";
import { CONFIRM, CONFIRM_MAIL, enroll, fillForm, formOf, openConfirmPage } from "./steps.ts";
import { receiveNextLesson } from "./walk.ts";

const STOP = "配信を停止する";
const GUIDE_MAIL = "セルフブランディング入門";

export function readerPath(site: Site): void {
  test.each([
    ["with JavaScript", "hana@example.com", true],
    ["with JavaScript switched off", "yuki@example.com", false],
  ])(
    "a visitor signs up on her phone, follows the link in the mail, presses the button and reads the guide, %s",
    async (_, email, javaScriptEnabled) => {
      const page = await site.openWindow({ viewport: PHONE, javaScriptEnabled });
      await page.goto(site.siteUrl);
      await fillForm(page, { email, name: "花" });
      await formOf(page).button.click();
      await expect.poll(() => page.locator("main").textContent()).toContain(email);
      expect(await page.locator("h1").textContent()).toBe("受信箱をご覧ください");

      const tab = await openConfirmPage(site, page, email);
      expect(await namesSoFar(site, email)).toEqual([CONFIRM_MAIL]);
      await tab.getByRole("button", { name: CONFIRM }).click();
      await tab.getByRole("heading", { name: "ようこそ" }).waitFor();
      expect(await namesOfMails(site, email, 2)).toEqual([CONFIRM_MAIL, "intro-guide"]);

      await tab.getByRole("link", { name: "入門ガイドを読む" }).click();
      await expect.poll(() => tab.title()).toContain("セルフブランディング入門");
      expect(await tab.locator("article").textContent()).toContain("誰の");
      await site.settle();
      expect(await namesSoFar(site, email)).toEqual([CONFIRM_MAIL, "intro-guide"]);
    },
  );

  test.each([
    ["with JavaScript", "mei@example.com", true],
    ["with JavaScript switched off", "rin@example.com", false],
  ])(
    "a reader stops by the link of a mail, is told so, may do it again, and gets nothing more, %s",
    async (_, email, javaScriptEnabled) => {
      const page = await site.openWindow({ javaScriptEnabled });
      await enroll(site, page, email);
      await namesOfMails(site, email, 2);

      const tab = await followLink(site, page, { to: email, subject: GUIDE_MAIL, link: STOP });
      expect(await tab.locator("h1").textContent()).toBe("配信を停止しますか");
      await tab.getByRole("button", { name: STOP }).click();
      await tab.getByRole("heading", { name: "配信を停止しました" }).waitFor();
      expect(await tab.locator("main").textContent()).toContain("もうお送りしません");
      expect(await tab.locator("main").textContent()).toContain("もう一度お申し込みください");

      const again = await followLink(site, page, { to: email, subject: GUIDE_MAIL, link: STOP });
      await again.getByRole("button", { name: STOP }).click();
      await again.getByRole("heading", { name: "配信を停止しました" }).waitFor();
      await again.reload();
      await again.getByRole("heading", { name: "配信を停止しました" }).waitFor();

      const due = await site.nextDue();
      if (due !== undefined) await site.moveClock(due);
      await site.settle();
      expect(await namesSoFar(site, email)).toEqual([CONFIRM_MAIL, "intro-guide"]);
    },
  );

  test("she who stopped can come back by the same page and button", async () => {
    const email = "aoi@example.com";
    const page = await site.openWindow();
    await enroll(site, page, email);
    await namesOfMails(site, email, 2);
    const tab = await followLink(site, page, { to: email, subject: GUIDE_MAIL, link: STOP });
    await tab.getByRole("button", { name: STOP }).click();
    await tab.getByRole("heading", { name: "配信を停止しました" }).waitFor();
    await site.moveClock(site.now() + 25 * 60 * 60 * 1_000);

    await tab.getByRole("link", { name: "トップページ" }).click();
    await fillForm(tab, { email });
    await formOf(tab).button.click();
    await tab.getByRole("heading", { name: "受信箱をご覧ください" }).waitFor();
    await namesOfMails(site, email, 3);
    const confirm = await openConfirmPage(site, page, email);
    await confirm.getByRole("button", { name: CONFIRM }).click();
    await confirm.getByRole("link", { name: "入門ガイドを読む" }).waitFor();
    await receiveNextLesson(site, email, 4);
    await expect.poll(() => namesSoFar(site, email)).toEqual([CONFIRM_MAIL, "intro-guide", CONFIRM_MAIL, "two-faces"]);
  });
}
