/** The worksheet on her device: typed, kept, read without a connection, printed, exported, cleared. */

import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { PHONE, type Site } from "./site.ts";

const SENTENCE = "営業の人が、書類が遅れることで困らないように、先に揃えておく仕事をしています。";
const SIZES = [
  ["on a phone", PHONE],
  ["on a desk", { width: 1280, height: 800 }],
] as const;

export function worksheet(site: Site): void {
  test.each(SIZES)("what she types is kept on her device, and her sentence grows from it, %s", async (_, viewport) => {
    const page = await site.openWindow({ viewport });
    await page.goto(`${site.siteUrl}/work`);
    expect(await sentence(page)).toBe("誰が、何で困らないように、どう助ける仕事をしています。");
    await page.getByLabel("誰の").pressSequentially("営業の人");
    expect(await sentence(page)).toBe("営業の人が、何で困らないように、どう助ける仕事をしています。");
    expect(await page.getByRole("status").textContent()).toBe("この端末に保存しました");
    await page.getByLabel("何を").fill("書類が遅れる");
    await page.getByLabel("どう助ける").fill("先に揃えておく");
    expect(await sentence(page)).toBe(SENTENCE);
    await page.getByRole("button", { name: "下書きに使う" }).click();

    await page.reload();
    expect(await sentence(page)).toBe(SENTENCE);
    expect(await page.getByLabel("私の一行").inputValue()).toBe(SENTENCE);
    expect(await page.getByRole("button", { name: "下書きに使う" }).isVisible()).toBe(false);
  });

  test("two tabs of hers show the same words", async () => {
    const page = await site.openWindow();
    const other = await page.context().newPage();
    await page.goto(`${site.siteUrl}/work`);
    await other.goto(`${site.siteUrl}/work`);
    await page.getByLabel("誰の").fill("後輩");
    await expect.poll(() => other.getByLabel("誰の").inputValue()).toBe("後輩");
    await other.getByLabel("何を").fill("雨");
    await expect.poll(() => sentence(page)).toContain("後輩が、雨で");
  });

  test("once opened it opens and keeps her words without a connection, and nothing else is kept for that", async () => {
    const page = await site.openWindow();
    await page.goto(`${site.siteUrl}/consult?t=cut-off`);
    await page.goto(`${site.siteUrl}/work`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    await page.goto(`${site.siteUrl}/work?t=cut-off`);
    await page.goto(`${site.siteUrl}/work`);
    const kept = await keptPaths(page);
    expect(kept).toEqual([expect.stringMatching(/^\/scripts\/worksheet\.[0-9a-f]{12}\.js$/), "/work"]);

    await page.context().setOffline(true);
    await page.reload();
    await page.getByLabel("誰の").fill("電車の中の私");
    await page.reload();
    expect(await page.getByLabel("誰の").inputValue()).toBe("電車の中の私");
    expect(await sentence(page)).toContain("電車の中の私が、");
    await expect(page.goto(`${site.siteUrl}/guide`)).rejects.toThrow("ERR_INTERNET_DISCONNECTED");
    await page.context().setOffline(false);
  });

  test("printed it is two sheets of A4 with every word on them, and no button", async () => {
    const page = await site.openWindow();
    await page.goto(`${site.siteUrl}/work`);
    expect(await sheetsOf(page)).toBe(2);
    await page.getByLabel("したこと").first().fill("長い話。".repeat(40));
    await page.emulateMedia({ media: "print" });
    const clipped = await page.locator("textarea").evaluateAll((fields) => {
      return fields.filter((field) => field.scrollHeight > field.clientHeight + 1).map((field) => field.id);
    });
    expect(clipped).toEqual([]);
    expect(await page.locator("button:visible, [role=status]:visible, .aside:visible").count()).toBe(0);
    expect(await page.locator("textarea:visible").count()).toBe(21);
    await page.emulateMedia({ media: null });
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute("data-printed", "");
    });
    await page.getByRole("button", { name: "印刷する" }).click();
    expect(await page.locator("body[data-printed]").count()).toBe(1);
  });

  test("it goes out as a text file, and is cleared after she said so twice, by keyboard alone", async () => {
    const page = await site.openWindow();
    await page.goto(`${site.siteUrl}/work`);
    await page.getByLabel("誰の").fill("営業の人");
    const download = page.waitForEvent("download");
    await tabTo(page, "テキストで書き出す");
    await page.keyboard.press("Enter");
    const file = await download;
    expect(file.suggestedFilename()).toBe("強みを見える化するワーク.txt");
    expect(await readFile(await file.path(), "utf8")).toBe(
      "\ufeff強みを見える化するワーク\n\n■ 三つの問い\n誰の：営業の人\n",
    );

    await tabTo(page, "すべて消す");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    expect(await focused(page)).toBe("やめておく");
    await page.keyboard.press("Escape");
    expect(await page.getByLabel("誰の").inputValue()).toBe("営業の人");

    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("消す");
    await page.keyboard.press("Enter");
    expect(await page.getByLabel("誰の").inputValue()).toBe("");
    expect(await page.getByRole("status").textContent()).toBe("すべて消しました");
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await page.reload();
    expect(await page.getByLabel("誰の").inputValue()).toBe("");
  });

  test("where the browser keeps nothing, she is told so while she types", async () => {
    const page = await site.openWindow();
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await page.goto(`${site.siteUrl}/work`);
    await page.getByLabel("誰の").fill("私");
    expect(await page.getByRole("status").textContent()).toContain("この端末には保存できません");
  });

  test.each(SIZES)("without JavaScript it is a whole form for paper that promises nothing, %s", async (_, viewport) => {
    const page = await site.openWindow({ viewport, javaScriptEnabled: false });
    await page.goto(`${site.siteUrl}/work`);
    expect(await page.locator("textarea:visible").count()).toBe(21);
    expect(await page.locator("button:visible").count()).toBe(0);
    const words = await page
      .locator("main p:visible")
      .allTextContents()
      .then((parts) => parts.join());
    expect(words).toContain("保存されず、どこへも送られません");
    expect(words).not.toContain("この端末の、このブラウザーの中だけに保存されます");
    expect(await sheetsOf(page)).toBe(2);
  });

  test("the guide prints on four sheets, and no box of it lies on two of them", async () => {
    const page = await site.openWindow();
    await page.goto(`${site.siteUrl}/guide`);
    expect(await sheetsOf(page)).toBe(4);
    await page.emulateMedia({ media: "print" });
    for (const box of await page.locator(".callout, .worksheet, .quote, .colophon").all()) {
      expect(await box.evaluate((element) => getComputedStyle(element).breakInside)).toBe("avoid");
    }
    for (const heading of await page.locator("main h1, main h2, main h3").all()) {
      expect(await heading.evaluate((element) => getComputedStyle(element).breakAfter)).toBe("avoid");
    }
    expect(await page.locator(".after-lesson:visible, .masthead:visible").count()).toBe(0);
  });
}

async function sentence(page: Page): Promise<string> {
  return (await page.locator("#sentence").textContent()) ?? "";
}

async function keptPaths(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests
      .flat()
      .map(({ url }) => url.replace(location.origin, ""))
      .sort();
  });
}

/** Pages of the PDF that Chromium makes of it. */
async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await focused(page)) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

async function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
}
