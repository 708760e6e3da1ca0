/** Asks a visitor to prove her address; carries nothing that a stranger could have typed into the form. */
import { activeLessons, hourWords } from "../../src/domain/course.ts";
import { CONFIRM_LINK_LIFE, DAY, UNCONFIRMED_LIFE } from "../../src/domain/numbers.ts";
import { Button, Heading, mark, Notice, Paragraph } from "../_kit/index.ts";
import { course } from "../course.ts";

export const subject = "メールアドレスの確認をお願いします";
export const preheader = "登録のボタンを押していただくまで、コースは始まりません。何が届くかも、ここに書きました。";

export default function Confirm() {
  return (
    <Notice to="visitor" subject={subject} preheader={preheader} title="登録まで、あとひとつです">
      <Paragraph>
        このアドレスで、
        {`メールコース「${course.title}」のお申し込みを受けとりました。次のページを開いて、登録のボタンを押してください。`}
        はじめての方には、すぐに『セルフブランディング入門』をお送りします。
      </Paragraph>
      <Button href={mark("confirm_url")} label="登録のページを開く" spelledOut />
      <Paragraph>
        {`このリンクは${CONFIRM_LINK_LIFE / DAY}日間使えます。過ぎてしまったときは、もう一度お申し込みください。`}
      </Paragraph>

      <Heading>これから届くもの</Heading>
      <Paragraph>
        {`差出人は${mark("sender_name")}です。入門ガイドのあとは、次の日から、毎日${hourWords(course)}に短いメールを1通ずつ、あわせて${activeLessons(course).length - 1}通お送りします。`}
        3日目からは、個別相談のご案内を短く添えています。前に途中で止めた方には、止めたところの続きが届きます。
      </Paragraph>
      <Paragraph>
        やめたくなったら、コースのどのメールにもある「配信を停止する」から、いつでも止められます。理由はうかがいません。
      </Paragraph>

      <Heading>お心当たりのない方へ</Heading>
      <Paragraph>
        どなたかが、アドレスを打ち間違えたのだと思います。何もなさらなければ登録はされず、コースのメールも届きません。
        {`はじめてお預かりしたアドレスは、${UNCONFIRMED_LIFE / DAY}日で消します。`}
      </Paragraph>
    </Notice>
  );
}
