/** Forms of a stranger's page, sent to the site by the browser of a reader who came by. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Blog } from "./blog.ts";
import { namesOfMails, namesSoFar } from "./outbox.ts";
import type { Site } from "./site.ts";
import { CONFIRM_MAIL, signUp } from "./steps.ts";
import { openCourse, press } from "./walk-course.ts";

type Fields = Readonly<Record<string, string>>;

const FORM = { email: "lured@example.com", name: "花", consent: "yes", sure: "yes" };
const CLOCK = { hour: "390", zone: "Asia/Tokyo", pace: "7", quiet_1: "1" };

/** Everything a form can say, but for the token that only her mails hold. */
const BEHIND_A_TOKEN: readonly (readonly [string, Fields])[] = [
  ["/confirm", {}],
  ["/unsubscribe", { "List-Unsubscribe": "One-Click" }],
  ["/course/hour", CLOCK],
  ["/course/days", CLOCK],
  ["/course/pace", CLOCK],
  ["/course/next", { lesson: "two-faces" }],
  ["/course/again", { lesson: "intro-guide", part: "0" }],
  ["/course/fresh-link", {}],
  ["/course/export", {}],
  ["/course/address", { email: FORM.email }],
  ["/course/erase", {}],
  ["/course/new-address", {}],
  ["/consult", { name: "花", email: FORM.email, day1: "2026-12-01", part1: "noon", topic: "…" }],
];

export function strangers(site: Site, stranger: Blog): void {
  /** Presses the button of a stranger's form; the status of what came back. */
  async function lure(page: Page, path: string, fields: Fields, enctype = ""): Promise<number | undefined> {
    const inputs = Object.entries(fields).map(
      ([name, value]) => `<input type="hidden" name='${name}' value='${value}'>`,
    );
    const attributes = enctype === "" ? "" : ` enctype="${enctype}"`;
    stranger.show(
      `<form method="post" action="${site.siteUrl}${path}"${attributes}>${inputs.join("")}<button>賞品を受けとる</button></form>`,
    );
    await page.goto(stranger.origin);
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button").click();
    const status = (await answer).status();
    await page.waitForLoadState();
    return status;
  }

  async function everythingNow(): Promise<unknown> {
    await site.settle();
    return site.ledger.everything();
  }

  test("without the token of a mail a stranger's form does nothing to a reader whose own page is open", async () => {
    const email = "csrf@example.com";
    const page = await site.openWindow();
    await openCourse(site, page, email);
    await namesOfMails(site, email, 2);
    const other = await page.context().newPage();
    const before = await everythingNow();
    for (const [path, fields] of BEHIND_A_TOKEN) {
      // A stop is taken from anywhere, and this one names nobody.
      const status = path === "/unsubscribe" ? 400 : 403;
      expect([path, await lure(other, path, fields)]).toEqual([path, status]);
    }
    expect(await everythingNow()).toEqual(before);
    expect(await namesSoFar(site, email)).toEqual([CONFIRM_MAIL, "intro-guide"]);

    // On her own page, with the token, the same form does what it says: the comparison would see it.
    await page.getByLabel("週に1通").check();
    await press(page, "この間隔にする", "届く間隔を変えました");
    expect(await everythingNow()).not.toEqual(before);
  });

  test.each([
    ["as a form", FORM, ""],
    ["as a form with files", FORM, "multipart/form-data"],
    ["as text that reads like JSON", { '{"email":"lured@example.com","consent":true,"x":"': '"}' }, "text/plain"],
  ] as const)("a stranger's page signs nobody up, %s", async (_, fields, enctype) => {
    const page = await site.openWindow();
    const before = await everythingNow();
    const status = await lure(page, "/signup", fields, enctype);
    expect(enctype === "text/plain" ? [403, 415] : [403]).toContain(status);
    expect(await everythingNow()).toEqual(before);
    expect(await namesSoFar(site, FORM.email)).toEqual([]);
  });

  test("a stranger's page has no second mail sent from the browser that signed up", async () => {
    const email = "csrf-again@example.com";
    const page = await site.openWindow();
    await signUp(site, page, email);
    await namesOfMails(site, email, 1);
    const before = await everythingNow();
    await lure(page, "/signup/again", { ...FORM, email });
    await lure(page, "/signup/other", { ...FORM, email });
    expect(await everythingNow()).toEqual(before);
    expect(await namesSoFar(site, email)).toEqual([CONFIRM_MAIL]);

    await signUp(site, page, email);
    await page.getByRole("button", { name: "確認のメールをもう一度送る" }).click();
    await namesOfMails(site, email, 2);
    expect(await everythingNow()).not.toEqual(before);
  });
}
