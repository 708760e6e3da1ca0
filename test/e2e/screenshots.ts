/** `npm run screenshots`: a picture of every page and mail as different readers see it, into screenshots/; with `-- --mails`, of mails alone, with `-- --desk`, of the README's desk alone. */

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { type Funnel, type FunnelOptions, startFunnel } from "../../src/local/funnel.ts";
import type { ArrivedMail } from "../../src/local/inbox.ts";
import { ROOT } from "../../src/local/wrangler.ts";
import { startBrowser } from "./browser.ts";
import { INVERSION } from "./contrast.ts";
import { FIRST_EVENING, liveTwoWeeks } from "./lively-course.ts";
import { bodyUrl, receiveAuthorMail, receiveConsultation, receiveEveryMail, walkEveryPage } from "./walk.ts";
import { enterDesk } from "./walk-desk.ts";

type MailLook = {
  readonly name: string;
  readonly width: number;
  readonly scheme?: "dark";
  readonly query?: string;
  readonly style?: string;
};

const FOLDER = join(ROOT, "screenshots");
const SCHEMES = ["light", "dark"] as const;
const PAGE_WIDTHS = [375, 1280];
const MAIL_LOOKS: readonly MailLook[] = [
  { name: "375-light", width: 375 },
  { name: "375-dark", width: 375, scheme: "dark" },
  { name: "375-inverted", width: 375, style: INVERSION },
  { name: "375-images-off", width: 375, query: "&images=off" },
  { name: "600-light", width: 600 },
];
const PHONE = { width: 375, height: 812 };
const DESK = { width: 1280, height: 800 };
/** The author's desk in the README, as far down as it tells most. */
const DESK_OF_README = { width: 1040, height: 900 };
const PAGES_OF_README: Readonly<Record<string, { width: number; height: number }>> = { landing: DESK, course: PHONE };
/** The mails of the README: the beginning of one, and the box with the day's ten minutes of another. */
const HEROES = [
  { name: "mail", lesson: "two-faces", look: "375-light", from: "body" },
  { name: "mail-dark", lesson: "step-2-look", look: "375-dark", from: ".box" },
];

const { values: options } = parseArgs({
  options: { mails: { type: "boolean", default: false }, desk: { type: "boolean", default: false } },
});
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
await mkdir(join(ROOT, "docs"), { recursive: true });
const browser = await startBrowser();
try {
  if (!options.desk) await withFunnel({}, pictureReaders);
  if (!options.mails) await withFunnel({ startAt: FIRST_EVENING }, pictureDesk);
} finally {
  await browser.close();
}
process.exit();

async function withFunnel(how: FunnelOptions, take: (site: Funnel, page: Page) => Promise<void>): Promise<void> {
  const funnel = await startFunnel(how);
  try {
    await take(funnel, await (await browser.newContext({ locale: "ja-JP" })).newPage());
  } finally {
    await funnel.stop();
  }
}

async function pictureReaders(site: Funnel, page: Page): Promise<void> {
  if (!options.mails) await picturePages(site, page);
  await pictureMails(site, page);
}

async function pictureDesk(site: Funnel, page: Page): Promise<void> {
  await liveTwoWeeks(site);
  await enterDesk(site, page);
  await takeHero(page, "desk", DESK_OF_README);
}

async function picturePages(site: Funnel, page: Page): Promise<void> {
  await walkEveryPage(site, page, "hana@example.com", async (name, shown) => {
    for (const scheme of SCHEMES) {
      await shown.emulateMedia({ colorScheme: scheme });
      for (const width of PAGE_WIDTHS) await take(shown, `page-${name}-${width}-${scheme}`, width);
      const size = PAGES_OF_README[name];
      if (size && scheme === "light") await takeHero(shown, name, size);
    }
  });
}

async function pictureMails(site: Funnel, page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: null });
  const asked = await receiveConsultation(site, "asker@example.com");
  const mails = [...(await receiveEveryMail(site, "yuki@example.com")), ...asked, await receiveAuthorMail(site)];
  for (const [index, mail] of mails.entries()) {
    const name = `mail-${String(index + 1).padStart(2, "0")}-${mail.tags.lesson ?? "notice"}`;
    for (const look of MAIL_LOOKS) {
      await openMail(site, mail, page, look);
      await take(page, `${name}-${look.name}`, look.width);
      for (const hero of HEROES.filter((one) => one.lesson === mail.tags.lesson && one.look === look.name)) {
        const top = (await page.locator(hero.from).first().boundingBox())?.y ?? 0;
        await takeHero(page, hero.name, PHONE, Math.max(0, top - 24));
      }
    }
  }
}

async function openMail(site: Funnel, mail: ArrivedMail, page: Page, look: MailLook): Promise<void> {
  await page.goto(bodyUrl(site, mail, look.scheme) + (look.query ?? ""));
  if (look.style !== undefined) await page.evaluate(addStyle, look.style);
}

/** Runs in the page. Playwright's own way waits for an event, and the outbox lets no script of a mail run. */
function addStyle(words: string): void {
  document.head.appendChild(document.createElement("style")).textContent = words;
}

async function take(page: Page, name: string, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 812 });
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
  console.log(`screenshots/${name}.png`);
}

/** One screen, for the README; `top` is how far she has scrolled, in pixels. */
async function takeHero(page: Page, name: string, size: { width: number; height: number }, top = 0): Promise<void> {
  await page.setViewportSize(size);
  await page.screenshot({ path: join(ROOT, `docs/${name}.png`), fullPage: true, clip: { x: 0, y: top, ...size } });
  console.log(`docs/${name}.png`);
}
