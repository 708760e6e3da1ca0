/** What a reader does in her mail program: open a mail, follow a link in it. */

import type { Page } from "playwright-core";
import type { Funnel } from "../../src/local/funnel.ts";
import { type ArrivedMail, mailsTo, waitForMails } from "../../src/local/inbox.ts";

/** Where the site and the post office are. */
export type Door = Pick<Funnel, "siteUrl" | "postOfficeUrl">;

/** Opens the newest mail to `to` with this subject in the outbox page, and follows the link in its frame; a new tab. */
export async function followLink(
  { postOfficeUrl }: Door,
  page: Page,
  { to, subject, link }: { to: string; subject: string; link: string },
): Promise<Page> {
  await page.goto(postOfficeUrl);
  await page.getByRole("link").filter({ hasText: to }).filter({ hasText: subject }).first().click();
  const newTab = page.waitForEvent("popup");
  await page.frameLocator("iframe").getByRole("link", { name: link, exact: true }).click();
  const tab = await newTab;
  await tab.waitForLoadState();
  return tab;
}

/** What came to this address: the keys of lessons and the subjects of notices. Waits until there are `count`. */
export async function namesOfMails({ postOfficeUrl }: Door, to: string, count: number): Promise<string[]> {
  return (await waitForMails(postOfficeUrl, to, { count })).map(nameOf);
}

/** What came to this address so far. */
export async function namesSoFar({ postOfficeUrl }: Door, to: string): Promise<string[]> {
  return (await mailsTo(postOfficeUrl, to)).map(nameOf);
}

function nameOf({ tags, subject }: ArrivedMail): string {
  return tags.lesson ?? subject;
}
