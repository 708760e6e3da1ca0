/** Impatient hands: double clicks, the back button, two tabs, a reload. One enrollment and one guide, whatever she does. */

import { expect, test } from "vitest";
import { namesOfMails, namesSoFar } from "./outbox.ts";
import type { Site } from "./site.ts";
import { CONFIRM, CONFIRM_MAIL, enroll, fillForm, formOf, openConfirmPage, signUp } from "./steps.ts";
import { receiveNextLesson } from "./walk.ts";

const HOUR = 60 * 60 * 1_000;

async function expectOneEnrollment(site: Site, email: string): Promise<void> {
  await namesOfMails(site, email, 2);
  await site.settle();
  expect((await namesSoFar(site, email)).filter((name) => name !== CONFIRM_MAIL)).toEqual(["intro-guide"]);
  const subscriber = `(SELECT id FROM subscribers WHERE email = '${email}')`;
  expect(site.ledger.count(`enrollments WHERE subscriber_id = ${subscriber}`)).toBe(1);
  expect(site.ledger.count(`subscribers WHERE email = '${email}'`)).toBe(1);
}

export function impatience(site: Site): void {
  test("a double click on the form's button signs up once, with one confirm mail", async () => {
    const email = "double@example.com";
    const page = await site.openWindow();
    await page.goto(site.siteUrl);
    await fillForm(page, { email });
    await formOf(page).button.dblclick();
    await page.getByRole("heading", { name: "受信箱をご覧ください" }).waitFor();
    await namesOfMails(site, email, 1);
    await site.settle();
    expect(await namesSoFar(site, email)).toEqual([CONFIRM_MAIL]);
    expect(site.ledger.count(`subscribers WHERE email = '${email}'`)).toBe(1);
  });

  test("a double click on the confirm button enrolls once, and the page still welcomes her", async () => {
    const email = "double-confirm@example.com";
    const page = await site.openWindow();
    await signUp(site, page, email);
    const tab = await openConfirmPage(site, page, email);
    await tab.getByRole("button", { name: CONFIRM }).dblclick();
    await tab.getByRole("link", { name: "入門ガイドを読む" }).waitFor();
    await expectOneEnrollment(site, email);
  });

  test("going back after confirming and pressing the button again says that it was done", async () => {
    const email = "back@example.com";
    const page = await site.openWindow();
    const tab = await enroll(site, page, email);
    await tab.goBack();
    await tab.getByRole("button", { name: CONFIRM }).click();
    await tab.getByRole("heading", { name: "登録は、もうお済みです" }).waitFor();
    expect(await tab.getByRole("link", { name: "入門ガイドを読む" }).count()).toBe(1);
    await expectOneEnrollment(site, email);
  });

  test("two tabs that confirm at the same moment enroll once, and both let her read the guide", async () => {
    const email = "tabs@example.com";
    const page = await site.openWindow();
    await signUp(site, page, email);
    const tabs = [await openConfirmPage(site, page, email), await openConfirmPage(site, page, email)];
    await Promise.all(tabs.map((tab) => tab.getByRole("button", { name: CONFIRM }).click()));
    for (const tab of tabs) await tab.getByRole("link", { name: "入門ガイドを読む" }).waitFor();
    await expectOneEnrollment(site, email);
  });

  test("reloading the welcome page sends the button's form again and changes nothing", async () => {
    const email = "reload@example.com";
    const page = await site.openWindow();
    const tab = await enroll(site, page, email);
    const request = tab.waitForRequest((asked) => asked.url().endsWith("/confirm"));
    await tab.reload();
    expect((await request).method()).toBe("POST");
    await tab.getByRole("heading", { name: "登録は、もうお済みです" }).waitFor();
    await expectOneEnrollment(site, email);
  });

  test("reloading the page after the form sends at most one more confirm mail, and then no more", async () => {
    const email = "reload-form@example.com";
    const page = await site.openWindow();
    await signUp(site, page, email);
    for (let times = 0; times < 3; times++) await page.reload();
    await page.getByRole("heading", { name: "受信箱をご覧ください" }).waitFor();
    await site.settle();
    const mails = await namesSoFar(site, email);
    expect(mails.length).toBeLessThanOrEqual(2);
    expect(new Set(mails)).toEqual(new Set([CONFIRM_MAIL]));
    expect(site.ledger.count(`subscribers WHERE email = '${email}'`)).toBe(1);
  });

  test("signing up again a day later, from another browser, is answered by mail and leaves the course as it is", async () => {
    const email = "again@example.com";
    await enroll(site, await site.openWindow(), email);
    await namesOfMails(site, email, 2);
    const dayLater = site.now() + 24 * HOUR + 1;
    await receiveNextLesson(site, email, 3);
    await site.moveClock(Math.max(dayLater, site.now()));
    await signUp(site, await site.openWindow(), email);
    expect(await namesOfMails(site, email, 4)).toEqual([
      CONFIRM_MAIL,
      "intro-guide",
      "two-faces",
      "すでにお申し込みいただいています",
    ]);
    expect(site.ledger.count("enrollments WHERE last_lesson = 'two-faces' AND next_lesson = 'fears'")).toBeGreaterThan(
      0,
    );
  });
}
