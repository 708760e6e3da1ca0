/** What the form says to input it cannot take: the sentence next to the field, and nothing she typed is lost. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { namesOfMails, namesSoFar } from "./outbox.ts";
import type { Site } from "./site.ts";
import { CONFIRM_MAIL, fillForm, formOf, sendUnchecked } from "./steps.ts";

/** The sentence that the field itself points to, which must stand right under it and be seen. */
async function sentenceOf(page: Page, field: "email" | "name" | "consent"): Promise<string> {
  const input = formOf(page)[field];
  expect(await input.getAttribute("aria-invalid")).toBe("true");
  const sentence = page.locator(`#${await input.getAttribute("aria-describedby")}`);
  // The words next to a box may take several lines; its sentence stands under them.
  const above = field === "consent" ? page.locator("#signup .tick") : input;
  const [fieldBox, sentenceBox] = [await above.boundingBox(), await sentence.boundingBox()];
  if (fieldBox === null || sentenceBox === null) throw new Error("the field or its sentence cannot be seen");
  const gap = sentenceBox.y - (fieldBox.y + fieldBox.height);
  expect(gap).toBeGreaterThanOrEqual(0);
  expect(gap).toBeLessThan(24);
  return (await sentence.textContent()) ?? "";
}

export function badInput(site: Site): void {
  test("an impossible address gets its sentence, and the name and the tick are kept", async () => {
    const page = await site.openWindow();
    await page.goto(site.siteUrl);
    await fillForm(page, { email: "hana@example", name: "花" });
    await sendUnchecked(page);
    expect(await sentenceOf(page, "email")).toContain("メールアドレスの形になっていないようです");
    expect(await formOf(page).email.inputValue()).toBe("hana@example");
    expect(await formOf(page).name.inputValue()).toBe("花");
    expect(await formOf(page).consent.isChecked()).toBe(true);
    expect(await page.title()).toMatch(/^入力をご確認ください/);
  });

  test("an empty form gets a sentence for each field that is needed", async () => {
    const page = await site.openWindow();
    await page.goto(site.siteUrl);
    await sendUnchecked(page);
    expect(await sentenceOf(page, "email")).toContain("入力してください");
    expect(await sentenceOf(page, "consent")).toContain("同意のチェックをお願いします");
    expect(await page.locator("#signup [aria-invalid]").count()).toBe(2);
  });

  test("an unticked box gets its sentence, what she typed is kept, and ticking it is all that is left to do", async () => {
    const email = "unticked@example.com";
    const page = await site.openWindow();
    await page.goto(site.siteUrl);
    await fillForm(page, { email, name: "花" });
    await formOf(page).consent.uncheck();
    await sendUnchecked(page);
    expect(await sentenceOf(page, "consent")).toContain("同意のチェックをお願いします");
    expect(await formOf(page).email.inputValue()).toBe(email);
    expect(await formOf(page).name.inputValue()).toBe("花");
    expect(await namesSoFar(site, email)).toEqual([]);

    await formOf(page).consent.check();
    await formOf(page).button.click();
    await page.getByRole("heading", { name: "受信箱をご覧ください" }).waitFor();
    expect(await namesOfMails(site, email, 1)).toEqual([CONFIRM_MAIL]);
  });

  test("a name with a link in it gets its sentence, and nothing is mailed", async () => {
    const email = "link@example.com";
    const page = await site.openWindow();
    await page.goto(site.siteUrl);
    await fillForm(page, { email, name: "賞金 https://evil.example" });
    await formOf(page).button.click();
    await page.getByRole("alert").waitFor();
    expect(await sentenceOf(page, "name")).toContain("URLやメールアドレス");
    expect(await formOf(page).name.inputValue()).toBe("賞金 https://evil.example");
    expect(await formOf(page).email.inputValue()).toBe(email);
    await site.settle();
    expect(await namesSoFar(site, email)).toEqual([]);
  });

  test("a line of the list at the top leads to the field that needs her", async () => {
    const page = await site.openWindow();
    await page.goto(site.siteUrl);
    await fillForm(page, { email: "hana@@example.com" });
    await sendUnchecked(page);
    await page.getByRole("alert").getByRole("link").click();
    await expect.poll(() => formOf(page).email.evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test.each([
    ["an address without an @", "hana.example.com", true, "email", "メールアドレスの形"],
    ["an unticked box", "native@example.com", false, "consent", "同意のチェック"],
  ] as const)(
    "%s gets our sentence, not the browser's, from the form as it stands",
    async (_, email, ticked, field, sentence) => {
      const page = await site.openWindow();
      await page.goto(site.siteUrl);
      await fillForm(page, { email });
      await formOf(page).consent.setChecked(ticked);
      await formOf(page).button.click();
      await page.getByRole("alert").waitFor();
      expect(await sentenceOf(page, field)).toContain(sentence);
      expect(await formOf(page).email.inputValue()).toBe(email);
      expect(await namesSoFar(site, email)).toEqual([]);
    },
  );

  test("an address typed in full width is taken and narrowed, from the form as it stands", async () => {
    const page = await site.openWindow();
    await page.goto(site.siteUrl);
    await fillForm(page, { email: "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ" });
    await formOf(page).button.click();
    await page.getByRole("heading", { name: "受信箱をご覧ください" }).waitFor();
    expect(await page.locator("main").textContent()).toContain("taro@example.com");
    expect(await namesOfMails(site, "taro@example.com", 1)).toEqual([CONFIRM_MAIL]);
  });

  test.each(["a..b@docomo.ne.jp", "a.@ezweb.ne.jp"])(
    "%s, which real phones have, is taken from the form as it stands",
    async (email) => {
      const page = await site.openWindow();
      await page.goto(site.siteUrl);
      await fillForm(page, { email });
      await formOf(page).button.click();
      await page.getByRole("heading", { name: "受信箱をご覧ください" }).waitFor();
      expect(await namesOfMails(site, email, 1)).toEqual([CONFIRM_MAIL]);
    },
  );

  test.each(["", "<script>alert(1)</script>"])(
    "a link with the token %j gets a page that says what to do",
    async (token) => {
      const page = await site.openWindow();
      const query = new URLSearchParams({ t: token });
      expect((await page.goto(`${site.siteUrl}/confirm?${query}`))?.status()).toBe(400);
      expect(await page.locator("h1").textContent()).toBe("このリンクは使えなくなっています");
      expect((await page.goto(`${site.siteUrl}/unsubscribe?${query}`))?.status()).toBe(400);
      expect(await page.locator("h1").textContent()).toBe("このリンクでは停止できませんでした");
      expect(await page.getByRole("button").count()).toBe(0);
    },
  );
}
