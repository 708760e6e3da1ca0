/** The course as one screen of data: its lessons in order, each with the words of the inbox list. */
import type { Course } from "../src/domain/course.ts";

export const course: Course = {
  key: "rebuild",
  title: "仕事を組み直す7日間",
  zone: "Asia/Tokyo",
  minute: 21 * 60 + 30,
  finishedGetNewLessons: false,
  lessons: [
    {
      key: "intro-guide",
      subject: "『セルフブランディング入門』をお届けします",
      preheader: "時間のない人が、自分の仕事を一行で伝えるためのガイドです。書くのも一行だけ。",
    },
    {
      key: "two-faces",
      subject: "マミートラックの二つの顔を見分ける",
      preheader: "任されないつらさと、抱えすぎるつらさ。いまの場所を8つの項目で確かめます。",
      wait: 1,
    },
    {
      key: "fears",
      subject: "転職の三つの不安と、小さな確かめ方",
      preheader: "通用するか、雇われるか、家は回るか。不安の中身を、調べられる大きさに分けます。",
      wait: 1,
    },
    {
      key: "step-1-words",
      subject: "家のことも数える、強みのワークシート",
      preheader: "「たいしたことはしていない」の中身を三行だけ書き出すと、得意なことが見えてきます。",
      wait: 1,
    },
    {
      key: "step-2-look",
      subject: "働きやすい会社のしるしと、探す場所",
      preheader: "求人票のどこを読むか、求人サイトのほかに何を見るか。今日は三つ保存するだけです。",
      wait: 1,
    },
    {
      key: "step-3-small",
      subject: "辞める前にできる、小さな試し方",
      preheader: "副業をひとつ、面談を一度、会話を一回。どれかひとつを選んで、日付を入れます。",
      wait: 1,
    },
    {
      key: "stories",
      subject: "四人が働き方を変えた、その曲がり角",
      preheader: "補佐役だった人、副業から始めた人、時短で探した人、そして41歳の私の話です。",
      wait: 1,
    },
    {
      key: "rebuild",
      subject: "残る・移る・話す、あなたの次の一歩",
      preheader: "会社に残って変える道も含めて、コースの終わりに、これからの進み方をひとつ選びます。",
      wait: 1,
    },
  ],
};
