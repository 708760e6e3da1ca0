/** Every page and mail at the width of an old phone, a phone and a desk: nothing sticks out, every button fits a thumb. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { course } from "../../emails/course.ts";
import { activeLessons } from "../../src/domain/course.ts";
import type { ArrivedMail } from "../../src/local/inbox.ts";
import { axeFindingsOf } from "./axe.ts";
import { faintWords } from "./contrast.ts";
import type { Site } from "./site.ts";
import { bodyUrl, receiveEveryMail, walkEveryPage } from "./walk.ts";

const WIDTHS = [320, 375, 1280];
/** WCAG 2.2, 2.5.5: the side of a square that a thumb hits. */
const THUMB_PX = 44;
const LOOKS = [
  ["light", "light", false],
  ["dark", "dark", false],
  ["inverted", "light", true],
] as const;

export async function faultsAtEveryWidth(name: string, page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const found = await page.evaluate(findFaults, THUMB_PX);
    faults.push(...found.map((fault) => `${name} at ${width} px: ${fault}`));
  }
  return faults;
}

/** Runs in the page. */
function findFaults(thumbPx: number): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const boxes = (selector: string) =>
    [...document.querySelectorAll(selector)].map((element) => ({
      words: `${element.tagName} ${element.className} ${element.textContent?.trim().slice(0, 20)}`,
      box: element.getBoundingClientRect(),
    }));
  const sticksOut = boxes("body *").filter(({ box }) => box.width > 0 && box.right > clientWidth + 0.5);
  const small = boxes(
    "button, .button, .tick, .choice, select, input:not([type=checkbox], [type=radio], [type=hidden]), textarea, summary",
  ).filter(({ box }) => box.height > 0 && (box.height < thumbPx || box.width < thumbPx));
  return [
    ...(scrollWidth > clientWidth ? sticksOut.map(({ words }) => `${words} sticks out`) : []),
    ...(scrollWidth > clientWidth ? [`it scrolls sideways, ${scrollWidth - clientWidth} px`] : []),
    ...small.map(({ words, box }) => `${words} is ${box.width} × ${box.height} px`),
  ];
}

export function looks(site: Site): void {
  test("no page scrolls sideways or has a button too small for a thumb, and axe finds nothing on any", {
    timeout: 240_000,
  }, async () => {
    const page = await site.openWindow();
    const seen: string[] = [];
    const faults: string[] = [];
    await walkEveryPage(site, page, "every-page@example.com", async (name, shown) => {
      seen.push(name);
      faults.push(...(await faultsAtEveryWidth(name, shown)), ...(await axeFindingsOf(name, shown)));
    });
    expect(faults).toEqual([]);
    expect(seen).toHaveLength(36);
  });

  test("no mail scrolls sideways, has a button too small for a thumb or words too faint, in light, dark or inverted", async () => {
    const mails = await receiveEveryMail(site, "every-mail@example.com");
    expect(mails).toHaveLength(activeLessons(course).length + 4);
    const page = await site.openWindow();
    const faults: string[] = [];
    for (const mail of mails) {
      await page.goto(bodyUrl(site, mail));
      faults.push(...(await faultsAtEveryWidth(mail.subject, page)));
      faults.push(...(await faintWordsOf(site, mail, page)));
    }
    expect(faults).toEqual([]);
  });
}

async function faintWordsOf(site: Site, mail: ArrivedMail, page: Page): Promise<string[]> {
  const faint: string[] = [];
  for (const [look, scheme, inverted] of LOOKS) {
    await page.goto(bodyUrl(site, mail, scheme));
    faint.push(...(await faintWords(page, { inverted })).map((fault) => `${mail.subject}, ${look}: ${fault}`));
  }
  return faint;
}
