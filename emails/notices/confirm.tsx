/** Asks a visitor to prove her address; carries nothing that a stranger could have typed into the form. */
import { Button, Heading, mark, Notice, Paragraph } from "../_kit/index.ts";

export const subject = "メールアドレスの確認をお願いします";
export const preheader = "確認がすむと登録が完了し、すぐに『セルフブランディング入門』が届きます。";

export default function Confirm() {
  return (
    <Notice to="visitor" subject={subject} preheader={preheader} title="登録まで、あとひとつです">
      <Paragraph>
        お申し込みありがとうございます。次のページを開いて、登録のボタンを押してください。
        すぐに『セルフブランディング入門』をお送りします。
      </Paragraph>
      <Button href={mark("confirm_url")} label="登録のページを開く" spelledOut />
      <Paragraph>このリンクは7日間使えます。過ぎてしまったときは、もう一度お申し込みください。</Paragraph>

      <Heading>これから届くもの</Heading>
      <Paragraph>
        {`差出人は${mark("sender_name")}です。登録のあと、すぐに入門ガイドが届きます。`}
        その次の日から、短いメールを1日に1通、あわせて7通お送りします。途中からは、個別相談のご案内を短く添えています。
      </Paragraph>
      <Paragraph>
        やめたくなったら、どのメールにも入っている「配信を停止する」のリンクから、いつでも止められます。理由はうかがいません。
      </Paragraph>

      <Heading>お心当たりのない方へ</Heading>
      <Paragraph>
        どなたかが、アドレスを打ち間違えたのだと思います。何もなさらなければ登録はされず、これ以上メールが届くことはありません。
        お預かりしたアドレスは、しばらくして消去します。
      </Paragraph>
    </Notice>
  );
}
