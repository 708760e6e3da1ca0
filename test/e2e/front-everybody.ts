/** The front for everybody: checked by axe, by keyboard alone, at twice the size, without colours of ours, on a bad line. */

import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { axeFindings, axeFindingsOf } from "./axe.ts";
import type { Site } from "./site.ts";
import { fillForm, formOf, signUp } from "./steps.ts";

const PAGES = ["/", "/privacy", "/contact", "/embed", "/nowhere"];

export function everybody(site: Site): void {
  test("axe finds nothing on the public pages, nor on the question about an address", async () => {
    const page = await site.openWindow();
    const findings: string[] = [];
    for (const path of PAGES) {
      await page.goto(`${site.siteUrl}${path}`);
      findings.push(...(await axeFindingsOf(path, page)));
    }
    await page.goto(site.siteUrl);
    await fillForm(page, { email: "axe@gmial.com" });
    await formOf(page).button.click();
    await page.getByRole("button", { name: "はい" }).waitFor();
    findings.push(...(await axeFindingsOf("the question", page)));
    expect(findings).toEqual([]);
  });

  test("axe sees what is wrong", async () => {
    const page = await site.openWindow();
    await page.goto(`${site.siteUrl}/contact`);
    await page.evaluate(() => document.querySelector("h1")?.replaceWith(document.createElement("input")));
    expect((await axeFindings(page)).join()).toContain("label: ");
  });

  test("the keyboard alone leads from the first key to the inbox page, and shows at every step where it is", async () => {
    const page = await site.openWindow();
    await page.goto(site.siteUrl);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toMatchObject({ words: "本文へ", isSeen: true });
    await page.keyboard.press("Enter");
    await tabTo(page, "メールアドレス");
    await page.keyboard.type("keys@example.com");
    await tabTo(page, "お名前・ニックネーム（任意）");
    await page.keyboard.type("花");
    await tabTo(page, "コースのメールとあわせて");
    await page.keyboard.press("Space");
    await tabTo(page, "入門ガイドを受けとる");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "受信箱をご覧ください" }).waitFor();
    await tabTo(page, "Gmail");
    await page.keyboard.press("Enter");
    await page.getByText("迷惑メールではない").first().waitFor();
    await tabTo(page, "確認のメールをもう一度送る");
    await page.keyboard.press("Enter");
    await page.getByText("もう一度のお願いを受けとりました。").waitFor();
  });

  test("at four times the size, and with letters twice as large, nothing has to be scrolled sideways", async () => {
    const page = await site.openWindow({ viewport: { width: 320, height: 640 } });
    const sideways: string[] = [];
    for (const path of PAGES) {
      for (const size of ["100%", "200%"]) {
        await page.goto(`${site.siteUrl}${path}`);
        await page.evaluate((fontSize) => document.documentElement.style.setProperty("font-size", fontSize), size);
        const [whole, seen] = await page.evaluate(() => [document.body.scrollWidth, window.innerWidth]);
        if (Number(whole) > Number(seen)) sideways.push(`${path} at ${size}: ${whole} px`);
      }
    }
    expect(sideways).toEqual([]);
  });

  test("with the system's own colours buttons have an edge, and nothing moves for who wants no movement", async () => {
    const page = await site.openWindow();
    await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    await signUp(site, page, "forced@example.com");
    for (const button of await page.getByRole("button").all()) {
      const edge = await button.evaluate((element) => getComputedStyle(element).borderTopColor);
      expect(edge).not.toBe("rgba(0, 0, 0, 0)");
    }
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe("auto");
  });

  test("one request brings the landing page whole, in less than 14 KB", async () => {
    const page = await site.openWindow();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const answer = await page.goto(`${site.siteUrl}/?utm_source=line&utm_campaign=spring`, { waitUntil: "load" });
    expect(asked.filter((path) => path !== "/favicon.svg")).toEqual(["/"]);
    expect(gzipSync((await answer?.body()) ?? "", { level: 6 }).length).toBeLessThan(14 * 1024);
    expect(await page.evaluate(() => document.querySelectorAll("img, link[rel=stylesheet], script[src]").length)).toBe(
      0,
    );
  });
}

type Focused = { words: string; isSeen: boolean };

/** Presses Tab until what has the focus says `words`; fails when it does not, or when a step on the way cannot be seen. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let steps = 0; steps < 40; steps++) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    expect(at).toMatchObject({ isSeen: true });
    if (at.words.startsWith(words)) return;
  }
  throw new Error(`the keyboard does not come to ${words}`);
}

function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element) return { words: "", isSeen: false };
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const words = (labels[0] ?? element).textContent?.trim() ?? "";
    return { words, isSeen: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 };
  });
}
