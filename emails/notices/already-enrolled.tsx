/** Answers a reader who signed up again although her course is running. */
import { Button, Heading, mark, Notice, Paragraph } from "../_kit/index.ts";

export const subject = "すでにお申し込みいただいています";
export const preheader = "あらためての手続きはいりません。次に届くメールと、ガイドの読み直し方のお知らせです。";

export default function AlreadyEnrolled() {
  return (
    <Notice to="reader" subject={subject} preheader={preheader} title="お申し込みは、すんでいます">
      <Paragraph>
        もう一度お申し込みいただき、ありがとうございます。このアドレスは登録ずみなので、あらためての手続きはいりません。
        コースが最初からやり直しになることもありません。
      </Paragraph>
      <Paragraph>{mark("next_line")}</Paragraph>
      <Button href={mark("guide_url")} label="入門ガイドを読み直す" />

      <Heading>メールが見当たらないとき</Heading>
      <Paragraph>
        迷惑メールのフォルダーや「プロモーション」のタブに入っていることがあります。
        携帯電話会社のアドレスをお使いでしたら、このメールの差出人のドメインを受信できるように設定してください。
      </Paragraph>

      <Heading>お心当たりのない方へ</Heading>
      <Paragraph>
        どなたかが、アドレスを打ち間違えたのだと思います。このままで、登録の内容は何も変わりません。
      </Paragraph>
    </Notice>
  );
}
