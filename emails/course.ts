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
      subject: "マミートラックには、顔が二つある",
      preheader: "任されないつらさと、抱えすぎるつらさ。八つの項目で、いまいる場所を確かめます。",
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
      subject: "保育園からの電話も、強みに数える",
      preheader: "「強みを見える化するワーク」を三行だけ。出来事から書いて、名前はあとでつけます。",
      wait: 1,
    },
    {
      key: "step-2-look",
      subject: "求人票から、ふだんの夕方を読む",
      preheader: "働きやすい会社のしるしを五つ。求人サイトの外ものぞいて、今日は三つ保存します。",
      wait: 1,
    },
    {
      key: "step-3-small",
      subject: "「そのうち」に日付をつける",
      preheader: "副業をひとつ、面談を一度、会話を一回。辞めると決める前にできることを、ひとつ選びます。",
      wait: 1,
    },
    {
      key: "stories",
      subject: "働き方を変えた四人の、曲がり角",
      preheader: "アシスタントだった人、副業から始めた人、時短で探した人、41歳で転職した私の話です。",
      wait: 1,
    },
    {
      key: "rebuild",
      subject: "最後に、取り戻すより組み直す話を",
      preheader: "転職だけが答えではありません。残る、移る、話すのどれから始めるかを、ひとつ選びます。",
      wait: 1,
    },
  ],
};
