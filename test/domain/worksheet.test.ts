/** The worksheet's sentence: it grows answer by answer, and reads like one whatever she answers in. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { FIELDS, growingSentence, sentenceOf, worksheetText } from "../../src/domain/worksheet.ts";

const GUIDE = {
  whom: "外回りが多く、書類がいつも後まわしになる営業の人",
  what: "見積もりが遅れて、お客さまを待たせてしまうこと",
  how: "週のはじめに予定を聞いて、必要な書類を先に揃えておく",
};

test("the guide's own example becomes a sentence", () => {
  expect(sentenceOf(GUIDE)).toBe(
    "外回りが多く、書類がいつも後まわしになる営業の人が、見積もりが遅れて、お客さまを待たせてしまうことで困らないように、週のはじめに予定を聞いて、必要な書類を先に揃えておく仕事をしています。",
  );
});

test("it grows answer by answer, and says what is missing", () => {
  const grown = [
    {},
    { whom: "後輩" },
    { whom: "後輩", what: "遅い返事" },
    { whom: "後輩", what: "遅い返事", how: "待つ" },
  ];
  const words = grown.map((answers) =>
    growingSentence(answers)
      .map(({ text, is }) => (is === "gap" ? `［${text}］` : text))
      .join(""),
  );
  expect(words).toEqual([
    "［誰］が、［何］で困らないように、［どう助ける］仕事をしています。",
    "後輩が、［何］で困らないように、［どう助ける］仕事をしています。",
    "後輩が、遅い返事で困らないように、［どう助ける］仕事をしています。",
    "後輩が、遅い返事で困らないように、待つ仕事をしています。",
  ]);
  expect(sentenceOf({ whom: "後輩", what: "遅い返事", how: " \n " })).toBe("");
});

test.each([
  ["揃えておく", "揃えておく仕事をしています。"],
  ["先に揃えること", "先に揃える仕事をしています。"],
  ["話を聞いて", "話を聞いて、助ける仕事をしています。"],
  ["手を動かして見本を作ります。", "手を動かして見本を作ります。それが、私の仕事です。"],
  ["小さな気づかい", "小さな気づかいで、助ける仕事をしています。"],
  ["誰も待たせない", "誰も待たせない仕事をしています。"],
  ["ことばを選ぶこと", "ことばを選ぶ仕事をしています。"],
  ["困りごとを聞く係", "困りごとを聞く係で、助ける仕事をしています。"],
  ["待てる人でいます。。", "待てる人でいます。それが、私の仕事です。"],
  ["手で作る見本", "手で作る見本で、助ける仕事をしています。"],
  ["いますぐの返事", "いますぐの返事で、助ける仕事をしています。"],
  ["先まわりの段取り", "先まわりの段取りで、助ける仕事をしています。"],
])("how: %s", (how, end) => {
  expect(sentenceOf({ whom: "人", what: "雨", how })).toBe(`人が、雨で困らないように、${end}`);
});

test.each([
  ["いい案なのに、うまく伝わらない。", "いい案なのに、うまく伝わらないこと"],
  ["毎月、締め切りに追われる", "毎月、締め切りに追われること"],
  ["帰る時間が読めないこと", "帰る時間が読めないこと"],
  ["気づかい", "気づかい"],
  ["書類が", "書類"],
  ["を", "を"],
])("what: %s", (what, trouble) => {
  expect(sentenceOf({ whom: "営業の人の", what, how: "揃える" })).toBe(
    `営業の人が、${trouble}で困らないように、揃える仕事をしています。`,
  );
});

test("as text there is only what she wrote, in the order of the page; nothing is nothing", () => {
  expect(worksheetText({})).toBe("");
  expect(worksheetText({ "home1-event": "  " })).toBe("");
  const text = worksheetText({
    "home2-named": "順番を決め直せる",
    "work1-event": "急な\n欠席",
    way: "午前中にひとりで",
    ...GUIDE,
  });
  expect(text.split("\n").filter((line) => !/^(誰の|何を|どう)/.test(line))).toEqual([
    "強みを見える化するワーク",
    "",
    "■ 仕事から　一つめ",
    "出来事：急な欠席",
    "",
    "■ 家から　二つめ",
    "名前をつけると：順番を決め直せる",
    "",
    "■ 私に合う働き方",
    "午前中にひとりで",
    "",
    "■ 三つの問い",
    "",
    "■ 私の一行",
    sentenceOf(GUIDE),
    "",
  ]);
  expect(worksheetText({ ...GUIDE, line: "私のことばで。" })).toContain("■ 私の一行\n私のことばで\n");
});

test("whatever she writes stands in the sentence, in one line, with one full stop at its end", () => {
  const words = fc.stringMatching(/^[ぁ-んァ-ヶ一-龠a-z、。\n ]{1,20}$/);
  fc.assert(
    fc.property(words, words, words, (whom, what, how) => {
      const sentence = sentenceOf({ whom, what, how });
      expect(sentence === "" || /^[^\n]+[^。]。$/.test(sentence)).toBe(true);
    }),
  );
  expect(new Set(FIELDS).size).toBe(21);
});

test("each piece tells whose words it is: hers, ours, or a gap", () => {
  const kinds = (how: string) => growingSentence({ whom: "後輩", how }).map(({ is }) => is);
  expect(kinds("")).toEqual(["hers", "ours", "gap", "ours", "gap", "ours"]);
  for (const how of ["揃えます", "揃える", "揃えて", "段取り"])
    expect(kinds(how), how).toEqual(["hers", "ours", "gap", "ours", "hers", "ours"]);
});

test("the answers of one thing stand in lines of their own", () => {
  expect(worksheetText({ "work1-event": "欠席", "work1-did": "代わった" })).toContain(
    "出来事：欠席\nしたこと：代わった\n",
  );
});
