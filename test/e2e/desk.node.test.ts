/** The author's desk in a real browser: in by the mailed link, by keyboard alone, out again, and fit for eyes and thumbs. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { axeFindingsOf } from "./axe.ts";
import { faultsAtEveryWidth } from "./looks.ts";
import { openSite, PHONE } from "./site.ts";
import { enroll } from "./steps.ts";
import { enterDesk, walkDesk } from "./walk-desk.ts";

const site = await openSite();

test("no page of the desk scrolls sideways or has a button too small for a thumb, and axe finds nothing on any", {
  timeout: 240_000,
}, async () => {
  await enroll(site, await site.openWindow(), "hana@example.com");
  const page = await site.openWindow();
  const faults: string[] = [];
  await walkDesk(site, page, async (name, shown) => {
    faults.push(...(await faultsAtEveryWidth(name, shown)), ...(await axeFindingsOf(name, shown)));
  });
  expect(faults).toEqual([]);
});

test("by keyboard alone, with scripts switched off, she gets in, pauses, resumes and gets out", async () => {
  const page = await site.openWindow({ viewport: PHONE, javaScriptEnabled: false });
  await enterDesk(site, page);
  await tabTo(page, "送信");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "送信", exact: true }).waitFor();
  await tabTo(page, "すべての送信を止める");
  await page.keyboard.press("Enter");
  await page.getByText("すべての送信を止めました。").waitFor();
  await tabTo(page, "送信を再開する");
  await page.keyboard.press("Enter");
  await page.getByText("再開しました。").waitFor();
  await tabTo(page, "すべての端末から出る");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "作業台に入る" }).waitFor();
  await page.goBack();
  await page.reload();
  await page.getByRole("heading", { name: "作業台に入る" }).waitFor();
});

/** Presses Tab until what has the focus says this. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press("Tab");
    if ((await page.locator(":focus").textContent())?.trim() === words) return;
  }
  throw new Error(`Tab never came to ${words}.`);
}

test("a visit counts once she moves a hand, and not before; a link's words come along, her address does not", async () => {
  const page = await site.openWindow();
  await page.goto(`${site.siteUrl}/?utm_source=e2e&email=hana@example.com`);
  await page.waitForLoadState("networkidle");
  expect(site.ledger.count("visits WHERE source = 'e2e'")).toBe(0);
  await page.mouse.move(50, 50);
  await page.mouse.move(80, 80);
  await page.keyboard.press("Tab");
  await expect.poll(() => site.ledger.count("visits WHERE source = 'e2e' AND visits = 1")).toBe(1);
  expect(site.ledger.count("visits WHERE source LIKE '%hana%'")).toBe(0);
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate("localStorage.length + sessionStorage.length")).toBe(0);
});
