/** A walk past everything a person can see: every page in every state, every mail as it arrived. */

import type { Page } from "playwright-core";
import { course } from "../../emails/course.ts";
import { activeLessons } from "../../src/domain/course.ts";
import type { Funnel } from "../../src/local/funnel.ts";
import { type ArrivedMail, waitForMails } from "../../src/local/inbox.ts";
import * as reader from "../../src/local/reader.ts";
import { type Door, followLink, namesOfMails } from "./outbox.ts";
import { CONFIRM, fillForm, formOf, openConfirmPage, sendUnchecked } from "./steps.ts";
import { mailedLink, walkCourse } from "./walk-course.ts";

/** Called on each page while it stands in `page`; `name` is fit for a file. */
export type Look = (name: string, page: Page) => Promise<void>;

const DAY_MS = 24 * 60 * 60 * 1_000;
const STOP = "配信を停止する";

/** `page` is a window of its own; `email` an address that nobody used before. */
export async function walkEveryPage(site: Door, page: Page, email: string, look: Look): Promise<void> {
  const tab = await walkIn(site, page, email, look);
  await walkThroughCourse(site, tab, look);
  await walkOut(site, page, email, look);
  await walkCourse(site, page, `course-${email}`, look);
  await walkAround(site, page, look);
}

/** What nobody is led to in the order of a course: the pages of the law and of the author, a question, and what is refused. */
async function walkAround({ siteUrl }: Door, page: Page, look: Look): Promise<void> {
  for (const [name, path] of [
    ["privacy", "/privacy"],
    ["contact", "/contact"],
    ["embed", "/embed"],
    ["not-found", "/no-such-page"],
  ] as const) {
    await page.goto(siteUrl + path);
    await look(name, page);
  }
  await page.goto(siteUrl);
  await fillForm(page, { email: "hana@gmial.com", name: "" });
  await formOf(page).button.click();
  await page.getByRole("heading", { name: "アドレスをご確認ください" }).waitFor();
  await look("likely-address", page);
  await page.goto("about:blank");
  await page.setContent(`<form method="post" action="${siteUrl}/course/next"><button>押す</button></form>`);
  await page.getByRole("button").click();
  await page.getByRole("heading", { name: "このページからは受け取れません" }).waitFor();
  await look("not-from-here", page);
}

async function walkIn(site: Door, page: Page, email: string, look: Look): Promise<Page> {
  await page.goto(site.siteUrl);
  await look("landing", page);
  await fillForm(page, { email: "hana@example", name: "https://hana.example" });
  await formOf(page).consent.uncheck();
  await sendUnchecked(page);
  await look("landing-with-errors", page);
  await fillForm(page, { email, name: "花" });
  await formOf(page).button.click();
  await page.getByRole("heading", { name: "受信箱をご覧ください" }).waitFor();
  await look("received", page);
  const tab = await openConfirmPage(site, page, email);
  await look("confirm", tab);
  return tab;
}

async function walkThroughCourse({ siteUrl }: Door, tab: Page, look: Look): Promise<void> {
  await tab.getByRole("button", { name: CONFIRM }).click();
  await tab.getByRole("heading", { name: "ようこそ" }).waitFor();
  await look("welcome", tab);
  await tab.reload();
  await look("welcome-again", tab);
  await tab.getByRole("link", { name: "入門ガイドを読む" }).click();
  await tab.locator("article").waitFor();
  await look("guide", tab);
  await walkToConsultation(siteUrl, tab, look);
  await tab.goto(`${siteUrl}/confirm?t=cut-off`);
  await look("confirm-expired", tab);
  await tab.goto(`${siteUrl}/unsubscribe?t=cut-off`);
  await look("unsubscribe-unknown", tab);
}

async function walkToConsultation(siteUrl: string, tab: Page, look: Look): Promise<void> {
  await tab.goto(`${siteUrl}/work`);
  await tab.getByLabel("私の一行").fill("先まわりして、書類を揃えておく仕事をしています。");
  await look("work", tab);
  await tab.goto(`${siteUrl}/consult?t=cut-off`);
  await tab.getByLabel("この端末に書いた").check();
  await look("consult", tab);
  await tab.getByLabel("電話", { exact: true }).check();
  await tab.getByRole("button", { name: "申し込む" }).click();
  await tab.getByRole("alert").waitFor();
  await look("consult-with-errors", tab);
  await tab.getByLabel("お名前").fill("花");
  await tab.getByLabel("メールアドレス").fill("talk@example.com");
  await tab.getByLabel("電話番号").fill("090-1234-5678");
  await tab.locator("#day1").selectOption({ index: 1 });
  await tab.locator("#part1").selectOption({ index: 1 });
  await tab.getByRole("button", { name: "申し込む" }).click();
  await tab.getByRole("heading", { name: "お送りしました" }).waitFor();
  await look("consult-sent", tab);
}

async function walkOut(site: Door, page: Page, email: string, look: Look): Promise<void> {
  await namesOfMails(site, email, 2);
  const tab = await followLink(site, page, { to: email, subject: "セルフブランディング入門", link: STOP });
  await look("unsubscribe", tab);
  await tab.getByRole("button", { name: STOP }).click();
  await tab.getByRole("heading", { name: "配信を停止しました" }).waitFor();
  await look("unsubscribed", tab);
}

/** One reader's mails, from the confirm mail to the last lesson, the answer to a second sign-up and the links of her own; moves the clock on. */
export async function receiveEveryMail(funnel: Funnel, email: string): Promise<ArrivedMail[]> {
  const lessons = activeLessons(course).length;
  await reader.signUp(funnel, { email, name: "花" });
  const token = await reader.openConfirmPage(await reader.confirmLink(funnel, email));
  await reader.pressConfirm(funnel, token);
  await waitForMails(funnel.postOfficeUrl, email, { count: 2 });
  for (let count = 3; count <= lessons + 1; count++) await receiveNextLesson(funnel, email, count);
  await reader.signUp(funnel, { email, name: "花" });
  await waitForMails(funnel.postOfficeUrl, email, { count: lessons + 2 });
  return await receiveLinksOfHerOwn(funnel, email, lessons + 3);
}

/** The link to what only she may do, and the proof of another address, which goes there. */
async function receiveLinksOfHerOwn(funnel: Funnel, email: string, count: number): Promise<ArrivedMail[]> {
  const { siteUrl, postOfficeUrl } = funnel;
  const send = (path: string, fields: Record<string, string>) =>
    fetch(`${siteUrl}${path}`, { method: "POST", body: new URLSearchParams(fields), headers: { Origin: siteUrl } });
  const tokenIn = async (path: string) => new URL(await mailedLink(funnel, email, path)).searchParams.get("t") ?? "";
  await send("/course/fresh-link", { t: await tokenIn("/course") });
  const hers = await waitForMails(postOfficeUrl, email, { count });
  await send("/course/address", { t: await tokenIn("/course/own"), email: `moved-${email}` });
  return [...hers, ...(await waitForMails(postOfficeUrl, `moved-${email}`, { count: 1 }))];
}

/** That a request for a consultation came, to her; and what it says, to the author. */
export async function receiveConsultation(funnel: Funnel, email: string): Promise<ArrivedMail[]> {
  const { siteUrl, postOfficeUrl } = funnel;
  const day1 = new Date(funnel.now() + 6 * DAY_MS).toISOString().slice(0, 10);
  const topic = "いまの会社に残るか、移るかで迷っています。\n上司にはまだ話していません。";
  const body = new URLSearchParams({ name: "花", email, day1, part1: "noon", topic });
  await fetch(`${siteUrl}/consult`, { method: "POST", body, headers: { Origin: siteUrl } });
  const hers = await waitForMails(postOfficeUrl, email, { count: 1 });
  const toAuthor = await waitForMails(postOfficeUrl, "author@example.com", { count: 1 });
  return [...hers.slice(-1), ...toAuthor.slice(-1)];
}

/** Moves the clock from one due time to the next, whoever's it is, until `count` mails have come to `email`. */
export async function receiveNextLesson(funnel: Funnel, email: string, count: number): Promise<void> {
  for (let days = 0; days < 3; days++) {
    const due = await funnel.nextDue();
    if (due === undefined) break;
    await (due > funnel.now() ? funnel.moveClock(due) : funnel.tick());
    const mails = await waitForMails(funnel.postOfficeUrl, email, { count, withinMs: 3_000 });
    if (mails.length >= count) return;
  }
  throw new Error(`mail ${count} did not come to ${email}`);
}

/** What the author is told after the provider's daily quota was used up and came back. */
export async function receiveAuthorMail(funnel: Funnel): Promise<ArrivedMail> {
  const { siteUrl, postOfficeUrl } = funnel;
  await setDailyQuota(funnel, 0);
  await reader.signUp(funnel, { email: "one-too-many@example.com", name: "" });
  await until("sending rests", async () => (await readJson<{ paused: boolean }>(`${siteUrl}/healthz`)).paused || null);
  await setDailyQuota(funnel, null);
  await funnel.moveClock(funnel.now() + 2 * DAY_MS);
  return await until("the author was told", async () => {
    await funnel.tick();
    const mails = await readJson<ArrivedMail[]>(`${postOfficeUrl}/_local/mails`);
    return mails.find(({ subject }) => subject.includes("送信を一時止めて")) ?? null;
  });
}

async function until<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
  for (let patience = 100; patience > 0; patience--) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited in vain until ${what}`);
}

async function readJson<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}

async function setDailyQuota({ postOfficeUrl }: Door, dailyQuota: number | null): Promise<void> {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ dailyQuota });
  await fetch(`${postOfficeUrl}/_local/limits`, { method: "PUT", headers, body });
}

/** The body of a mail as the outbox frames it, in light or dark. */
export function bodyUrl({ postOfficeUrl }: Door, { id }: ArrivedMail, scheme: "light" | "dark" = "light"): string {
  return `${postOfficeUrl}/_outbox/mails/${id}/body?scheme=${scheme}`;
}
