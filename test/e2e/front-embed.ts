/** The author pastes what /embed gives her into an article of another site, with and without the script. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Blog } from "./blog.ts";
import { namesOfMails, namesSoFar } from "./outbox.ts";
import type { Site } from "./site.ts";
import { CONFIRM_MAIL } from "./steps.ts";

const SIGN_UP = "入門ガイドを受けとる";

export function embedding(site: Site, blog: Blog): void {
  /** What stands in the boxes of /embed, as she would copy it. */
  async function pasted(): Promise<{ form: string; script: string }> {
    const page = await site.openWindow();
    await page.goto(`${site.siteUrl}/embed`);
    const texts = await page
      .getByRole("textbox")
      .evaluateAll((boxes) => boxes.map((box) => (box as HTMLTextAreaElement).value));
    await page.context().close();
    const [form = "", script = ""] = texts;
    return { form, script };
  }

  async function fill(page: Page, email: string): Promise<void> {
    await page.goto(blog.origin);
    await page.getByLabel("メールアドレス").fill(email);
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: SIGN_UP }).click();
  }

  test.each([true, false])("the plain form leads to the inbox page (JavaScript: %s)", async (javaScriptEnabled) => {
    const email = `plain-${javaScriptEnabled}@example.com`;
    blog.show((await pasted()).form);
    const page = await site.openWindow({ javaScriptEnabled });
    await fill(page, email);
    await page.getByRole("heading", { name: "受信箱をご覧ください" }).waitFor();
    expect(await namesOfMails(site, email, 1)).toEqual([CONFIRM_MAIL]);
    expect(site.ledger.count(`consents WHERE referrer = '127.0.0.1' AND page = '${blog.origin}/'`)).toBeGreaterThan(0);

    // From there all goes on as at home.
    await page.getByRole("button", { name: "確認のメールをもう一度送る" }).click();
    await namesOfMails(site, email, 2);
  });

  test("with the script the answer stands under the form, and the article stays", async () => {
    const { form, script } = await pasted();
    blog.show(form + script);
    const page = await site.openWindow();
    await fill(page, "placed@example.com");
    await page.getByText("メールをご確認のうえ").waitFor();
    expect(page.url()).toBe(`${blog.origin}/`);
    expect(await page.getByRole("button", { name: SIGN_UP }).count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("status");
    expect(await namesOfMails(site, "placed@example.com", 1)).toEqual([CONFIRM_MAIL]);
  });

  test("with the script a slip is asked about in place, and her answer is taken", async () => {
    const { form, script } = await pasted();
    blog.show(form + script);
    const page = await site.openWindow();
    await fill(page, "slip@gmial.com");
    await page.getByRole("button", { name: "はい、slip@gmail.com に直して送る" }).click();
    await page.getByText("メールをご確認のうえ").waitFor();
    expect(await namesOfMails(site, "slip@gmail.com", 1)).toEqual([CONFIRM_MAIL]);
    expect(await namesSoFar(site, "slip@gmial.com")).toEqual([]);
  });

  test("with the script what is to be mended is told in place, and the form can be sent again", async () => {
    const { form, script } = await pasted();
    blog.show(form.replaceAll(" required", "") + script);
    const page = await site.openWindow();
    await fill(page, "hana@example");
    await page.getByText("メールアドレスの形になっていないようです。").waitFor();
    await page.getByLabel("メールアドレス").fill("mended@example.com");
    await page.getByRole("button", { name: SIGN_UP }).click();
    await page.getByText("メールをご確認のうえ").waitFor();
    expect(await namesOfMails(site, "mended@example.com", 1)).toEqual([CONFIRM_MAIL]);
  });

  test("when the script cannot reach us the form is sent as if there were none", async () => {
    const { form, script } = await pasted();
    blog.show(form + script);
    const page = await site.openWindow();
    await page.addInitScript(() => {
      window.fetch = () => Promise.reject(new TypeError("no line"));
    });
    await fill(page, "fallback@example.com");
    await page.getByRole("heading", { name: "受信箱をご覧ください" }).waitFor();
    expect(await namesOfMails(site, "fallback@example.com", 1)).toEqual([CONFIRM_MAIL]);
  });

  test("the buttons of /embed copy, and are not there without JavaScript", async () => {
    const page = await site.openWindow({ permissions: ["clipboard-read", "clipboard-write"] });
    await page.goto(`${site.siteUrl}/embed`);
    const box = page.getByRole("textbox").first();
    await page.getByRole("button", { name: "コピーする" }).first().click();
    await page.getByText("コピーしました。").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await box.inputValue());

    const plain = await site.openWindow({ javaScriptEnabled: false });
    await plain.goto(`${site.siteUrl}/embed`);
    expect(await plain.getByRole("button").count()).toBe(0);
    expect(await plain.getByRole("textbox").first().inputValue()).toContain("<form action=");
  });
}
