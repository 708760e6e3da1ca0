/** Asks whoever reads a new address whether the course should come there; carries nothing that anybody typed. */
import { ADDRESS_LINK_LIFE, HOUR } from "../../src/domain/numbers.ts";
import { Button, Heading, mark, Notice, Paragraph } from "../_kit/index.ts";
import { course } from "../course.ts";

export const subject = "新しい届け先の確認をお願いします";
export const preheader = "ページを開いてボタンを押していただくと、コースのメールがこのアドレスに届くようになります。";

export default function AddressProof() {
  return (
    <Notice to="mover" subject={subject} preheader={preheader} title="届け先をこちらに変えるまで、あとひとつです">
      <Paragraph>
        {`「${course.title}」の届け先を、このアドレスに変えるお申し出がありました。ご本人でしたら、次のページを開いて、ボタンを押してください。`}
        コースは、いま読んでいるところから続きます。
      </Paragraph>
      <Button href={mark("address_url")} label="届け先のページを開く" spelledOut />
      <Paragraph>{`このリンクは${ADDRESS_LINK_LIFE / HOUR}時間使えます。ボタンを押すまで、届け先は変わりません。`}</Paragraph>

      <Heading>お心当たりのない方へ</Heading>
      <Paragraph>
        どなたかが、アドレスを打ち間違えたのだと思います。何もなさらなければ、このアドレスにコースのメールは届きません。
      </Paragraph>
    </Notice>
  );
}
