/** A mail scanner with a whole browser: it opens every link of every mail, runs what there is to run, and clicks nothing. */

import { expect, test } from "vitest";
import { type ArrivedMail, mailsTo } from "../../src/local/inbox.ts";
import { signUp } from "../../src/local/reader.ts";
import { namesOfMails, namesSoFar } from "./outbox.ts";
import type { Site } from "./site.ts";
import { CONFIRM, CONFIRM_MAIL } from "./steps.ts";
import { receiveEveryMail, receiveNextLesson } from "./walk.ts";

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

/** Without the ages, which grow by themselves. */
async function health(site: Site): Promise<Record<string, unknown>> {
  const answer = (await (await fetch(`${site.siteUrl}/healthz`)).json()) as Record<string, unknown>;
  return { ok: answer.ok, paused: answer.paused, pause_reason: answer.pause_reason };
}
