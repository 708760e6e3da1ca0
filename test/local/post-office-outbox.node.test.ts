/** The outbox page: what the author sees of her mails, and the few buttons that change something. */

import { Resend } from "resend";
import { expect, onTestFinished, test } from "vitest";
import { framed, linksOf } from "../../src/local/post-office/outbox/mail-body.ts";
import { openPostOffice, type PostOfficeOptions } from "../../src/local/post-office/post-office.ts";

const webhookSecret = `whsec_${Buffer.from("a secret of the post office").toString("base64")}`;
const mail = {
  from: "歩み <ayumi@course.example>",
  to: "hana@example.com",
  subject: "はじめの一歩",
  html: "<p>一</p>",
};
const HOUR = 60 * 60 * 1_000;

async function openDesk(options: Partial<PostOfficeOptions> = {}, room = "") {
  const office = await openPostOffice({ port: 0, webhookSecret, ...options });
  onTestFinished(() => office.close());
  const url = office.url + room;
  const resend = new Resend("re_test", { baseUrl: url });
  const page = async (path: string) => await (await fetch(url + path)).text();
  const press = async (path: string, fields: Record<string, string>) =>
    await fetch(url + path, { method: "POST", body: new URLSearchParams(fields), headers: { origin: office.url } });
  const local = async (path: string) => await (await fetch(`${url}/_local${path}`)).json();
  return { office, url, resend, page, press, local };
}

test("an empty outbox says so, and tells the time in Tokyo", async () => {
  const { page } = await openDesk({ startAt: Date.UTC(2027, 3, 1, 12, 30) });
  const shown = await page("/");
  expect(shown).toContain("まだ何も届いていません");
  expect(shown).toContain("2027年4月1日(木) 21:30");
});

test("the newest mail stands first, and what a mail says is never markup of the page", async () => {
  const { page, resend } = await openDesk();
  await resend.emails.send({ ...mail, subject: "一通目" });
  await resend.emails.send({ ...mail, subject: "<script>二通目</script>" });
  const shown = await page("/");
  expect(shown.indexOf("二通目")).toBeLessThan(shown.indexOf("一通目"));
  expect(shown).not.toContain("<script>二通目");
});

test("a mail is shown in a frame that runs nothing, with its text, links, headers and source beside it", async () => {
  const { url, page, resend } = await openDesk();
  const { data } = await resend.emails.send({
    ...mail,
    html: '<html><head></head><body><a href="https://course.example/confirm?t=1&amp;k=2"><b>確認</b>する</a></body></html>',
    text: "確認する：https://course.example/confirm?t=1。",
    headers: { "List-Unsubscribe": "<https://course.example/stop>" },
    tags: [{ name: "lesson", value: "day-1" }],
  });
  const at = `/?mail=${data?.id}`;
  expect(await page(at)).toMatch(/<iframe[^>]* sandbox="allow-popups [^"]*allow-top-navigation-by-user-activation"/);
  expect(await page(`${at}&view=text`)).toContain('<a href="https://course.example/confirm?t=1"');
  expect(await page(`${at}&view=links`)).toContain(
    '<span>確認する</span><a href="https://course.example/confirm?t=1&amp;k=2"',
  );
  expect(await page(`${at}&view=headers`)).toMatch(/List-Unsubscribe<\/dt>.*tag: lesson<\/dt>/s);
  expect(await page(`${at}&view=source`)).toContain("&lt;b&gt;確認&lt;/b&gt;");
  const body = await fetch(`${url}/_outbox/mails/${data?.id}/body?images=off`);
  expect(body.headers.get("content-security-policy")).toMatch(/^sandbox (?!.*allow-scripts).*img-src 'none'/);
  expect(await body.text()).toContain('<head><base target="_blank">');
});

test("a mail that came can be seen side by side in all its looks, too", async () => {
  const { page, resend } = await openDesk();
  const { data } = await resend.emails.send({ ...mail, text: "一" });
  const shown = await page(`/?mail=${data?.id}&view=beside`);
  const frames = [...shown.matchAll(/<iframe[^>]* src="[^"]*scheme=(\w+)&amp;images=(\w+)"/g)].map(
    ([, ...look]) => look,
  );
  expect(frames).toEqual([
    ["light", "on"],
    ["light", "on"],
    ["dark", "on"],
    ["inverted", "on"],
    ["light", "off"],
  ]);
  expect(shown.match(/<figcaption>/g)).toHaveLength(7);
  const { data: textOnly } = await resend.emails.send({ ...mail, html: "", text: "文だけ" });
  expect(await page(`/?mail=${textOnly?.id}&view=beside`)).toContain("文だけ");
});

test("an app that inverts colours does not ask for the mail's own dark ones", () => {
  const html = "<head></head><style>@media (prefers-color-scheme: dark){p{color:#fff}}</style>";
  expect(framed(html, "inverted")).toMatch(/filter:invert\(.*@media \(max-width:0\)\{/s);
  expect(framed(html, "dark")).not.toContain("invert");
});

test("light and dark are decided by the look, not by the machine", () => {
  const html = "<head></head><style>@media (prefers-color-scheme: dark){p{color:#fff}}</style>";
  expect(framed(html, "dark")).toContain("@media (min-width:0){");
  expect(framed(html, "light")).toContain("@media (max-width:0){");
  const aware = '<!doctype html><meta name="color-scheme" content="light dark"><p>';
  expect(framed(aware, "dark")).toMatch(/^<!doctype html><base[^>]*><style>:root\{color-scheme:only dark\}/);
});

test("links are read off a mail with or without HTML, and a script is not a link", async () => {
  expect(linksOf(null, "（https://a.example/x）と https://b.example/。")).toEqual([
    { url: "https://a.example/x", words: "" },
    { url: "https://b.example/", words: "" },
  ]);
  const { page, resend } = await openDesk();
  const { data } = await resend.emails.send({ ...mail, html: "<a href='javascript:alert(1)'>x</a>" });
  expect(await page(`/?mail=${data?.id}&view=links`)).not.toContain('href="javascript:');
});

test("the buttons move the clock by an hour, a day, or to the next mail, and tick", async () => {
  const ticks: number[] = [];
  let due: number | undefined;
  const { office, press } = await openDesk({ onTick: async (now) => void ticks.push(now), nextDue: async () => due });
  const before = office.now();
  const back = await press("/_outbox/advance", { by: "hour" });
  expect(await back.text()).toContain("時計を進めました");
  await press("/_outbox/advance", { by: "day" });
  expect(office.now()).toBeGreaterThanOrEqual(before + 25 * HOUR);
  due = office.now() + 5 * HOUR;
  await press("/_outbox/advance", { by: "next" });
  expect(office.now()).toBeGreaterThanOrEqual(due);
  await press("/_outbox/advance", { by: "tick" });
  expect(ticks).toHaveLength(4);
  due = undefined;
  expect(await (await press("/_outbox/advance", { by: "next" })).text()).toContain("予定は、いまはありません");
  expect(ticks).toHaveLength(4);
});

test("a failing tick is told on the page", async () => {
  const { press } = await openDesk({ onTick: () => Promise.reject(new Error("Worker が動いていません")) });
  const answer = await press("/_outbox/advance", { by: "hour" });
  expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining("Worker が動いていません")]);
});

test.each([
  ["bounced", "email.bounced", "Permanent"],
  ["softbounced", "email.bounced", "Transient"],
  ["complained", "email.complained", undefined],
])("the button %s tells it by webhook", async (type, event, bounceType) => {
  const { press, resend, local } = await openDesk();
  const { data } = await resend.emails.send(mail);
  await local("/webhooks");
  expect((await press(`/_outbox/mails/${data?.id}/events`, { type })).status).toBe(200);
  const [pulled] = (await local("/webhooks")) as [{ body: string }];
  const told = JSON.parse(pulled.body);
  expect([told.type, told.data.bounce?.type]).toEqual([event, bounceType]);
});

test("whoever opens everything that GET can open changes nothing", async () => {
  const { url, page, resend, local } = await openDesk();
  await resend.emails.send({ ...mail, text: "一" });
  const before = [await local("/mails"), await local("/requests"), await local("/suppressions")];
  const seen = new Set(["/"]);
  for (const path of seen) {
    const shown = await page(path);
    for (const [, link = ""] of shown.matchAll(/(?:href|src|action)="(\/[^"]*)"/g))
      seen.add(link.replaceAll("&amp;", "&"));
  }
  expect(seen.size).toBeGreaterThan(15);
  expect([await local("/mails"), await local("/requests"), await local("/suppressions")]).toEqual(before);
  expect(await local("/webhooks")).toHaveLength(2);
  expect((await fetch(`${url}/_outbox/advance`)).status).toBe(404);
});

test("the poll brings the list only when something changed", async () => {
  const { page, resend } = await openDesk();
  const first = JSON.parse(await page("/_outbox/news?version=0"));
  expect(first.list).toBeNull();
  await resend.emails.send(mail);
  const second = JSON.parse(await page("/_outbox/news?version=0"));
  expect(second.list).toContain("はじめの一歩");
  expect(JSON.parse(await page(`/_outbox/news?version=${second.version}`)).list).toBeNull();
});

test("a room has its own outbox, and its links stay in it", async () => {
  const { office, page, resend } = await openDesk({}, "/rooms/a");
  await resend.emails.send(mail);
  const shown = await page("/");
  expect(shown).toContain("はじめの一歩");
  for (const [, link] of shown.matchAll(/(?:href|src|action)="(\/[^"]*)"/g)) expect(link).toMatch(/^\/rooms\/a\//);
  expect(await (await fetch(office.url)).text()).not.toContain("はじめの一歩");
});
