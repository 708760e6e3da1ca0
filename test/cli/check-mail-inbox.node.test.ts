/** What the gate refuses of subject, preheader and single characters, each time with a real mail broken in one place. */
import { expect, test } from "vitest";
import { judgeCharacters, judgeCharset, judgeMarks, judgeSize } from "../../src/cli/check-mail/characters.ts";
import { judgeInbox } from "../../src/cli/check-mail/inbox.ts";
import { broken, saysOf, sentMail, withHtml } from "../node/sent-mail.ts";

const fears = await sentMail("fears");

test("A mail as it stands is not complained about", async () => {
  for (const rule of [judgeInbox, judgeSize, judgeMarks, judgeCharset, judgeCharacters]) {
    expect(await saysOf(fears, rule)).toEqual([]);
  }
});

test.each([
  ["あ".repeat(28), []],
  ["a".repeat(56), []],
  ["あ".repeat(28).concat("a"), ["[subject-width] the subject is 28.5 full-width characters wide, more than 28"]],
  ["a".repeat(57), ["[subject-width] the subject is 28.5 full-width characters wide, more than 28"]],
  ["…".repeat(29), ["[subject-width] the subject is 29 full-width characters wide, more than 28"]],
])("The subject %s is measured in full-width characters", async (subject, says) => {
  expect(await saysOf({ ...fears, subject }, judgeInbox)).toEqual(says.map((say) => expect.stringContaining(say)));
});

test.each(["①", "Ⅳ", "㈱", "㌔", "髙", "﨑", "ｱ", "😊", "〜", "～", "—", "é", "\u200b", "神\ufe00"])(
  "The subject with %s is refused: old mail systems break it",
  async (character) => {
    expect(await saysOf({ ...fears, subject: `三つの不安${character}` }, judgeInbox)).toEqual([
      expect.stringContaining("[subject-characters] old mail systems break"),
    ]);
  },
);

test("The subject may have everything of JIS X 0208 and ASCII", async () => {
  const subject = "『「（強み）」』・、。！？ー…○□→々〆ヶABCａ１ 41%(&)";
  expect(await saysOf({ ...fears, subject }, judgeInbox)).toEqual([]);
});

const hidden = (words: string) => `<body><div style="display:none">${words}<div>\u00a0\u200c\u034f\u200b</div></div>`;

test.each([
  ["34 characters", "あ".repeat(34), "the preheader has 34 characters → write 35 to 50"],
  ["51 characters", "あ".repeat(51), "the preheader has 51 characters → write 35 to 50"],
  ["nothing", "", "the HTML begins without a preheader"],
])("A preheader of %s is told", async (_name, words, says) => {
  const mail = broken(fears, "html", /<body.*<\/body>/s, `${hidden(words)}<p>本文</p></body>`);
  expect(await saysOf(mail, judgeInbox)).toEqual([expect.stringContaining(`[preheader-length] ${says}`)]);
});

test("Hidden words that do not come first are no preheader", async () => {
  const mail = broken(fears, "html", /<body.*<\/body>/s, `<body><p>本文</p>${hidden("あ".repeat(40)).slice(6)}</body>`);
  expect(await saysOf(mail, judgeInbox)).toEqual([expect.stringContaining("begins without a preheader")]);
});

test("Faults of the inbox lines are told with the file that holds them", async () => {
  expect(await judgeInbox({ ...fears, subject: "①" })).toEqual([
    expect.objectContaining({ file: "emails/course.ts", rule: "subject-characters" }),
  ]);
});

test("A mail that only the reader's own words make too large is told", async () => {
  const mail = withHtml(fears, `<p>${"寿".repeat(21_000)}</p>`);
  expect(await saysOf(mail, judgeSize)).toEqual([expect.stringMatching(/^\[size\] the HTML has \d+ bytes, more than/)]);
});

test.each([
  ["a mark in the subject", { ...fears, subject: "{{dear}}三つの不安" }, "{{dear}}"],
  ["a mark in the text part", broken(fears, "text", "花子さん、", "{{dear}}"), "{{dear}}"],
  ["a mark in the HTML", broken(fears, "html", "花子さん、", "{{dear}}"), "{{dear}}"],
  ["a mark in a link", withHtml(fears, '<a href="{{guide_url}}">ガイド</a>'), "{{guide_url}}"],
  ["a mark with quotes around it", broken(fears, "html", "花子さん、", 'mark("dear")'), 'mark("dear")'],
  ["a dollar and a brace", broken(fears, "text", "花子さん、", "\u0024{name}さん"), "\u0024{name}さん"],
])("%s that nothing filled is told", async (_name, mail, left) => {
  expect(await saysOf(mail, judgeMarks)).toEqual([
    expect.stringContaining(`[unfilled-marks] a reader would see “${left}`),
  ]);
});

test("A mail in another charset, or without a word about it, is told", async () => {
  const charset = /<meta[^>]*charset=UTF-8[^>]*>/;
  const late = broken(
    broken(fears, "html", charset, ""),
    "html",
    "<head>",
    `<head>${" ".repeat(1100)}<meta charset="utf-8">`,
  );
  expect(await saysOf(broken(fears, "html", charset, '<meta charset="Shift_JIS">'), judgeCharset)).toEqual([
    expect.stringContaining("[utf-8] the HTML calls itself Shift_JIS"),
  ]);
  for (const mail of [broken(fears, "html", charset, ""), late]) {
    expect(await saysOf(mail, judgeCharset)).toEqual([
      expect.stringContaining("does not say UTF-8 in its first 1024 bytes"),
    ]);
  }
});

test.each(["\ufffd", "\ue000", "\u0007", "\u0085", "\ud800", "\u{10ffff}"])(
  "The character %j is told wherever it stands, and not shown again",
  async (character) => {
    const says = expect.stringMatching(/^\[utf-8\] U\+[0-9A-F]{4,6} in 「.*\?.*」 is no character/);
    expect(await saysOf({ ...fears, subject: `不安${character}` }, judgeCharacters)).toEqual([says]);
    expect(await saysOf(broken(fears, "text", "花子", character), judgeCharacters)).toEqual([says]);
    expect(await saysOf(broken(fears, "html", "花子", character), judgeCharacters)).toEqual([says]);
  },
);
