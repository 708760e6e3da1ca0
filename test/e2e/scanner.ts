/** Mail scanners with a whole browser: one opens every link of every mail and runs what there is to run, one also clicks whatever sends nothing. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { type ArrivedMail, mailsTo, waitForMails } from "../../src/local/inbox.ts";
import { signUp } from "../../src/local/reader.ts";
import { namesOfMails, namesSoFar } from "./outbox.ts";
import type { Site } from "./site.ts";
import { CONFIRM, CONFIRM_MAIL } from "./steps.ts";
import { receiveEveryMail, receiveNextLesson } from "./walk.ts";
import { mailedLink, openCourse, press } from "./walk-course.ts";

/** From HTML, text and headers, each once; what a scanner can open by GET. */
function linksOf(mails: readonly ArrivedMail[]): string[] {
  const everything = mails
    .map(({ html, text, headers }) => [...(html.match(/\b(?:href|src)="[^"]*"/g) ?? []), text, JSON.stringify(headers)])
    .join(" ");
  const found = everything.match(/https?:\/\/[\w\-.~:/?#[\]@!$&'*+,;=%]+/g) ?? [];
  return [...new Set(found.map((link) => link.replaceAll("&amp;", "&").replace(/[.,;]$/, "")))];
}

async function openAll(site: Site, links: readonly string[]): Promise<void> {
  const page = await site.openWindow({ javaScriptEnabled: true });
  for (const link of links) {
    const answer = await page.goto(link, { waitUntil: "load" });
    // A course of more than a week outlives the link that began it.
    const isFine = answer?.status() === 200 || (answer?.status() === 410 && link.includes("/confirm"));
    expect([link, answer?.status(), isFine]).toEqual([link, answer?.status(), true]);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  }
}

export function scanner(site: Site): void {
  test("a scanner that opens every link of every mail changes no row, sends no mail, and stops nobody", async () => {
    const email = "scanned@example.com";
    const mails = await receiveEveryMail(site, email);
    await signUp(site, { email: "waiting@example.com", name: "" });
    await namesOfMails(site, "waiting@example.com", 1);
    await site.settle();
    const links = linksOf([...mails, ...(await mailsTo(site.postOfficeUrl, "waiting@example.com"))]);
    const paths = new Set(links.map((link) => new URL(link).pathname));
    expect(paths).toContain("/confirm");
    expect(paths).toContain("/unsubscribe");

    const before = [site.ledger.everything(), await health(site), await namesSoFar(site, email)];
    await openAll(site, links);
    await site.settle();
    expect([site.ledger.everything(), await health(site), await namesSoFar(site, email)]).toEqual(before);
    expect(await namesSoFar(site, "waiting@example.com")).toEqual([CONFIRM_MAIL]);
  });

  test("a scanner that clicks whatever sends no form, on every page it finds, changes no row and sends no mail", async () => {
    const [email, waiting] = ["clicked@example.com", "clicked-waiting@example.com"];
    const page = await site.openWindow();
    await page.addInitScript(() => {
      window.print = () => undefined;
    });
    await openCourse(site, page, email);
    await press(page, "手続きのリンクをメールで受けとる", "2時間のうちに");
    await signUp(site, { email: waiting, name: "" });
    await namesOfMails(site, waiting, 1);
    const mails = [
      ...(await waitForMails(site.postOfficeUrl, email, { count: 3 })),
      ...(await mailsTo(site.postOfficeUrl, waiting)),
    ];
    await site.settle();

    const before = site.ledger.everything();
    const paths = await clickEverything(
      site,
      page,
      linksOf(mails).filter((link) => link.startsWith(site.siteUrl)),
    );
    for (const path of ["/confirm", "/unsubscribe", "/course", "/course/own", "/course/lesson", "/consult", "/work"])
      expect(paths).toContain(path);
    await site.settle();
    expect(site.ledger.everything()).toEqual(before);
    expect(await namesSoFar(site, waiting)).toEqual([CONFIRM_MAIL]);

    await page.goto(await mailedLink(site, waiting, "/confirm"));
    await page.getByRole("button", { name: CONFIRM }).click();
    await namesOfMails(site, waiting, 2);
    expect(site.ledger.everything()).not.toEqual(before);
  });

  test("after the scanner, the reader in the middle of the course gets her next lesson, and the waiting one her button", async () => {
    const page = await site.openWindow();
    await signUp(site, { email: "scanned-at-once@example.com", name: "" });
    await namesOfMails(site, "scanned-at-once@example.com", 1);
    const confirmLinks = linksOf(await mailsTo(site.postOfficeUrl, "scanned-at-once@example.com")).filter((link) =>
      /confirm/.test(link),
    );
    await openAll(site, confirmLinks);
    await openAll(site, confirmLinks);
    await page.goto(confirmLinks[0] ?? "");
    await page.getByRole("button", { name: CONFIRM }).click();
    await page.getByRole("heading", { name: "ようこそ" }).waitFor();
    await namesOfMails(site, "scanned-at-once@example.com", 2);
    await openAll(
      site,
      linksOf(await mailsTo(site.postOfficeUrl, "scanned-at-once@example.com")).filter((link) =>
        /unsubscribe/.test(link),
      ),
    );
    await receiveNextLesson(site, "scanned-at-once@example.com", 3);
    expect(await namesOfMails(site, "scanned-at-once@example.com", 3)).toEqual([
      CONFIRM_MAIL,
      "intro-guide",
      "two-faces",
    ]);
  });
}

/** Whatever can be clicked and does not send a form: boxes, lists, labels, and buttons of scripts. Returns how many there were. */
async function clickThrough(page: Page): Promise<number> {
  return await page.evaluate(() => {
    const inPlace = [
      ...document.querySelectorAll<HTMLElement>("button, input, select, textarea, label, summary, [role]"),
    ];
    const clicked = inPlace.filter((element) => !("type" in element && /^(submit|image)$/.test(String(element.type))));
    for (const element of clicked) element.click();
    return clicked.length;
  });
}

/** Every page of the site that links lead to from these on, each opened once and clicked through. Returns their paths. */
async function clickEverything(site: Site, page: Page, links: readonly string[]): Promise<Set<string>> {
  const known = new Set(links);
  let clicks = 0;
  for (const link of known) {
    await page.goto(link);
    clicks += await clickThrough(page);
    const next = await page
      .locator("a[href]")
      .evaluateAll((all) => all.map((anchor) => (anchor as HTMLAnchorElement).href));
    for (const href of next) if (href.startsWith(`${site.siteUrl}/`)) known.add(href.replace(/#.*/, ""));
  }
  expect(clicks).toBeGreaterThan(100);
  return new Set([...known].map((link) => new URL(link).pathname));
}

/** Without the ages, which grow by themselves. */
async function health(site: Site): Promise<Record<string, unknown>> {
  const answer = (await (await fetch(`${site.siteUrl}/healthz`)).json()) as Record<string, unknown>;
  return { ok: answer.ok, paused: answer.paused, pause_reason: answer.pause_reason };
}
