/** The form and the pages after it: a slip in the address, the mail once more, another address, impatient hands. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { namesOfMails, namesSoFar } from "./outbox.ts";
import type { Site } from "./site.ts";
import { CONFIRM_MAIL, fillForm, formOf, signUp } from "./steps.ts";

const AGAIN = "確認のメールをもう一度送る";
const OTHER = "別のアドレスで申し込む";
const WIDTHS = [375, 1280];

export function formAndAfter(site: Site): void {
  const ways = WIDTHS.flatMap((width) => [true, false].map((javaScriptEnabled) => ({ width, javaScriptEnabled })));

  test.each(ways)(
    "from a slip to the second mail and back to the form: $width px, JavaScript $javaScriptEnabled",
    async (way) => {
      const { width, javaScriptEnabled } = way;
      const name = `w${width}${javaScriptEnabled ? "js" : ""}`;
      const page = await site.openWindow({ viewport: { width, height: 800 }, javaScriptEnabled });
      await page.goto(`${site.siteUrl}/?utm_source=${name}`);
      await fillForm(page, { email: `${name}@gmial.com`, name: "花" });
      await formOf(page).button.click();
      await heading(page, "アドレスをご確認ください");
      expect(site.ledger.count(`subscribers WHERE email LIKE '${name}@%'`)).toBe(0);

      await page.getByRole("button", { name: "はい、こちらに直して送る" }).click();
      await heading(page, "受信箱をご覧ください");
      await heading(page, "Gmailで届かないときは");
      await namesOfMails(site, `${name}@gmail.com`, 1);
      expect(site.ledger.count(`consents WHERE utm = '{"utm_source":"${name}"}'`)).toBe(1);

      await page.getByRole("button", { name: AGAIN }).click();
      await page.getByText("もう一度のお願いを受けとりました。").waitFor();
      expect(await namesOfMails(site, `${name}@gmail.com`, 2)).toEqual([CONFIRM_MAIL, CONFIRM_MAIL]);
      expect(await page.getByRole("button", { name: AGAIN }).count()).toBe(0);

      await page.getByRole("button", { name: OTHER }).click();
      await page.getByRole("heading", { level: 1, name: "大事な仕事から外された。" }).waitFor();
      expect(page.url()).toMatch(/#signup$/);
      expect(await formOf(page).name.inputValue()).toBe("花");
      expect(await formOf(page).email.inputValue()).toBe("");
      expect(site.ledger.count(`subscribers WHERE email LIKE '${name}@%'`)).toBe(1);
    },
  );

  test("an unusual address that is right goes through with one press more", async () => {
    const page = await site.openWindow();
    await page.goto(site.siteUrl);
    await fillForm(page, { email: "hana@gmaik.com" });
    await formOf(page).button.click();
    await page.getByRole("button", { name: "いいえ、このままで正しい" }).click();
    await heading(page, "受信箱をご覧ください");
    expect(await namesOfMails(site, "hana@gmaik.com", 1)).toEqual([CONFIRM_MAIL]);
  });

  test("going back from the question, she finds what she had typed, and can mend it herself", async () => {
    const page = await site.openWindow();
    await page.goto(site.siteUrl);
    await fillForm(page, { email: "back@docomo.ne.jo", name: "花" });
    await formOf(page).button.click();
    await heading(page, "アドレスをご確認ください");
    await page.goBack();
    expect(await formOf(page).email.inputValue()).toBe("back@docomo.ne.jo");
    await formOf(page).email.fill("back@docomo.ne.jp");
    await formOf(page).consent.check();
    await formOf(page).button.click();
    await heading(page, "ドコモメールで届かないときは");
    expect(await namesOfMails(site, "back@docomo.ne.jp", 1)).toEqual([CONFIRM_MAIL]);
  });

  test("double clicks on every button of the way are one sign-up and two mails at most", async () => {
    const page = await site.openWindow();
    await page.goto(site.siteUrl);
    await fillForm(page, { email: "twice@iclod.com" });
    await formOf(page).button.dblclick();
    await page.getByRole("button", { name: "はい" }).dblclick();
    await page.getByRole("button", { name: AGAIN }).dblclick();
    await page
      .getByText(/もう一度のお願い/)
      .first()
      .waitFor();
    await site.settle();
    expect(await namesSoFar(site, "twice@icloud.com")).toEqual([CONFIRM_MAIL, CONFIRM_MAIL]);
    expect(site.ledger.count("subscribers WHERE email LIKE 'twice@%'")).toBe(1);
  });

  test("asking a third time, from a page left open, is answered kindly and sends nothing", async () => {
    const page = await site.openWindow();
    await signUp(site, page, "third@example.com");
    const left = await page.context().newPage();
    await signUp(site, left, "third@example.com");
    await page.getByRole("button", { name: AGAIN }).click();
    await page.getByText("もう一度のお願いを受けとりました。").waitFor();
    await left.getByRole("button", { name: AGAIN }).click();
    await heading(left, "もう一度のお願いは、届いています");
    await left.getByRole("link", { name: "はじめのページへ" }).click();
    await left.getByRole("heading", { level: 1, name: "大事な仕事から外された。" }).waitFor();
    await site.settle();
    expect(await namesSoFar(site, "third@example.com")).toEqual([CONFIRM_MAIL, CONFIRM_MAIL]);
  });

  test("two tabs with two addresses are two sign-ups, and each tab says its own", async () => {
    const page = await site.openWindow();
    const other = await page.context().newPage();
    await Promise.all([page.goto(site.siteUrl), other.goto(site.siteUrl)]);
    await fillForm(page, { email: "tab-one@example.com" });
    await fillForm(other, { email: "tab-two@example.com" });
    await Promise.all([formOf(page).button.click(), formOf(other).button.click()]);
    await page.getByText("tab-one@example.com").waitFor();
    await other.getByText("tab-two@example.com").waitFor();
    for (const name of ["one", "two"]) {
      expect(await namesOfMails(site, `tab-${name}@example.com`, 1)).toEqual([CONFIRM_MAIL]);
    }
  });

  test("her browser can fill the form by itself, and brings the keyboard for addresses", async () => {
    const page = await site.openWindow();
    await page.goto(site.siteUrl);
    for (const email of await page.getByLabel("メールアドレス").all()) {
      expect(await attributes(email, ["autocomplete", "type", "inputmode", "autocapitalize", "spellcheck"])).toEqual([
        ...["email", "email", "email", "none", "false"],
      ]);
    }
    for (const name of await page.getByLabel("お名前").all()) {
      expect(await attributes(name, ["autocomplete", "type"])).toEqual(["given-name", "text"]);
    }
  });
}

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

function attributes(field: ReturnType<Page["locator"]>, names: string[]): Promise<(string | null)[]> {
  return Promise.all(names.map((name) => field.getAttribute(name)));
}
