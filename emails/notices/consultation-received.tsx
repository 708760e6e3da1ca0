/** Answers a request for a consultation; carries nothing that a stranger could have typed into the form. */
import { Heading, Notice, Paragraph } from "../_kit/index.ts";

export const subject = "個別相談のお申し込みを受けとりました";
export const preheader = "日時は、読んでからあらためてお返事します。変えるのもやめるのも、返信ひとつでできます。";

export default function ConsultationReceived() {
  return (
    <Notice to="inquirer" subject={subject} preheader={preheader} title="お申し込み、受けとりました">
      <Paragraph>
        忙しい一日のなかで、個別相談に申し込んでくださってありがとうございます。書いてくださったことを、これからゆっくり読みます。
      </Paragraph>

      <Heading>これからのこと</Heading>
      <Paragraph>
        ご希望の日時からひとつを選んで、ふつうは二、三日のうちにお返事します。
        どれも合わないときは、別の日をご相談させてください。
      </Paragraph>
      <Paragraph>
        当日までに用意していただくものはありません。コースで書いたメモがあれば手元に置いておくと話が早いのですが、なくても大丈夫です。
      </Paragraph>

      <Heading>変えたいとき、やめたいとき</Heading>
      <Paragraph>このメールに返信してください。ひとことで足りますし、理由はうかがいません。</Paragraph>

      <Heading>お心当たりのない方へ</Heading>
      <Paragraph>
        どなたかが、アドレスを打ち間違えたのだと思います。お手数ですが、その旨をひとこと返信していただければ、お申し込みを取り消します。
      </Paragraph>
    </Notice>
  );
}
