/** What the gate refuses of the Japanese, each time with a real mail broken in one place. */
import { moduleInterop } from "@textlint/module-interop";
import preset from "textlint-rule-preset-ja-technical-writing";
import { expect, test } from "vitest";
import { judgeJapanese } from "../../src/cli/check-mail/japanese.ts";
import { FOR_SENTENCES_ONLY, TUNING } from "../../src/cli/check-mail/japanese-tuning.ts";
import { saysOf, sentMail } from "../node/sent-mail.ts";

const fears = await sentMail("fears");
const saying = (line: string) => ({ ...fears, text: `${line}\n\n${fears.text}` });

test("A mail as it stands is not complained about", async () => {
  expect(await saysOf(fears, judgeJapanese)).toEqual([]);
});

test.each([
  ["sentence-length", `${"たいへん".repeat(25)}長いです。`],
  ["max-ten", "起きて、着て、食べて、出て、乗って、読みます。"],
  ["max-kanji-continuous-len", "人事評価制度改革案を読みます。"],
  ["no-mix-dearu-desumasu", "私はそう思いました。だから今日の話は不安についてである。"],
  ["ja-no-mixed-period", "今日は不安の話をします。最後まで読んでください"],
  ["no-doubled-conjunction", "しかし、家は回りました。しかし、私は疲れました。"],
  ["no-doubled-conjunctive-particle-ga", "書きましたが、消しましたが、また書きました。"],
  ["no-double-negative-ja", "できなくもないです。"],
  ["no-doubled-joshi", "会社が不安が残る理由です。"],
  ["no-dropping-the-ra", "朝早く起きれます。"],
  ["no-nfd", "か\u3099んばりました。"],
  ["no-exclamation-question-mark", "すごいです！"],
  ["no-hankaku-kana", "ｶｲｼｬに行きます。"],
  ["no-invalid-control-character", "不安\u0008です。"],
  ["ja-no-successive-word", "それをを書きます。"],
  ["ja-no-abusage", "値を適応します。"],
  ["ja-no-redundant-expression", "確認することができます。"],
  ["ja-unnatural-alphabet", "不安をhしらべます。"],
  ["no-unmatched-pair", "「不安です。"],
  ["no-zero-width-spaces", "不安\u200bです。"],
])("The rule %s bites: %s", async (rule, line) => {
  expect(await saysOf(saying(line), judgeJapanese)).toContainEqual(expect.stringContaining(`[japanese/${rule}] 「`));
});

test("Only rules that there are can be tuned", () => {
  for (const rule of [...Object.keys(TUNING), ...FOR_SENTENCES_ONLY]) {
    expect(Object.keys(moduleInterop(preset).rules)).toContain(rule);
  }
});

test("What the voice may do is let through", async () => {
  const lines = [
    "三つの問いに、ひとつずつ答えます。",
    "そうかもしれません。",
    "給料も役職も動きません。",
    "最後に一行につなげます。",
  ];
  expect(await saysOf(saying(lines.join("\n\n")), judgeJapanese)).toEqual([]);
});

test("Titles, labels, rows of a worksheet and addresses need no full stop", async () => {
  const lines = ["■ 手が止まったら", "・誰の", "　例：外回りの人", "見出し", "https://course.example.jp/guide"];
  expect(await saysOf(saying(lines.join("\n\n")), judgeJapanese)).toEqual([]);
});

test("A long sentence without any full stop is told", async () => {
  const line = "今日は三つの不安について考えてから小さな確かめ方をひとつ選びます";
  expect(await saysOf(saying(line), judgeJapanese)).toEqual([expect.stringContaining("[japanese/ja-no-mixed-period]")]);
});

test("A fault is told with the words around it, and with the file of the subject when it stands there", async () => {
  const says = await saysOf(saying("長い前置きがここまで続いてから、やっと朝早く起きれます。"), judgeJapanese);
  expect(says).toEqual([expect.stringMatching(/「[^」]*起きれます。」/)]);
  expect(await judgeJapanese({ ...fears, subject: "朝起きれる" })).toEqual([
    expect.objectContaining({ file: "emails/course.ts", rule: "japanese/no-dropping-the-ra" }),
  ]);
});
