/** `npm run screenshots`: a picture of every page and mail, at two widths, in light and dark, into screenshots/. */

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { type Funnel, startFunnel } from "../../src/local/funnel.ts";
import { ROOT } from "../../src/local/wrangler.ts";
import { startBrowser } from "./browser.ts";
import { bodyUrl, receiveAuthorMail, receiveEveryMail, walkEveryPage } from "./walk.ts";

const FOLDER = join(ROOT, "screenshots");
const SCHEMES = ["light", "dark"] as const;
const PAGE_WIDTHS = [375, 1280];
const MAIL_WIDTHS = [375, 600];
const HERO = { landing: { width: 1280, height: 800 }, mail: { width: 375, height: 812 } };

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
await mkdir(join(ROOT, "docs"), { recursive: true });
const [browser, funnel] = await Promise.all([startBrowser(), startFunnel()]);
try {
  const page = await (await browser.newContext({ locale: "ja-JP" })).newPage();
  await picturePages(funnel, page);
  await pictureMails(funnel, page);
} finally {
  await Promise.all([browser.close(), funnel.stop()]);
}
process.exit();

async function picturePages(site: Funnel, page: Page): Promise<void> {
  await walkEveryPage(site, page, "hana@example.com", async (name, shown) => {
    for (const scheme of SCHEMES) {
      await shown.emulateMedia({ colorScheme: scheme });
      for (const width of PAGE_WIDTHS) await take(shown, `page-${name}`, { width, scheme });
      if (name === "landing" && scheme === "light") await takeHero(shown, "landing");
    }
  });
}

async function pictureMails(site: Funnel, page: Page): Promise<void> {
  const mails = [...(await receiveEveryMail(site, "yuki@example.com")), await receiveAuthorMail(site)];
  for (const [index, mail] of mails.entries()) {
    const name = `mail-${String(index + 1).padStart(2, "0")}-${mail.tags.lesson ?? "notice"}`;
    for (const scheme of SCHEMES) {
      await page.goto(bodyUrl(site, mail, scheme));
      for (const width of MAIL_WIDTHS) await take(page, name, { width, scheme });
      if (mail.tags.lesson === "two-faces" && scheme === "light") await takeHero(page, "mail");
    }
  }
}

async function take(
  page: Page,
  name: string,
  { width, scheme }: { width: number; scheme: "light" | "dark" },
): Promise<void> {
  const file = `${name}-${width}-${scheme}.png`;
  await page.setViewportSize({ width, height: 812 });
  await page.screenshot({ path: join(FOLDER, file), fullPage: true });
  console.log(`screenshots/${file}`);
}

/** The first screen, for the README. */
async function takeHero(page: Page, name: keyof typeof HERO): Promise<void> {
  await page.setViewportSize(HERO[name]);
  await page.screenshot({ path: join(ROOT, `docs/${name}.png`) });
  console.log(`docs/${name}.png`);
}
