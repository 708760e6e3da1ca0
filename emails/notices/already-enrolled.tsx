/** Answers a reader who signed up again although her course is running. */
import { Button, Heading, mark, Notice, Paragraph } from "../_kit/index.ts";

export const subject = "すでにお申し込みいただいています";
export const preheader = "あらためての手続きはいりません。メールの探し方と、ガイドを読み直すページのお知らせです。";

export default function AlreadyEnrolled() {
  return (
    <Notice to="reader" subject={subject} preheader={preheader} title="ご登録は、もうすんでいます">
      <Paragraph>
        もう一度お申し込みくださったのは、メールが見当たらないからでしょうか。このアドレスのご登録は、前のお申し込みのときにすんでいます。
        手続きはいりませんし、コースが最初からやり直しになることもありません。
      </Paragraph>
      <Paragraph>{mark("next_line")}</Paragraph>
      <Button href={mark("guide_url")} label="入門ガイドを読み直す" />

      <Heading>メールが見当たらないとき</Heading>
      <Paragraph>
        迷惑メールのフォルダーや「プロモーション」のタブに入っていることがあります。
        このメールの差出人を連絡先に加えておくと、次から見つけやすくなります。
      </Paragraph>

      <Heading>お心当たりのない方へ</Heading>
      <Paragraph>
        どなたかが、アドレスを打ち間違えたのだと思います。そのままにしてくださって大丈夫です。登録の内容は変わりません。
      </Paragraph>
    </Notice>
  );
}
