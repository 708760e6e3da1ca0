/** What the gate refuses of text part, links and footer, each time with a real mail broken in one place. */
import { expect, test } from "vitest";
import { judgeFooter } from "../../src/cli/check-mail/footer.ts";
import { judgeLinks } from "../../src/cli/check-mail/links.ts";
import { judgeTextPart } from "../../src/cli/check-mail/text-part.ts";
import { broken, saysOf, sentMail, withHtml } from "../node/sent-mail.ts";

const fears = await sentMail("fears");
const guide = await sentMail("intro-guide");
const confirm = await sentMail("confirm");
const enrolled = await sentMail("already-enrolled");
const { siteUrl, sender } = fears.config;

test("Mails as they stand are not complained about", async () => {
  for (const mail of [fears, guide, confirm, enrolled]) {
    for (const rule of [judgeTextPart, judgeLinks, judgeFooter]) expect(await saysOf(mail, rule)).toEqual([]);
  }
});

test("A mail without a text part is told", async () => {
  expect(await saysOf({ ...fears, text: " \n" }, judgeTextPart)).toEqual([
    expect.stringContaining("[text-part] the text part is empty"),
  ]);
});

test("Words of the HTML that the text part lacks are told, and only those that are shown and can be read", async () => {
  const more =
    '<p>目だけのことば</p><p style="display:none">隠したことば</p><p>●○○</p><p aria-hidden="true">絵のことば</p>';
  expect(await saysOf(withHtml(fears, more), judgeTextPart)).toEqual([
    expect.stringContaining("[text-part] the text part lacks 「目だけのことば」"),
  ]);
});

test("An address of the HTML that the text part lacks is told", async () => {
  const mail = broken(guide, "text", `${siteUrl}/guide`, "ガイドのページ");
  expect(await saysOf(mail, judgeTextPart)).toEqual([
    expect.stringContaining("[text-part] the text part lacks the address"),
  ]);
});

test("A line of the text part beyond 998 bytes is told, one of 998 is not", async () => {
  const ofBytes = (bytes: number) => ({
    ...fears,
    text: `${fears.text}${"長".repeat(332)}${"a".repeat(bytes - 996)}\n`,
  });
  expect(await saysOf(ofBytes(998), judgeTextPart)).toEqual([]);
  expect(await saysOf(ofBytes(999), judgeTextPart)).toEqual([
    expect.stringMatching(/^\[text-lines\] 「長+…」 is a line of 999 bytes, more than 998/),
  ]);
});

test.each([
  ["/guide", "[link-absolute] the link 「ここ」 leads to /guide, which is no whole address"],
  ["", "[link-absolute] the link 「ここ」 leads to nothing"],
  [siteUrl.replace("https", "http"), "[link-https] the link 「ここ」 leads to http:"],
  ["javascript:alert(1)", "[link-https]"],
  [
    `${siteUrl}/gide`,
    "[link-known] the link 「ここ」 leads to https://course.example.jp/gide, where the site has no page",
  ],
  [`${siteUrl}/webhooks/resend`, "[link-known]"],
  [
    "https://example.com/",
    "[link-known] the link 「ここ」 leads to https://example.com/, which nobody has vouched for",
  ],
  [
    "mailto:somebody@example.jp",
    "[link-known] the link 「ここ」 leads to mailto:somebody@example.jp, which is nobody's",
  ],
])("A link to %j is told", async (href, says) => {
  const mail = withHtml(fears, `<a href="${href}">ここ</a>`);
  expect(await saysOf(mail, judgeLinks)).toEqual([expect.stringContaining(says)]);
});

test("Links to pages of the site, with a token too, and to the sender's mailbox are good", async () => {
  const good = [siteUrl, `${siteUrl}/guide`, `${siteUrl}/unsubscribe?t=a.b`, `mailto:${sender.contact}`];
  const mail = withHtml(fears, good.map((href) => `<a href="${href}">ここ</a>`).join(""));
  expect(await saysOf(mail, judgeLinks)).toEqual([]);
});

test("A picture from elsewhere and an address that stands in the text part alone are told", async () => {
  const mail = withHtml(fears, '<img src="//cdn.example.com/a.png" alt="花">');
  expect(await saysOf(mail, judgeLinks)).toEqual([expect.stringContaining("[link-absolute] the link 「花」")]);
  const text = { ...fears, text: `${fears.text}http://example.com/\n` };
  expect(await saysOf(text, judgeLinks)).toEqual([expect.stringContaining("[link-https]")]);
});

const optOut = /<a [^>]*unsubscribe[^>]*>.*?<\/a>/;
const optOutText = /https:\S+unsubscribe\S+/;

test("A lesson whose opt-out is gone or hidden is told, part by part", async () => {
  const says = (part: string) => [expect.stringContaining(`[footer] the ${part} shows no opt-out`)];
  expect(await saysOf(broken(fears, "html", optOut, ""), judgeFooter)).toEqual(says("HTML"));
  expect(await saysOf(broken(fears, "text", optOutText, ""), judgeFooter)).toEqual(says("text part"));
  const veiled = broken(fears, "html", optOut, `<a href="${siteUrl}/unsubscribe?t=a" style="display:none">停止</a>`);
  expect(await saysOf(veiled, judgeFooter)).toEqual(says("HTML"));
});

test("A notice to a reader needs the opt-out too; one to a visitor does not", async () => {
  expect(await saysOf(broken(enrolled, "html", optOut, ""), judgeFooter)).toEqual([
    expect.stringContaining("[footer] the HTML shows no opt-out"),
  ]);
  expect(confirm.html).not.toMatch(optOut);
});

test.each([
  ["name", sender.name],
  ["address", sender.address],
  ["contact", sender.contact],
])("A footer without the sender's %s is told, part by part", async (what, value) => {
  for (const mail of [fears, confirm]) {
    const says = (part: string) => [
      expect.stringMatching(`^\\[footer\\] the ${part} does not show the sender's ${what}`),
    ];
    expect(await saysOf({ ...mail, html: mail.html.replaceAll(value, "") }, judgeFooter)).toEqual(says("HTML"));
    expect(await saysOf({ ...mail, text: mail.text.replaceAll(value, "") }, judgeFooter)).toEqual(says("text part"));
  }
});

test("An opt-out far from the sender's name, and a contact far from both, are told", async () => {
  const far = `<p>${"遠".repeat(61)}</p>`;
  const apart = withHtml(broken(fears, "html", optOut, ""), `${far}<a href="${siteUrl}/unsubscribe?t=a">停止</a>`);
  expect(await saysOf(apart, judgeFooter)).toContainEqual(
    expect.stringContaining("[footer] the HTML has its opt-out far from the sender's name"),
  );
  const text = { ...fears, text: `${fears.text.replaceAll(sender.contact, "")}${"\n遠".repeat(150)}${sender.contact}` };
  expect(await saysOf(text, judgeFooter)).toEqual([
    expect.stringContaining("[footer] the text part has the sender's contact far from the opt-out and name"),
  ]);
});
