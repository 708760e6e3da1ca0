/** Words that would like to be a script, through every door of the site, into every page, every mail and the copy of her records. */

import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { mailsTo, waitForMails } from "../../src/local/inbox.ts";
import type { Blog } from "./blog.ts";
import { type Canary, LOCAL_THAT_WOULD_RUN, NAME_THAT_WOULD_RUN, watchFor, wordsThatWouldRun } from "./canary.ts";
import type { Site } from "./site.ts";
import { CONFIRM, fillForm, formOf, sendUnchecked } from "./steps.ts";
import { bodyUrl } from "./walk.ts";
import { mailedLink, press } from "./walk-course.ts";

const UTM = ["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"];
const EMAIL = `${LOCAL_THAT_WOULD_RUN}@example.com`;
const VIEWS = ["mail", "text", "links", "headers", "source"];
const PATHS_WITH_TOKEN = [
  ...["/confirm", "/unsubscribe", "/course", "/course/own", "/course/new-address", "/course/lesson", "/consult"],
];
const DEEDS = ["hour", "days", "pace", "next", "again", "fresh-link", "export", "address", "erase", "new-address"];

/** `stranger`: a page that shows whatever it is given, as ours must not. */
export function xss(site: Site, stranger: Blog): void {
  const payloads = wordsThatWouldRun(stranger.origin);
  const everything = Object.values(payloads).join(" ");

  /** Without the policy that forbids scripts: what is written into a page must be harmless by itself. */
  async function open(): Promise<{ page: Page; canary: Canary }> {
    const page = await site.openWindow({ bypassCSP: true });
    return { page, canary: await watchFor(page) };
  }

  test("the canary does sing where words are shown as they come", async () => {
    const canaries: Canary[] = [];
    for (const words of Object.values(payloads)) {
      const asTheyCome = `<p>${words}</p><input value="${words}"><input value='${words}'><a href="${words}">link</a>`;
      canaries.push(await canaryOver(asTheyCome));
    }
    for (const sign of ["a dialog", "a request from", "the mark of a script"])
      await expect.poll(() => canaries.flatMap(({ alarms }) => alarms).join()).toContain(sign);
    for (const words of [NAME_THAT_WOULD_RUN, LOCAL_THAT_WOULD_RUN])
      await canaryOver(`<input value="${words}"><input value='${words}'>`);
  });

  test.each(Object.entries(payloads))("in the address of a page they stay words: %s", async (_, words) => {
    const { page, canary } = await open();
    const query = (names: readonly string[]) => new URLSearchParams(names.map((name) => [name, words])).toString();
    const paths = [
      `/?${query([...UTM, "email", "name"])}`,
      ...PATHS_WITH_TOKEN.map((path) => `${path}?${query(["t", "done", "key", "lesson"])}`),
      `/${encodeURIComponent(words)}`,
      `/embed?${query(UTM)}`,
    ];
    for (const path of paths) {
      await page.goto(`${site.siteUrl}${path}`, { referer: `${stranger.origin}/?${query(["q"])}` });
      await canary.look(path);
    }
    await page.goto(`${site.siteUrl}/?${query(UTM)}`);
    if (!words.includes("@"))
      expect(await page.locator("[name=utm_source]").first().inputValue()).toContain(words.slice(0, 8));
    expect(canary.alarms).toEqual([]);
  });

  test("in the forms anybody can send they come back as words", async () => {
    const { page, canary } = await open();
    for (const [name, words] of Object.entries(payloads)) {
      await page.goto(site.siteUrl);
      await fillForm(page, { email: words.slice(0, 254), name: words.slice(0, 40) });
      await sendUnchecked(page);
      expect(await formOf(page).email.inputValue()).toContain(words.slice(0, 20));
      await canary.look(`the form, ${name}`);
      await send(page, "/signup/other", { email: words, name: words, utm_source: words, referrer: words });
      await canary.look(`another address, ${name}`);
      const typed = { name: words, email: words, phone: words, hours: words, note: words, topic: words };
      await send(page, "/consult", { ...typed, worksheet: words, day1: words, part1: words, by: "phone", t: words });
      expect(await page.locator("#topic").inputValue()).toContain(words.slice(0, 20));
      await canary.look(`the consultation, ${name}`);
    }
    for (const deed of DEEDS) {
      await send(page, `/course/${deed}`, { t: everything, email: everything, lesson: everything, hour: everything });
      await canary.look(deed);
    }
    await send(page, "/signup", {
      email: `${LOCAL_THAT_WOULD_RUN}@gmial.com`,
      name: NAME_THAT_WOULD_RUN,
      consent: "yes",
    });
    expect(await page.locator("main").textContent()).toContain(`${LOCAL_THAT_WOULD_RUN}@gmail.com`);
    await canary.look("the likely address");
    expect(canary.alarms).toEqual([]);
  });

  test("in the worksheet and what is taken along from it they stay words", async () => {
    const { page, canary } = await open();
    await page.goto(`${site.siteUrl}/work`);
    for (const field of await page.locator("textarea").all()) await field.fill(everything.slice(0, 200));
    await canary.look("the worksheet");
    await page.reload();
    expect(await page.getByLabel("誰の").inputValue()).toContain("x-canary");
    await canary.look("the worksheet again");
    await page.goto(`${site.siteUrl}/consult`);
    await page.getByLabel("この端末に書いた").check();
    expect(await page.locator("#worksheet").inputValue()).toContain("x-canary");
    await canary.look("the worksheet, taken along");
    expect(canary.alarms).toEqual([]);
  });

  test("of a reader made of them no page, no mail and no record runs", { timeout: 90_000 }, async () => {
    const { page, canary } = await open();
    await becomeReader(page, canary);
    await page.goto(await mailedLink(site, EMAIL, "/course"));
    const token = new URL(page.url()).searchParams.get("t") ?? "";
    await canary.look("her page");
    for (const words of Object.values(payloads)) await actAsReader(page, canary, token, words);
    await press(page, "手続きのリンクをメールで受けとる", "2時間のうちに");
    await page.goto(await mailedLink(site, EMAIL, "/course/own"));
    await canary.look("what only she may do");
    await askForConsultation(page, canary);
    await readCopy(page, canary);
    await lookAtMails(page, canary);
    expect(canary.alarms).toEqual([]);
  });

  /** In a window of its own, so that a dialog that comes late holds up nothing. Fails when it does not sing. */
  async function canaryOver(html: string): Promise<Canary> {
    const { page, canary } = await open();
    stranger.show(html);
    await page.goto(stranger.origin);
    await expect.poll(() => canary.look("a stranger's page").then(() => canary.alarms.length)).toBeGreaterThan(0);
    return canary;
  }

  async function becomeReader(page: Page, canary: Canary): Promise<void> {
    const query = new URLSearchParams(UTM.map((name) => [name, payloads.elements ?? ""]));
    await page.goto(`${site.siteUrl}/?${query}`);
    await fillForm(page, { email: EMAIL, name: NAME_THAT_WOULD_RUN });
    await formOf(page).button.click();
    await page.getByRole("heading", { name: "受信箱をご覧ください" }).waitFor();
    await canary.look("after the form");
    await page.goto(await mailedLink(site, EMAIL, "/confirm"));
    await canary.look("the confirm page");
    await page.getByRole("button", { name: CONFIRM }).click();
    await page.getByRole("heading", { name: "ようこそ" }).waitFor();
    await canary.look("the welcome page");
    expect(site.ledger.count(`consents WHERE utm LIKE '%x-canary%'`)).toBe(1);
  }

  async function actAsReader(page: Page, canary: Canary, token: string, words: string): Promise<void> {
    const query = new URLSearchParams({ t: token, done: words, key: words });
    for (const path of ["/course", "/course/lesson"]) {
      await page.goto(`${site.siteUrl}${path}?${query}`);
      await canary.look(`her ${path}`);
    }
    const fields = { hour: "other", time: words, zone: words, pace: words, lesson: words, part: words, quiet_1: words };
    for (const deed of ["hour", "pace", "next", "again"]) {
      await send(page, `/course/${deed}`, { t: token, ...fields });
      await canary.look(`her ${deed}`);
    }
  }

  async function askForConsultation(page: Page, canary: Canary): Promise<void> {
    const own = page.url();
    const mistyped = { t: new URL(own).searchParams.get("t") ?? "", email: everything };
    await send(page, "/course/address", mistyped);
    expect(await page.getByLabel("新しいメールアドレス").inputValue()).toContain("x-canary");
    await canary.look("another address, mistyped");
    const day1 = new Date(site.now() + 6 * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
    const words = { note: payloads.elements?.slice(0, 100) ?? "", topic: everything, worksheet: everything };
    await send(page, "/consult", { name: NAME_THAT_WOULD_RUN, email: EMAIL, day1, part1: "noon", ...words });
    await page.getByRole("heading", { name: "お送りしました" }).waitFor();
    await canary.look("the consultation, sent");
    await page.goto(own);
  }

  /** As a file of her own, opened with the same browser. */
  async function readCopy(page: Page, canary: Canary): Promise<void> {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "控えを受けとる" }).click();
    const file = await download;
    const copy = await readFile(await file.path(), "utf8");
    for (const words of [EMAIL, "x-canary", payloads["double quotes"] ?? ""])
      expect(JSON.stringify(JSON.parse(copy))).toContain(JSON.stringify(words).slice(1, -1));
    await page.goto("about:blank");
    const { page: reading, canary: watching } = await openCopy(copy);
    await watching.look("the copy");
    expect(watching.alarms).toEqual([]);
    await reading.close();
    await canary.look("after the copy");
  }

  /** Under the headers with which it leaves the house. */
  async function openCopy(copy: string): Promise<{ page: Page; canary: Canary }> {
    const { page, canary } = await open();
    const contentType = "application/json; charset=utf-8";
    await page.route("**/copy.json", (route) => route.fulfill({ body: copy, contentType }));
    await page.goto(`${site.siteUrl}/copy.json`);
    return { page, canary };
  }

  async function lookAtMails(page: Page, canary: Canary): Promise<void> {
    const hers = await waitForMails(site.postOfficeUrl, EMAIL, { count: 4 });
    await waitForMails(site.postOfficeUrl, "author@example.com", { count: 1 });
    const toAuthor = await mailsTo(site.postOfficeUrl, "author@example.com");
    expect(hers.some(({ text }) => text.includes(NAME_THAT_WOULD_RUN))).toBe(true);
    expect(toAuthor.some(({ text }) => text.includes("x-canary"))).toBe(true);
    for (const mail of [...hers, ...toAuthor]) {
      await page.goto(bodyUrl(site, mail));
      await canary.look(`the mail ${mail.subject}`);
      for (const view of VIEWS) {
        await page.goto(`${site.postOfficeUrl}/?${new URLSearchParams({ mail: mail.id, view })}`);
        await canary.look(`the outbox, ${view} of ${mail.subject}`);
      }
    }
  }

  /** As a form of the site that somebody changed with the tools of her browser. */
  async function send(page: Page, path: string, fields: Record<string, string>): Promise<void> {
    if (!page.url().startsWith(`${site.siteUrl}/`)) await page.goto(`${site.siteUrl}/robots.txt`);
    const opened = page.waitForEvent("framenavigated");
    await page.evaluate(
      ([action, values]) => {
        const form = document.createElement("form");
        Object.assign(form, { method: "post", action });
        for (const [name, value] of Object.entries(values)) {
          const field = document.createElement("textarea");
          Object.assign(field, { name, value });
          form.append(field);
        }
        document.body.append(form);
        HTMLFormElement.prototype.submit.call(form);
      },
      [path, fields] as const,
    );
    await opened;
    await page.waitForLoadState();
  }
}
