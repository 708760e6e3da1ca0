/** Lets the author in to her desk, with a link that opens once. */
import { MINUTE, SIGN_IN_LINK_LIFE } from "../../src/domain/numbers.ts";
import { Button, Heading, mark, Notice, Paragraph } from "../_kit/index.ts";

export const subject = "作業台に入るためのリンクです";
export const preheader = "15分のあいだ、一度だけ使えます。開いて、次のページのボタンを押してください。";

export default function SignIn() {
  return (
    <Notice to="author" subject={subject} preheader={preheader} title="作業台へは、こちらからどうぞ">
      <Paragraph>読者の様子や個別相談を見る作業台に、入るためのリンクが求められました。</Paragraph>
      <Button href={mark("sign_in_url")} label="作業台に入る" spelledOut />
      <Paragraph>
        {`リンクは、お送りしてから${SIGN_IN_LINK_LIFE / MINUTE}分のあいだ、一度だけ使えます。ほかの方には転送しないでください。`}
      </Paragraph>

      <Heading>心当たりがないときは</Heading>
      <Paragraph>
        どなたかが、入り口のページであなたのアドレスを入れたのだと思います。このメールがなければ中には入れませんので、そのままで大丈夫です。
      </Paragraph>
    </Notice>
  );
}
