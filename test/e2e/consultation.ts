/** Asking for a consultation: from a lesson's link or from nowhere, with impatient hands, and what her lessons say afterwards. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { linkIn, mailsTo, waitForMails } from "../../src/local/inbox.ts";
import { followLink } from "./outbox.ts";
import { PHONE, type Site } from "./site.ts";
import { enroll } from "./steps.ts";
import { receiveNextLesson } from "./walk.ts";

const RECEIVED = "個別相談のお申し込みを受けとりました";
const SEND = "この内容で申し込む";

export function consultation(site: Site): void {
  test.each([
    ["on a phone", "phone@example.com", PHONE, true],
    ["on a desk", "desk@example.com", { width: 1280, height: 800 }, true],
    ["on a phone without JavaScript", "bare@example.com", PHONE, false],
    ["on a desk without JavaScript", "bare-desk@example.com", { width: 1280, height: 800 }, false],
  ])("a visitor asks, mends what is wrong, and both are told, %s", async (_, email, viewport, javaScriptEnabled) => {
    const page = await site.openWindow({ viewport, javaScriptEnabled });
    await page.goto(`${site.siteUrl}/consult`);
    await page.getByLabel("話したいこと").or(page.locator("#topic")).last().fill("残るか、\n移るか。");
    await page.getByLabel("電話", { exact: true }).check();
    await page.getByLabel("電話番号").fill("090");
    await page.getByRole("button", { name: SEND }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.title()).toMatch(/^入力をご確認ください/);
    expect(await page.locator("[aria-invalid]").evaluateAll((fields) => fields.map(({ id }) => id))).toEqual([
      "name",
      "email",
      "phone",
      "day1",
      "part1",
    ]);
    expect(await page.locator("#topic").inputValue()).toBe("残るか、\n移るか。");
    expect(await page.getByLabel("電話番号").inputValue()).toBe("090");

    await page.getByLabel("電話番号").fill("090-1234-5678");
    await fill(page, email);
    await page.getByRole("button", { name: SEND }).click();
    await page.getByRole("heading", { name: "お送りしました" }).waitFor();
    expect((await waitForMails(site.postOfficeUrl, email, { count: 1 })).map(({ subject }) => subject)).toEqual([
      RECEIVED,
    ]);
    expect((await requestsOf(site, email, 1))[0]).toContain("残るか、\n移るか。");
  });

  test("pressed twice, and again after the back button, it is one request; a word mended makes it another", async () => {
    const email = "impatient@example.com";
    const page = await site.openWindow();
    await page.goto(`${site.siteUrl}/consult`);
    await fill(page, email);
    await page.getByRole("button", { name: SEND }).dblclick();
    await page.getByRole("heading", { name: "お送りしました" }).waitFor();
    await page.goBack();
    await page.getByRole("button", { name: SEND }).waitFor();
    expect(await page.getByLabel("メールアドレス").inputValue()).toBe(email);
    expect(await page.locator("#part1").inputValue()).toBe("night");
    await page.getByRole("button", { name: SEND }).click();
    await page.getByRole("heading", { name: "お送りしました" }).waitFor();
    await site.settle();
    expect(await requestsOf(site, email, 1)).toHaveLength(1);

    await page.goBack();
    await page.locator("#topic").fill("書き忘れたことがありました。");
    await page.getByRole("button", { name: SEND }).click();
    await page.getByRole("heading", { name: "お送りしました" }).waitFor();
    expect(await requestsOf(site, email, 2)).toHaveLength(2);
    expect(await mailsTo(site.postOfficeUrl, email)).toHaveLength(2);
  });

  test("the worksheet goes along only when she ticks its box, and she sees what is sent", async () => {
    const email = "sheet@example.com";
    const page = await site.openWindow();
    await page.goto(`${site.siteUrl}/consult`);
    const box = page.getByLabel("この端末に書いた");
    expect(await box.isDisabled()).toBe(true);
    await page.getByRole("link", { name: "ワークのページ" }).click();
    await page.getByLabel("私の一行").fill("書類を先に揃えています");
    await page.getByRole("link", { name: "個別相談" }).click();
    await fill(page, email);
    expect(await page.locator("#worksheet").inputValue()).toBe("");
    await box.check();
    expect(await page.locator("#worksheet").inputValue()).toContain("書類を先に揃えています");
    await box.uncheck();
    expect(await page.locator("#worksheet").isVisible()).toBe(false);
    await box.check();
    await page.locator("#day1").selectOption("");
    await page.getByRole("button", { name: SEND }).click();
    await page.getByRole("alert").waitFor();
    expect(await box.isChecked()).toBe(true);

    await fill(page, email);
    await page.getByRole("button", { name: SEND }).click();
    await page.getByRole("heading", { name: "お送りしました" }).waitFor();
    expect((await requestsOf(site, email, 1))[0]).toContain("■ 私の一行\n書類を先に揃えています");
  });

  test("a lesson's link knows her; afterwards her lessons come without invitations", { timeout: 90_000 }, async () => {
    const email = "reader@example.com";
    const page = await site.openWindow();
    await enroll(site, page, email);
    for (let count = 3; count <= 5; count++) await receiveNextLesson(site, email, count);
    const subject = "保育園からの電話も、強みに数える";
    const tab = await followLink(site, page, { to: email, subject, link: "返信のかわりに、ページから申し込む" });
    expect(await tab.locator("#email").count()).toBe(0);
    await fill(tab, null);
    await tab.getByRole("button", { name: SEND }).click();
    await tab.getByRole("heading", { name: "お送りしました" }).waitFor();
    expect((await requestsOf(site, email, 1))[0]).toContain(`・${subject}`);

    await waitForMails(site.postOfficeUrl, email, { count: 6 });
    await receiveNextLesson(site, email, 7);
    const mails = await mailsTo(site.postOfficeUrl, email);
    const lesson = (key: string) => mails.find(({ tags }) => tags.lesson === key);
    expect(lesson("step-1-words")?.text).toContain("個別相談");
    expect(lesson("step-2-look")?.text).not.toContain("個別相談");
    expect(lesson("step-2-look")?.html).not.toContain("/consult");
    const link = linkIn(lesson("step-1-words") ?? ({ ...mails[0], text: "" } as never), "/consult");
    expect(link?.searchParams.get("t")).toMatch(/^[\w-]{22}\.\w+\.[\w-]{22}$/);
  });
}

/** The day and the rest of what is needed; `email` is null where she is known. */
async function fill(page: Page, email: string | null): Promise<void> {
  await page.getByLabel("お名前").fill("花");
  if (email !== null) await page.getByLabel("メールアドレス").fill(email);
  await page.locator("#day1").selectOption({ index: 3 });
  await page.locator("#part1").selectOption("night");
}

/** What the author was told of this address, as soon as she was told `count` times. */
async function requestsOf({ postOfficeUrl }: Site, email: string, count: number): Promise<string[]> {
  const ask = async () => {
    const mails = await mailsTo(postOfficeUrl, "author@example.com");
    return mails.map(({ text }) => text).filter((text) => text.includes(`メールアドレス：${email}`));
  };
  await expect.poll(ask, { timeout: 10_000 }).toHaveLength(count);
  return ask();
}
