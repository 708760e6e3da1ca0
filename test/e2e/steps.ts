/** The steps a visitor takes with her fingers, from the landing page to the welcome page. */

import type { Page } from "playwright-core";
import { type Door, followLink, namesOfMails } from "./outbox.ts";

export const CONFIRM_MAIL = "メールアドレスの確認をお願いします";
const SIGN_UP = "入門ガイドを受けとる";
export const CONFIRM = "登録を完了する";

/** The first of the landing page's two forms. */
export function formOf(page: Page) {
  const form = page.locator("#signup form");
  return {
    form,
    email: form.getByLabel("メールアドレス"),
    name: form.getByLabel("お名前"),
    consent: form.getByRole("checkbox"),
    button: form.getByRole("button", { name: SIGN_UP }),
  };
}

export async function fillForm(page: Page, { email, name = "" }: { email: string; name?: string }): Promise<void> {
  const form = formOf(page);
  await form.email.fill(email);
  await form.name.fill(name);
  await form.consent.check();
}

/** As a browser without its own checks would send it; ends on the landing page with what is to be mended. */
export async function sendUnchecked(page: Page): Promise<void> {
  await page.locator("#signup form").evaluate((form) => form.setAttribute("novalidate", ""));
  await formOf(page).button.click();
  await page.getByRole("alert").waitFor();
}

/** Ends on the page that says to look into the inbox. */
export async function signUp(site: Door, page: Page, email: string): Promise<void> {
  await page.goto(site.siteUrl);
  await fillForm(page, { email });
  await formOf(page).button.click();
  await page.getByRole("heading", { name: "受信箱をご覧ください" }).waitFor();
}

/** Returns the tab with the confirm button, opened from the mail. */
export async function openConfirmPage(site: Door, page: Page, email: string): Promise<Page> {
  await namesOfMails(site, email, 1);
  return await followLink(site, page, { to: email, subject: CONFIRM_MAIL, link: "登録のページを開く" });
}

/** Ends on the welcome page, in the tab that the mail's link opened. */
export async function enroll(site: Door, page: Page, email: string): Promise<Page> {
  await signUp(site, page, email);
  const tab = await openConfirmPage(site, page, email);
  await tab.getByRole("button", { name: CONFIRM }).click();
  await tab.getByRole("heading", { name: "ようこそ" }).waitFor();
  return tab;
}
